import { describe, expect, it } from "vitest";
import { keyMixUps } from "../../src/wire/key-mix-ups.js";

const secretsOf = (known: Parameters<typeof keyMixUps>[0]) =>
  keyMixUps(known).map(({ secret }) => secret);

describe("keyMixUps", () => {
  it("never holds the key itself, nor one secret twice", () => {
    const secrets = secretsOf({ encryptKey: "key", verificationToken: "key" });
    expect(secrets).not.toContain("key");
    expect(new Set(secrets).size).toBe(secrets.length);
    expect(secretsOf({ encryptKey: "" })).toEqual([]);
  });

  it("knows what copying and configuring do to a key", () => {
    expect(secretsOf({ encryptKey: " key\n", verificationToken: "token" })).toEqual(
      expect.arrayContaining(["", "token", "key", " key\n\n", '" key\n"']),
    );
  });

  it("has only the empty key to offer where nothing is known", () => {
    expect(secretsOf({})).toEqual([""]);
  });
});
