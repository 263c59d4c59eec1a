import { describe, expect, it } from "vitest";
import { tryAll } from "./attack.js";
import { attacks } from "./attacks.js";

const seed = 20261128;
const inputsInAll = 10_000;

describe("a mutated input", () => {
  let tried = 0;

  it.each(attacks)("as $name gives a result or one clean error, $inputs times", async (attack) => {
    const result = await tryAll(attack, seed);
    tried += result.tried;
    expect(result.faults.join("\n")).toBe("");
  });

  it.skipIf(process.env["MOCKLARK_ATTACK"])(`was tried ${inputsInAll} times`, () => {
    expect(tried).toBe(inputsInAll);
  });
});
