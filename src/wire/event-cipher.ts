import { isUtf8 } from "node:buffer";
import { createCipheriv, createDecipheriv, hash } from "node:crypto";
import { MocklarkError } from "../base/errors.js";
import type { Random } from "../base/random.js";
import type { Text } from "../base/text.js";
import { cipherTexts as texts } from "./texts/encryption-texts.js";

/*
 * Feishu's encryption: AES-256-CBC, the key is SHA-256 of the Encrypt Key, PKCS#7 padding, a random
 * IV of 16 bytes in front, all of it in base64: base64(IV ‖ ciphertext).
 */
const blockBytes = 16;

export interface EventCipher {
  /**
   * The `encrypt` field's value for this text or its UTF-8. The IV comes from `random` alone: the same source
   * gives the same text.
   */
  encrypt(plaintext: string | Uint8Array, random: Random): string;
  /** The text inside. @throws MocklarkError UNDECRYPTABLE, saying which step failed */
  decrypt(base64: string): string;
}

/**
 * Encrypts and decrypts with one Encrypt Key.
 * @throws MocklarkError USAGE when the key is empty: such an app's events go out in clear
 * @see https://open.feishu.cn/document/ukTMukTMukTM/uYDNxYjL2QTM24iN0EjN/event-subscription-configure-/encrypt-key-encryption-configuration-case
 */
export function createEventCipher(encryptKey: string): EventCipher {
  if (encryptKey === "") {
    throw new MocklarkError("USAGE", texts("no-key"), { remedy: texts("set-key") });
  }
  const key = deriveKey(encryptKey);
  return { encrypt: createEncrypt(key), decrypt: (base64) => decrypt(key, base64) };
}

/** Encrypts with an IV of the caller's choosing (16 bytes) and any key: for known answers and single steps. */
export function encryptWithIv(encryptKey: string, plaintext: string, iv: Uint8Array): string {
  if (iv.length !== blockBytes) {
    throw new MocklarkError("USAGE", texts("bad-iv", { wanted: blockBytes, length: iv.length }), {
      remedy: texts("give-iv"),
    });
  }
  const cipher = createCipheriv("aes-256-cbc", deriveKey(encryptKey), iv);
  return Buffer.concat([iv, cipher.update(plaintext, "utf8"), cipher.final()]).toString("base64");
}

function deriveKey(encryptKey: string): Buffer {
  return hash("sha256", encryptKey, "buffer");
}

/*
 * Setting up an AES context per event costs more than encrypting the event, so one CBC cipher without
 * automatic padding lives as long as its key. CBC turns a block P into AES(P xor previous ciphertext
 * block); the state left by the event before would leak into this one. Each event therefore draws a
 * random block S and feeds S xor previous: out comes AES(S), which depends on nothing but S and is as
 * uniformly random as S is. That block is the event's IV, and the padded plaintext that follows is
 * CBC under it: the output is IV ‖ ciphertext, whatever was encrypted before.
 */
function createEncrypt(key: Buffer): EventCipher["encrypt"] {
  const cipher = createCipheriv("aes-256-cbc", key, Buffer.alloc(blockBytes)).setAutoPadding(false);
  const previous = Buffer.alloc(blockBytes);
  const drawn = Buffer.alloc(blockBytes);
  let input = Buffer.alloc(8192);

  return (plaintext, random) => {
    // Three bytes of UTF-8 per UTF-16 unit at most, one block for the IV, one for the padding.
    const bound = plaintext.length * 3 + 2 * blockBytes;
    if (bound > input.length) input = Buffer.alloc(bound);
    random.fill(drawn);
    for (let index = 0; index < blockBytes; index++) {
      input[index] = (drawn[index] as number) ^ (previous[index] as number);
    }
    const end = blockBytes + put(plaintext, input);
    const padding = blockBytes - (end % blockBytes);
    input.fill(padding, end, end + padding);
    const output = cipher.update(input.subarray(0, end + padding));
    output.copy(previous, 0, output.length - blockBytes);
    return output.toString("base64");
  };
}

function put(plaintext: string | Uint8Array, input: Buffer): number {
  if (typeof plaintext !== "string") {
    input.set(plaintext, blockBytes);
    return plaintext.length;
  }
  // Events are nearly always ASCII, where both encodings agree and copying is cheaper than converting.
  const encoding = Buffer.byteLength(plaintext) === plaintext.length ? "latin1" : "utf8";
  return input.write(plaintext, blockBytes, encoding);
}

function decrypt(key: Buffer, base64: string): string {
  return decodeUtf8(removePadding(decryptBlocks(key, decodeEncrypted(base64))));
}

/**
 * IV and ciphertext of an `encrypt` field: everything about it that can be judged without a key.
 * @throws MocklarkError UNDECRYPTABLE
 */
export function decodeEncrypted(base64: string): Buffer {
  if (!isBase64(base64)) {
    throw undecryptable("not-base64", texts("not-base64"));
  }
  const bytes = Buffer.from(base64, "base64");
  if (bytes.length < blockBytes) {
    throw undecryptable("no-iv", texts("no-iv", { bytes: bytes.length, iv: blockBytes }));
  }
  const ciphertextBytes = bytes.length - blockBytes;
  if (ciphertextBytes === 0 || ciphertextBytes % blockBytes !== 0) {
    throw undecryptable(
      "not-in-blocks",
      texts("not-in-blocks", { bytes: ciphertextBytes, block: blockBytes }),
    );
  }
  return bytes;
}

function decryptBlocks(key: Buffer, bytes: Buffer): Buffer {
  const decipher = createDecipheriv("aes-256-cbc", key, bytes.subarray(0, blockBytes));
  return decipher.setAutoPadding(false).update(bytes.subarray(blockBytes));
}

function removePadding(padded: Buffer): Buffer {
  const padding = padded.at(-1) as number;
  const valid =
    padding >= 1 && padding <= blockBytes && padded.subarray(-padding).every((b) => b === padding);
  if (!valid) {
    throw undecryptable("bad-padding", texts("bad-padding", { last: padding }));
  }
  return padded.subarray(0, padded.length - padding);
}

function decodeUtf8(plaintext: Buffer): string {
  if (!isUtf8(plaintext)) {
    throw undecryptable("not-utf8", texts("not-utf8"));
  }
  return plaintext.toString("utf8");
}

function isBase64(text: string): boolean {
  return text.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(text);
}

/** The step at which an encrypted text failed to open; `details.reason` of the error. */
export type UndecryptableReason =
  "not-base64" | "no-iv" | "not-in-blocks" | "bad-padding" | "not-utf8";

function undecryptable(reason: UndecryptableReason, why: Text): MocklarkError {
  return new MocklarkError("UNDECRYPTABLE", texts("undecryptable", { why }), {
    remedy: texts("check-key"),
    details: { reason, why: why.in("en"), whyText: why },
  });
}
