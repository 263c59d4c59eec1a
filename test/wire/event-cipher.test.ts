import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { AESCipher } from "@larksuiteoapi/node-sdk";
import * as fc from "fast-check";
import forge from "node-forge";
import { describe, expect, it } from "vitest";
import { createRandom } from "../../src/base/random.js";
import { createEventCipher, encryptWithIv } from "../../src/wire/event-cipher.js";
import vectors from "../vectors/wire.json" with { type: "json" };

const key = "an Encrypt Key 密钥";
const keyHex = createHash("sha256").update(key).digest("hex");
const anyText = fc.string({ unit: "binary", maxLength: 400 });

function openWithForge(encrypted: string): string {
  const bytes = Buffer.from(encrypted, "base64");
  const decipher = forge.cipher.createDecipher("AES-CBC", forge.util.hexToBytes(keyHex));
  decipher.start({ iv: bytes.subarray(0, 16).toString("latin1") });
  decipher.update(forge.util.createBuffer(bytes.subarray(16).toString("latin1")));
  expect(decipher.finish()).toBe(true);
  return Buffer.from(decipher.output.getBytes(), "latin1").toString();
}

function runOpenssl(direction: "-e" | "-d", iv: Buffer, input: Buffer): Buffer {
  const cipher = ["enc", "-aes-256-cbc", direction, "-K", keyHex, "-iv", iv.toString("hex")];
  return execFileSync("openssl", cipher, { input });
}

describe("createEventCipher", () => {
  it.each(vectors.decrypt)("opens the $source vector", ({ encryptKey, encrypt, plaintext }) => {
    expect(createEventCipher(encryptKey).decrypt(encrypt)).toBe(plaintext);
  });

  it("opens what it encrypts, as node-forge and the official SDK do, one after the other", () => {
    const cipher = createEventCipher(key);
    const sdk = new AESCipher(key);
    const random = createRandom(1);
    fc.assert(
      fc.property(anyText, (text) => {
        const encrypted = cipher.encrypt(text, random);
        expect(cipher.decrypt(encrypted)).toBe(text);
        expect(sdk.decrypt(encrypted)).toBe(text);
        expect(openWithForge(encrypted)).toBe(text);
      }),
    );
  });

  it.each([0, 1, 15, 16, 17, 31, 32, 9_000, 200_000])("pads %i bytes as OpenSSL does", (length) => {
    const text = "x".repeat(length);
    const encrypted = Buffer.from(createEventCipher(key).encrypt(text, createRandom(2)), "base64");
    const [iv, ciphertext] = [encrypted.subarray(0, 16), encrypted.subarray(16)];
    expect(runOpenssl("-e", iv, Buffer.from(text))).toEqual(ciphertext);
    expect(runOpenssl("-d", iv, ciphertext).toString()).toBe(text);
  });

  it("gives the same text for the same event whatever was encrypted before", () => {
    const [fresh, used] = [createEventCipher(key), createEventCipher(key)];
    for (const text of ["", "x".repeat(20_000), "会议室"]) used.encrypt(text, createRandom(1));
    expect(used.encrypt("the event", createRandom(7))).toBe(
      fresh.encrypt("the event", createRandom(7)),
    );
  });

  it("takes a new IV for every event", () => {
    const [cipher, random] = [createEventCipher(key), createRandom(3)];
    const ivs = Array.from({ length: 1000 }, () => cipher.encrypt("same", random).slice(0, 20));
    expect(new Set(ivs).size).toBe(1000);
  });

  it("writes half a surrogate pair as U+FFFD", () => {
    const cipher = createEventCipher(key);
    expect(cipher.decrypt(cipher.encrypt("\ud83d", createRandom(1)))).toBe("\ufffd");
  });

  it("refuses an empty key", () => {
    expect(() => createEventCipher("")).toThrow(
      expect.objectContaining({ code: "USAGE" }) as Error,
    );
  });
});

describe("decrypt", () => {
  const iv = Buffer.alloc(16, 1);
  const base64 = (bytes: Buffer) => Buffer.concat([iv, bytes]).toString("base64");
  const good = encryptWithIv(key, "hello", iv);
  /** Encrypts whole blocks as they are, so that the padding can be anything. */
  const unpadded = (blocks: Buffer) =>
    base64(runOpenssl("-e", iv, blocks).subarray(0, blocks.length));

  it.each([
    ["", "no-iv", /0 bytes are fewer/],
    [" ", "not-base64", /not base64/],
    [`${good}\n`, "not-base64", /not base64/],
    [good.replaceAll("=", ""), "not-base64", /padding/],
    [good.replace(/^../, "-_"), "not-base64", /standard alphabet/],
    ["AAAA", "no-iv", /3 bytes are fewer than the IV's 16/],
    [base64(Buffer.alloc(0)), "not-in-blocks", /the 0 bytes after the IV/],
    [base64(Buffer.alloc(17)), "not-in-blocks", /the 17 bytes after the IV/],
    [unpadded(Buffer.alloc(16, 0)), "bad-padding", /last byte 0/],
    [unpadded(Buffer.alloc(16, 17)), "bad-padding", /last byte 17/],
    [unpadded(Buffer.from("x".repeat(14) + "\u0001\u0002")), "bad-padding", /last byte 2/],
    [unpadded(Buffer.from("ff".repeat(15) + "01", "hex")), "not-utf8", /not UTF-8/],
  ])("says why %j does not open", (encrypted, reason, message) => {
    const open = () => createEventCipher(key).decrypt(encrypted);
    expect(open).toThrow(message);
    expect(open).toThrow(
      expect.objectContaining({
        code: "UNDECRYPTABLE",
        details: expect.objectContaining({ reason }) as unknown,
      }) as Error,
    );
  });

  it("does not give the text away to another key", () => {
    const other = createEventCipher("another key");
    fc.assert(
      fc.property(fc.string({ minLength: 32 }), (text) => {
        let opened: string | undefined;
        try {
          opened = other.decrypt(encryptWithIv(key, text, iv));
        } catch {
          opened = undefined;
        }
        expect(opened).not.toBe(text);
      }),
    );
  });
});

describe("encryptWithIv", () => {
  it.each(vectors.decrypt)(
    "makes the $source vector under its IV",
    ({ encryptKey, encrypt, plaintext }) => {
      const iv = Buffer.from(encrypt, "base64").subarray(0, 16);
      expect(encryptWithIv(encryptKey, plaintext, iv)).toBe(encrypt);
    },
  );

  it("refuses an IV of another length", () => {
    expect(() => encryptWithIv(key, "x", Buffer.alloc(15))).toThrow(/16 bytes long, not 15/);
  });
});
