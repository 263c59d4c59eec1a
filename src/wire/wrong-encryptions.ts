import { createCipheriv, createHash } from "node:crypto";
import type { Random } from "../base/random.js";
import type { App } from "../event/app.js";

const blockBytes = 16;

interface EncryptionInput {
  readonly plaintext: Buffer;
  readonly app: App;
  readonly random: Random;
}

/** How a ciphertext looks that a receiver with this mistake can open, and one that decrypts as documented cannot. */
interface WrongEncryption {
  /** What such a receiver does; completes "The receiver …". */
  readonly describe: string;
  /** What it has to do instead. */
  readonly fix: string;
  /** The `encrypt` field; undefined where the app's key allows no such mistake. */
  encrypt(input: EncryptionInput): string | undefined;
}

const hashIt = "Take the SHA-256 of the Encrypt Key, all 32 bytes of it, as the AES-256 key.";
const readIv = "Take the first 16 bytes of the decoded text as IV, and decrypt only what follows.";
const checkKey =
  "Take the Encrypt Key exactly as the developer console shows it, and its SHA-256 as AES key.";
const unpad =
  "Let the AES library remove the PKCS#7 padding: its last byte, 1 to 16, says how many bytes go.";

/** Mistakes in decryption that have been seen in the wild, the likeliest first. */
export const wrongEncryptions = {
  "key-padded-with-0": withKey("with the digit 0", (key) => fitted(key, "0")),
  "key-padded-with-nul": withKey("with NUL", (key) => fitted(key, "\0")),
  "key-padded-with-spaces": withKey("with spaces", (key) => fitted(key, " ")),
  "key-as-aes-128": keyed(
    "takes the first 16 bytes of the Encrypt Key itself as AES-128 key, not the SHA-256 of the key",
    ({ encryptKey }) => Buffer.from(encryptKey.padEnd(16, "\0")).subarray(0, 16),
  ),
  "key-hex-decoded": keyed(
    "decodes the Encrypt Key from hex and takes that as AES key, not the SHA-256 of the key",
    ({ encryptKey }) =>
      /^[\da-f]+$/i.test(encryptKey) ? aesKey(Buffer.from(encryptKey, "hex")) : undefined,
  ),
  "key-base64-decoded": keyed(
    "decodes the Encrypt Key from base64 and takes that as AES key, not the SHA-256 of the key",
    ({ encryptKey }) => aesKey(Buffer.from(encryptKey, "base64")),
  ),
  "md5-of-key": keyed(
    "takes the MD5 of the Encrypt Key as AES key, not its SHA-256",
    ({ encryptKey }) => digest("md5", encryptKey),
  ),
  "md5-hex-of-key": keyed(
    "takes the MD5 of the Encrypt Key in hex as AES key, not the bytes of its SHA-256",
    ({ encryptKey }) => Buffer.from(digest("md5", encryptKey).toString("hex")),
  ),
  "sha256-hex-of-key": keyed(
    "takes the first 32 hex digits of the Encrypt Key's SHA-256 as AES key, not its 32 bytes",
    ({ encryptKey }) => Buffer.from(digest("sha256", encryptKey).toString("hex").slice(0, 32)),
  ),
  "half-of-sha256": keyed(
    "takes the first half of the Encrypt Key's SHA-256 as AES-128 key, not all of it",
    ({ encryptKey }) => digest("sha256", encryptKey).subarray(0, 16),
  ),
  "zero-iv": withIv("decrypts with an IV of zeros and takes the IV in front for text", () =>
    Buffer.alloc(blockBytes),
  ),
  "zero-iv-cut-off": withIv(
    "cuts the IV off and then decrypts with an IV of zeros",
    () => Buffer.alloc(blockBytes),
    ({ random }) => random.fill(Buffer.alloc(blockBytes)),
  ),
  "iv-from-key": withIv(
    "takes the first 16 bytes of the AES key as IV and the IV in front for text",
    ({ key }) => key.subarray(0, blockBytes),
  ),
  "iv-from-key-cut-off": withIv(
    "cuts the IV off and then takes the first 16 bytes of the AES key as IV",
    ({ key }) => key.subarray(0, blockBytes),
    ({ random }) => random.fill(Buffer.alloc(blockBytes)),
  ),
  "iv-from-text-key": withIv(
    "takes the first 16 bytes of the Encrypt Key as IV and the IV in front for text",
    ({ app }) => Buffer.from(app.encryptKey.padEnd(blockBytes, "\0")).subarray(0, blockBytes),
  ),
  ecb: {
    describe: "decrypts with AES-256-ECB and takes the IV in front for text",
    fix: "Decrypt with AES-256-CBC: the first 16 bytes of the decoded text are the IV.",
    encrypt: ({ plaintext, app }) =>
      encrypt("aes-256-ecb", rightKey(app), null, padded(plaintext)).toString("base64"),
  },
  base64url: {
    describe: "reads the encrypt field as base64url",
    fix: "Decode it as base64 in the standard alphabet, with + and /.",
    encrypt: (input) => cbc(input, padded(input.plaintext)).toString("base64url"),
  },
  hex: {
    describe: "reads the encrypt field as hex",
    fix: "Decode it as base64 in the standard alphabet.",
    encrypt: (input) => cbc(input, padded(input.plaintext)).toString("hex"),
  },
  "zero-padding": {
    describe: "expects padding with NUL bytes",
    fix: unpad,
    encrypt: (input) => cbc(input, filled(input.plaintext, 0)).toString("base64"),
  },
  "no-padding": {
    describe: "does not remove the padding",
    fix: unpad,
    encrypt: (input) => cbc(input, filled(input.plaintext, 0x20)).toString("base64"),
  },
  "token-as-key": wrongKey("the Verification Token", ({ verificationToken }) => verificationToken),
  "empty-key": wrongKey("the empty string", () => ""),
  "key-with-newline": wrongKey(
    "the Encrypt Key with a newline after it",
    ({ encryptKey }) => `${encryptKey}\n`,
  ),
  "key-with-cr-lf": wrongKey(
    "the Encrypt Key with CR and LF after it",
    ({ encryptKey }) => `${encryptKey}\r\n`,
  ),
  "key-with-space": wrongKey(
    "the Encrypt Key with a space after it",
    ({ encryptKey }) => `${encryptKey} `,
  ),
  "trimmed-key": wrongKey("the Encrypt Key without the white space around it", ({ encryptKey }) =>
    encryptKey.trim() === encryptKey ? undefined : encryptKey.trim(),
  ),
  "quoted-key": wrongKey(
    "the Encrypt Key with quotation marks around it",
    ({ encryptKey }) => `"${encryptKey}"`,
  ),
  "hashed-twice": wrongKey("the SHA-256 of the Encrypt Key in hex", ({ encryptKey }) =>
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

function withKey(padding: string, keyOf: (key: string) => Buffer): WrongEncryption {
  return keyed(
    `takes the Encrypt Key itself, cut or padded to 32 bytes ${padding}, as AES key, not the SHA-256 of the key`,
    ({ encryptKey }) => keyOf(encryptKey),
  );
}

function keyed(describe: string, keyOf: (app: App) => Buffer | undefined): WrongEncryption {
  return {
    describe,
    fix: hashIt,
    encrypt(input) {
      const key = keyOf(input.app);
      return key && cbc(input, padded(input.plaintext), { key }).toString("base64");
    },
  };
}

function wrongKey(what: string, keyOf: (app: App) => string | undefined): WrongEncryption {
  return {
    describe: `decrypts with ${what} in the Encrypt Key's place`,
    fix: checkKey,
    encrypt(input) {
      const text = keyOf(input.app);
      if (text === undefined) return undefined;
      const key = digest("sha256", text);
      return cbc(input, padded(input.plaintext), { key }).toString("base64");
    },
  };
}

/** @param inFront what stands before the ciphertext; default: nothing */
function withIv(
  describe: string,
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
