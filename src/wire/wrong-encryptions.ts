import { createCipheriv, createHash } from "node:crypto";
import type { Random } from "../base/random.js";
import type { Text } from "../base/text.js";
import type { App } from "../event/app.js";
import {
  type KeyFilling,
  type WrongKey,
  wrongEncryptionTexts as texts,
} from "./texts/cipher-mistake-texts.js";

const blockBytes = 16;

interface EncryptionInput {
  readonly plaintext: Buffer;
  readonly app: App;
  readonly random: Random;
}

/** How a ciphertext looks that a receiver with this mistake can open, and one that decrypts as documented cannot. */
interface WrongEncryption {
  /** What such a receiver does; completes "The receiver …". */
  readonly describe: Text;
  /** What it has to do instead. */
  readonly fix: Text;
  /** The `encrypt` field; undefined where the app's key allows no such mistake. */
  encrypt(input: EncryptionInput): string | undefined;
}

const hashIt = texts("hash-key");
const readIv = texts("read-iv");
const checkKey = texts("check-key");
const unpad = texts("unpad");

/** Mistakes in decryption that have been seen in the wild, the likeliest first. */
export const wrongEncryptions = {
  "key-padded-with-0": withKey("zero", (key) => fitted(key, "0")),
  "key-padded-with-nul": withKey("nul", (key) => fitted(key, "\0")),
  "key-padded-with-spaces": withKey("space", (key) => fitted(key, " ")),
  "key-as-aes-128": keyed(texts("aes-128"), ({ encryptKey }) =>
    Buffer.from(encryptKey.padEnd(16, "\0")).subarray(0, 16),
  ),
  "key-hex-decoded": keyed(texts("hex-decoded"), ({ encryptKey }) =>
    /^[\da-f]+$/i.test(encryptKey) ? aesKey(Buffer.from(encryptKey, "hex")) : undefined,
  ),
  "key-base64-decoded": keyed(texts("base64-decoded"), ({ encryptKey }) =>
    aesKey(Buffer.from(encryptKey, "base64")),
  ),
  "md5-of-key": keyed(texts("md5"), ({ encryptKey }) => digest("md5", encryptKey)),
  "md5-hex-of-key": keyed(texts("md5-hex"), ({ encryptKey }) =>
    Buffer.from(digest("md5", encryptKey).toString("hex")),
  ),
  "sha256-hex-of-key": keyed(texts("sha256-hex"), ({ encryptKey }) =>
    Buffer.from(digest("sha256", encryptKey).toString("hex").slice(0, 32)),
  ),
  "half-of-sha256": keyed(texts("half-sha256"), ({ encryptKey }) =>
    digest("sha256", encryptKey).subarray(0, 16),
  ),
  "zero-iv": withIv(texts("zero-iv"), () => Buffer.alloc(blockBytes)),
  "zero-iv-cut-off": withIv(
    texts("zero-iv-cut-off"),
    () => Buffer.alloc(blockBytes),
    ({ random }) => random.fill(Buffer.alloc(blockBytes)),
  ),
  "iv-from-key": withIv(texts("iv-from-key"), ({ key }) => key.subarray(0, blockBytes)),
  "iv-from-key-cut-off": withIv(
    texts("iv-from-key-cut-off"),
    ({ key }) => key.subarray(0, blockBytes),
    ({ random }) => random.fill(Buffer.alloc(blockBytes)),
  ),
  "iv-from-text-key": withIv(texts("iv-from-text-key"), ({ app }) =>
    Buffer.from(app.encryptKey.padEnd(blockBytes, "\0")).subarray(0, blockBytes),
  ),
  ecb: {
    describe: texts("ecb"),
    fix: texts("use-cbc"),
    encrypt: ({ plaintext, app }) =>
      encrypt("aes-256-ecb", rightKey(app), null, padded(plaintext)).toString("base64"),
  },
  base64url: {
    describe: texts("base64url"),
    fix: texts("decode-base64-standard"),
    encrypt: (input) => cbc(input, padded(input.plaintext)).toString("base64url"),
  },
  hex: {
    describe: texts("hex"),
    fix: texts("decode-base64"),
    encrypt: (input) => cbc(input, padded(input.plaintext)).toString("hex"),
  },
  "zero-padding": {
    describe: texts("zero-padding"),
    fix: unpad,
    encrypt: (input) => cbc(input, filled(input.plaintext, 0)).toString("base64"),
  },
  "no-padding": {
    describe: texts("no-padding"),
    fix: unpad,
    encrypt: (input) => cbc(input, filled(input.plaintext, 0x20)).toString("base64"),
  },
  "token-as-key": wrongKey("token", ({ verificationToken }) => verificationToken),
  "empty-key": wrongKey("empty", () => ""),
  "key-with-newline": wrongKey("with-newline", ({ encryptKey }) => `${encryptKey}\n`),
  "key-with-cr-lf": wrongKey("with-cr-lf", ({ encryptKey }) => `${encryptKey}\r\n`),
  "key-with-space": wrongKey("with-space", ({ encryptKey }) => `${encryptKey} `),
  "trimmed-key": wrongKey("trimmed", ({ encryptKey }) =>
    encryptKey.trim() === encryptKey ? undefined : encryptKey.trim(),
  ),
  "quoted-key": wrongKey("quoted", ({ encryptKey }) => `"${encryptKey}"`),
  "hashed-twice": wrongKey("hashed", ({ encryptKey }) =>
    digest("sha256", encryptKey).toString("hex"),
  ),
} as const satisfies Record<string, WrongEncryption>;

export type WrongEncryptionName = keyof typeof wrongEncryptions;

export const wrongEncryptionNames = Object.keys(wrongEncryptions) as readonly WrongEncryptionName[];

/** A text encrypted so that only a receiver with this mistake can open it; undefined where the key allows none. */
export function encryptWrongly(
  name: WrongEncryptionName,
  plaintext: string,
  { app, random }: Pick<EncryptionInput, "app" | "random">,
): string | undefined {
  return wrongEncryptions[name].encrypt({ plaintext: Buffer.from(plaintext), app, random });
}

function withKey(filling: KeyFilling, keyOf: (key: string) => Buffer): WrongEncryption {
  return keyed(texts("key-padded", { filling }), ({ encryptKey }) => keyOf(encryptKey));
}

function keyed(describe: Text, keyOf: (app: App) => Buffer | undefined): WrongEncryption {
  return {
    describe,
    fix: hashIt,
    encrypt(input) {
      const key = keyOf(input.app);
      return key && cbc(input, padded(input.plaintext), { key }).toString("base64");
    },
  };
}

function wrongKey(key: WrongKey, keyOf: (app: App) => string | undefined): WrongEncryption {
  return {
    describe: texts("wrong-key", { key }),
    fix: checkKey,
    encrypt(input) {
      const text = keyOf(input.app);
      if (text === undefined) return undefined;
      const wrong = { key: digest("sha256", text) };
      return cbc(input, padded(input.plaintext), wrong).toString("base64");
    },
  };
}

/** @param inFront what stands before the ciphertext; default: nothing */
function withIv(
  describe: Text,
  ivOf: (input: EncryptionInput & { readonly key: Buffer }) => Buffer,
  inFront: (input: EncryptionInput) => Uint8Array = () => Buffer.alloc(0),
): WrongEncryption {
  return {
    describe,
    fix: readIv,
    encrypt(input) {
      const key = rightKey(input.app);
      const iv = ivOf({ ...input, key });
      const bytes = encrypt("aes-256-cbc", key, iv, padded(input.plaintext));
      return Buffer.concat([inFront(input), bytes]).toString("base64");
    },
  };
}

function cbc(
  { app, random }: EncryptionInput,
  blocks: Buffer,
  { key = rightKey(app) }: { readonly key?: Buffer } = {},
): Buffer {
  const iv = random.fill(Buffer.alloc(blockBytes));
  return Buffer.concat([iv, encrypt(`aes-${key.length * 8}-cbc`, key, iv, blocks)]);
}

function encrypt(algorithm: string, key: Buffer, iv: Uint8Array | null, blocks: Buffer): Buffer {
  const cipher = createCipheriv(algorithm, key, iv).setAutoPadding(false);
  return Buffer.concat([cipher.update(blocks), cipher.final()]);
}

/** PKCS#7. */
function padded(plaintext: Buffer): Buffer {
  const length = blockBytes - (plaintext.length % blockBytes);
  return Buffer.concat([plaintext, Buffer.alloc(length, length)]);
}

/** Up to the end of the block with one byte, and without a block of its own. */
function filled(plaintext: Buffer, byte: number): Buffer {
  const length = (blockBytes - (plaintext.length % blockBytes)) % blockBytes;
  return Buffer.concat([plaintext, Buffer.alloc(length, byte)]);
}

const rightKey = ({ encryptKey }: App): Buffer => digest("sha256", encryptKey);

const digest = (algorithm: string, text: string): Buffer =>
  createHash(algorithm).update(text).digest();

const fitted = (key: string, filler: string): Buffer =>
  Buffer.concat([Buffer.from(key), Buffer.alloc(32, filler)]).subarray(0, 32);

/** What AES takes for a key, or nothing. */
const aesKey = (bytes: Buffer): Buffer | undefined =>
  [16, 24, 32].includes(bytes.length) ? bytes : undefined;
