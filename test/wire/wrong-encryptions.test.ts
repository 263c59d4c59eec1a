import { createDecipheriv, createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { createRandom } from "../../src/base/random.js";
import { createApp } from "../../src/event/app.js";
import { createEventCipher } from "../../src/wire/event-cipher.js";
import {
  encryptWrongly,
  wrongEncryptionNames,
  wrongEncryptions,
  type WrongEncryptionName,
} from "../../src/wire/wrong-encryptions.js";

const key = "00112233445566778899aabbccddeeff";
const app = createApp({ encryptKey: key, verificationToken: "the token" }, createRandom(1));
const text = '{"challenge":"3a1e6b0c","token":"t"}';

const wrongly = (name: WrongEncryptionName, owner = app, seed = 3) =>
  encryptWrongly(name, text, { app: owner, random: createRandom(seed) });

const sha256 = (of: string) => createHash("sha256").update(of).digest();

interface Opening {
  readonly key?: Buffer | string;
  readonly iv?: (bytes: Buffer) => Buffer | null;
  /** Where the ciphertext begins; default: behind the IV. */
  readonly from?: number;
  readonly algorithm?: string;
  readonly padding?: boolean;
  readonly form?: BufferEncoding;
}

/** What a receiver with the mistake does, by hand. */
function open(encrypted: string, opening: Opening): string {
  const { key: aes = sha256(key), from = 16, padding = true, form = "base64" } = opening;
  const { iv = (bytes) => bytes.subarray(0, 16), algorithm = `aes-${aes.length * 8}-cbc` } =
    opening;
  const bytes = Buffer.from(encrypted, form);
  const decipher = createDecipheriv(algorithm, aes, iv(bytes)).setAutoPadding(padding);
  return Buffer.concat([decipher.update(bytes.subarray(from)), decipher.final()]).toString();
}

const zeros = () => Buffer.alloc(16);

const openings: Partial<Record<WrongEncryptionName, Opening>> = {
  "key-padded-with-0": { key },
  "key-as-aes-128": { key: key.slice(0, 16) },
  "key-hex-decoded": { key: Buffer.from(key, "hex") },
  "key-base64-decoded": { key: Buffer.from(key, "base64") },
  "md5-of-key": { key: createHash("md5").update(key).digest() },
  "md5-hex-of-key": { key: createHash("md5").update(key).digest("hex") },
  "sha256-hex-of-key": { key: sha256(key).toString("hex").slice(0, 32) },
  "half-of-sha256": { key: sha256(key).subarray(0, 16) },
  "zero-iv": { iv: zeros, from: 0 },
  "zero-iv-cut-off": { iv: zeros },
  "iv-from-key": { iv: () => sha256(key).subarray(0, 16), from: 0 },
  "iv-from-key-cut-off": { iv: () => sha256(key).subarray(0, 16) },
  "iv-from-text-key": { iv: () => Buffer.from(key.slice(0, 16)), from: 0 },
  ecb: { algorithm: "aes-256-ecb", iv: () => null, from: 0 },
  base64url: { form: "base64url" },
  hex: { form: "hex" },
  "token-as-key": { key: sha256("the token") },
  "empty-key": { key: sha256("") },
  "key-with-newline": { key: sha256(`${key}\n`) },
  "quoted-key": { key: sha256(`"${key}"`) },
};

describe("the wrong encryptions", () => {
  it.each(Object.entries(openings))(
    "let a receiver that does %s read the text",
    (name, opening) => {
      expect(open(wrongly(name as WrongEncryptionName) ?? "", opening)).toBe(text);
    },
  );

  it.each([
    ["zero-padding", "\0"],
    ["no-padding", " "],
  ] as const)("fill the last block of %s up with %j", (name, filler) => {
    const opened = open(wrongly(name) ?? "", { padding: false });
    expect(opened).toBe(text.padEnd(Math.ceil(text.length / 16) * 16, filler));
  });

  it.each(["zero-padding", "no-padding"] as const)("add no block of %s to whole ones", (name) => {
    const whole = "x".repeat(32);
    const encrypted = encryptWrongly(name, whole, { app, random: createRandom(3) }) ?? "";
    expect(open(encrypted, { padding: false })).toBe(whole);
  });

  it.each(wrongEncryptionNames)("keep the text of %s from who decrypts as documented", (name) => {
    const encrypted = wrongly(name);
    if (encrypted === undefined) return;
    let opened: string | undefined;
    try {
      opened = createEventCipher(key).decrypt(encrypted);
    } catch {
      opened = undefined;
    }
    expect(opened).not.toBe(text);
  });

  it("make nothing of a key that allows no such mistake", () => {
    const plain = createApp({ encryptKey: "no hex, no base64" }, createRandom(1));
    expect(wrongly("key-hex-decoded", plain)).toBeUndefined();
    expect(wrongly("trimmed-key")).toBeUndefined();
    expect(wrongly("trimmed-key", { ...app, encryptKey: " k" })).toBeDefined();
  });

  it("say what such a receiver does, each in its own words", () => {
    const texts = wrongEncryptionNames.map((name) => wrongEncryptions[name].describe.in("en"));
    expect(new Set(texts).size).toBe(texts.length);
  });
});
