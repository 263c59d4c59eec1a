import { execFileSync } from "node:child_process";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { computeSignature } from "../../src/wire/signature.js";
import vectors from "../vectors/wire.json" with { type: "json" };

const parts = { timestamp: "1700000000", nonce: "123456789", encryptKey: "密钥 key" };

describe("computeSignature", () => {
  it.each(vectors.signature)("gives the known answer in $mode mode", ({ signature, ...input }) => {
    expect(computeSignature(input)).toBe(signature);
    expect(computeSignature({ ...input, body: Buffer.from(input.body) })).toBe(signature);
  });

  it.each([0, 1, 16_383, 16_384, 100_000])("agrees with OpenSSL over %i bytes", (length) => {
    const body = Buffer.alloc(length, "会议室");
    const input = Buffer.concat([
      Buffer.from(parts.timestamp + parts.nonce + parts.encryptKey),
      body,
    ]);
    const [expected] = execFileSync("openssl", ["dgst", "-sha256", "-r"], { input })
      .toString()
      .split(" ");
    expect(computeSignature({ ...parts, body })).toBe(expected);
  });

  it("notices one changed bit anywhere in the body", () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 1, maxLength: 3000 }),
        fc.nat(),
        fc.integer({ min: 0, max: 7 }),
        (bytes, position, bit) => {
          const body = Buffer.from(bytes);
          const before = computeSignature({ ...parts, body });
          const index = position % body.length;
          body[index] = (body[index] ?? 0) ^ (1 << bit);
          expect(computeSignature({ ...parts, body })).not.toBe(before);
        },
      ),
    );
  });

  it.each(["timestamp", "nonce", "encryptKey"] as const)("notices another %s", (part) => {
    const changed = { ...parts, [part]: `${parts[part]}0` };
    expect(computeSignature({ ...changed, body: "{}" })).not.toBe(
      computeSignature({ ...parts, body: "{}" }),
    );
  });
});
