import { createCipheriv, createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { findCipherMistake, repairBase64 } from "../../src/wire/cipher-mistakes.js";
import { encryptWithIv } from "../../src/wire/event-cipher.js";

const encryptKey = "s3cr3t-0f-th1s-app";
const right = createHash("sha256").update(encryptKey).digest();
const text = '{"challenge":"会议室 3-12","token":"t","type":"url_verification"}';
const iv = Buffer.from("0123456789abcdef");
const zeros = Buffer.alloc(16);

const pkcs7 = (size: number) => (plain: Buffer) => {
  const length = size - (plain.length % size);
  return Buffer.concat([plain, Buffer.alloc(length, length)]);
};
const filled = (fill: string) => (plain: Buffer) =>
  Buffer.concat([plain, Buffer.alloc((16 - (plain.length % 16)) % 16, fill)]);

interface Way {
  readonly key?: Buffer;
  readonly algorithm?: string;
  readonly start?: Buffer | null;
  readonly inFront?: boolean;
  readonly pad?: (plain: Buffer) => Buffer;
}

function encrypt({
  key = right,
  algorithm = `aes-${key.length * 8}-cbc`,
  start = iv,
  inFront = true,
  pad = pkcs7(16),
}: Way): Buffer {
  const cipher = createCipheriv(algorithm, key, start).setAutoPadding(false);
  const ciphertext = cipher.update(pad(Buffer.from(text)));
  return Buffer.concat([inFront ? iv : Buffer.alloc(0), ciphertext]);
}

const raw = Buffer.from(encryptKey);
const hashed = (algorithm: string) => createHash(algorithm).update(encryptKey);

describe("findCipherMistake", () => {
  it.each<[string, Way, RegExp]>([
    [
      "the raw key and zero bytes",
      { key: Buffer.concat([raw, Buffer.alloc(14)]) },
      /the Encrypt Key itself instead of the SHA-256/,
    ],
    [
      "the raw key and zeros",
      { key: Buffer.from(encryptKey.padEnd(32, "0")) },
      /the Encrypt Key itself/,
    ],
    [
      "the raw key, repeated",
      { key: Buffer.from(encryptKey.repeat(2).slice(0, 32)) },
      /the Encrypt Key itself/,
    ],
    ["the raw key, cut for AES-128", { key: raw.subarray(0, 16) }, /the Encrypt Key itself/],
    [
      "the hash's hex digits",
      { key: Buffer.from(hashed("sha256").digest("hex").slice(0, 32)) },
      /hex digits of the SHA-256/,
    ],
    ["MD5", { key: hashed("md5").digest() }, /the MD5 of the Encrypt Key/],
    [
      "MD5's hex digits",
      { key: Buffer.from(hashed("md5").digest("hex")) },
      /the MD5 of the Encrypt Key/,
    ],
    [
      "a zero IV that is not sent",
      { start: zeros, inFront: false },
      /IV of zeros that is not in front/,
    ],
    [
      "the key as the IV",
      { start: right.subarray(0, 16), inFront: false },
      /first bytes of the AES key as the IV/,
    ],
    [
      "the raw key as the IV",
      { start: raw.subarray(0, 16), inFront: false },
      /first characters of the Encrypt Key as the IV/,
    ],
    ["ECB behind an IV", { algorithm: "aes-256-ecb", start: null }, /ECB mode/],
    ["ECB", { algorithm: "aes-256-ecb", start: null, inFront: false }, /ECB mode.*without an IV/],
    ["zero padding", { pad: filled("\0") }, /^padded with zeros instead of PKCS#7$/],
    ["spaces for padding", { pad: filled(" ") }, /^padded with spaces/],
    ["blocks of 32 bytes", { pad: pkcs7(32) }, /^padded to blocks of 32 bytes/],
    [
      "two mistakes",
      { key: Buffer.from(encryptKey.padEnd(32, "0")), pad: filled("\0") },
      /itself.*padded with zeros/,
    ],
  ])("names %s", (_, way, described) => {
    const mistake = findCipherMistake(encrypt(way), encryptKey);
    expect(mistake?.describe.in("en")).toMatch(described);
    expect(mistake?.fix.in("en")).toMatch(/^[A-Z].*\.$/);
  });

  it("finds none where there is none, and none that is not known", () => {
    expect(findCipherMistake(encrypt({}), encryptKey)).toBeUndefined();
    expect(findCipherMistake(encrypt({ key: Buffer.alloc(32, 7) }), encryptKey)).toBeUndefined();
    expect(findCipherMistake(Buffer.alloc(0), encryptKey)).toBeUndefined();
    expect(findCipherMistake(Buffer.alloc(17), encryptKey)).toBeUndefined();
  });
});

describe("repairBase64", () => {
  const base64 = encryptWithIv(encryptKey, text.repeat(2), Buffer.alloc(16, 0xfb));

  it.each<[string, string, RegExp]>([
    ["the alphabet for URLs", base64.replaceAll("+", "-").replaceAll("/", "_"), /URLs/],
    ["spaces for plus signs", base64.replaceAll("+", " "), /became spaces/],
    ["lines", base64.replace(/.{76}/g, "$&\r\n"), /in lines/],
    ["percent encoding", encodeURIComponent(base64), /percent/],
    ["no padding", base64.replace(/=+$/, ""), /without its padding/],
  ])("undoes %s", (_, text, described) => {
    const repaired = repairBase64(text);
    expect(repaired && { ...repaired, describe: repaired.describe.in("en") }).toEqual({
      base64,
      describe: expect.stringMatching(described) as string,
    });
  });

  it("undoes hex", () => {
    expect(repairBase64(Buffer.from(base64, "base64").toString("hex"))?.base64).toBe(base64);
  });

  it("leaves alone what is no ciphertext", () => {
    expect(repairBase64("")).toBeUndefined();
    expect(repairBase64("会议室")).toBeUndefined();
    expect(repairBase64("AAAA")).toBeUndefined();
  });
});
