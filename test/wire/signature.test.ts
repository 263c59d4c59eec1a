import { describe, expect, it } from "vitest";
import { computeSignature } from "../../src/wire/signature.js";
import vectors from "../vectors/wire.json" with { type: "json" };

describe("computeSignature", () => {
  it.each(vectors.signature)("gives the known answer in $mode mode", ({ signature, ...input }) => {
    expect(computeSignature(input)).toBe(signature);
    expect(computeSignature({ ...input, body: Buffer.from(input.body) })).toBe(signature);
  });
});
