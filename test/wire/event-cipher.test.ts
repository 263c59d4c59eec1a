import { describe, expect, it } from "vitest";
import { createRandom } from "../../src/base/random.js";
import { createEventCipher, encryptWithIv } from "../../src/wire/event-cipher.js";
import vectors from "../vectors/wire.json" with { type: "json" };

describe("createEventCipher", () => {
  it.each(vectors.decrypt)("opens the $source vector", ({ encryptKey, encrypt, plaintext }) => {
    expect(createEventCipher(encryptKey).decrypt(encrypt)).toBe(plaintext);
  });

  it.each(vectors.decrypt)(
    "makes the $source vector under its IV",
    ({ encryptKey, encrypt, plaintext }) => {
      const iv = Buffer.from(encrypt, "base64").subarray(0, 16);
      expect(encryptWithIv(encryptKey, plaintext, iv)).toBe(encrypt);
    },
  );

  it("gives the same text for the same event whatever was encrypted before", () => {
    const [fresh, used] = [createEventCipher("a key"), createEventCipher("a key")];
    for (const text of ["", "x".repeat(20_000), "会议室"]) used.encrypt(text, createRandom(1));
    expect(used.encrypt("the event", createRandom(7))).toBe(
      fresh.encrypt("the event", createRandom(7)),
    );
  });
});
