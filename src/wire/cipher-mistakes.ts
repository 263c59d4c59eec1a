import { createDecipheriv, createHash } from "node:crypto";
import { isUtf8 } from "node:buffer";
import { isRecord } from "../base/json-path.js";
import type { Text } from "../base/text.js";
import { parseJson } from "./body-forms.js";
import { cipherMistakeTexts as texts } from "./texts/cipher-mistake-texts.js";

/** A way in which an `encrypt` field was made that Feishu would not make it. */
export interface CipherMistake {
  /** Completes "It was encrypted …". */
  readonly describe: Text;
  /** An imperative sentence. */
  readonly fix: Text;
}

interface Choice<T> {
  readonly value: T;
  /** Absent for the right one. */
  readonly mistake?: CipherMistake;
}

const blockBytes = 16;
const zeros = Buffer.alloc(blockBytes);

/**
 * The mistakes after which these bytes (base64 undone) open with this key and give JSON; undefined when
 * none of the known ones does. Feishu: the key is SHA-256 of the Encrypt Key, AES-256-CBC, PKCS#7, the
 * IV in front.
 */
export function findCipherMistake(bytes: Buffer, encryptKey: string): CipherMistake | undefined {
  for (const aesKey of aesKeys(encryptKey)) {
    for (const mode of modes) {
      for (const start of starts(bytes, aesKey.value, encryptKey, mode.value)) {
        const padded = decipher(aesKey.value, mode.value, start.value);
        const opened = padded === undefined ? undefined : unpad(padded);
        if (opened === undefined) continue;
        const mistakes = [aesKey, mode, start, opened].flatMap(({ mistake }) => mistake ?? []);
        if (mistakes.length > 0) return joined(mistakes);
      }
    }
  }
  return undefined;
}

function joined(mistakes: readonly CipherMistake[]): CipherMistake {
  return {
    describe: texts("all", { mistakes: mistakes.map(({ describe }) => describe) }),
    fix: texts("all-fixes", { fixes: mistakes.map(({ fix }) => fix) }),
  };
}

function aesKeys(encryptKey: string): Choice<Buffer>[] {
  const raw = Buffer.from(encryptKey, "utf8");
  const sha256 = createHash("sha256").update(raw).digest();
  const fix = texts("take-sha256");
  const unhashed = (value: Buffer): Choice<Buffer> => ({
    value,
    mistake: { describe: texts("key-itself"), fix },
  });
  const md5 = createHash("md5").update(raw);
  const md5Key = { describe: texts("key-md5"), fix };
  const hexKey = {
    describe: texts("key-hex"),
    fix,
  };
  const digest = md5.digest();
  return [
    { value: sha256 },
    ...[32, 16, 24].flatMap((length) =>
      fillings.map((fill) => unhashed(fitted(raw, length, fill))),
    ),
    { value: Buffer.from(sha256.toString("hex").slice(0, 32)), mistake: hexKey },
    { value: digest, mistake: md5Key },
    { value: Buffer.from(digest.toString("hex")), mistake: md5Key },
  ];
}

/** What people and libraries fill a key up with that is too short for AES; the last stands for the key itself. */
const fillings = ["\0", "0", " ", ""] as const;

function fitted(key: Buffer, length: number, fill = "\0"): Buffer {
  const filling = fill === "" ? key : Buffer.from(fill);
  return Buffer.concat([key, Buffer.alloc(length, filling)]).subarray(0, length);
}

type Mode = "cbc" | "ecb";

const modes: readonly Choice<Mode>[] = [
  { value: "cbc" },
  {
    value: "ecb",
    mistake: { describe: texts("ecb"), fix: texts("use-cbc") },
  },
];

interface Start {
  readonly iv: Buffer;
  readonly ciphertext: Buffer;
}

const ivFix = texts("draw-iv");

/** Where the IV may come from: the first 16 bytes, as it should, or from elsewhere and not sent along. */
function starts(bytes: Buffer, aesKey: Buffer, encryptKey: string, mode: Mode): Choice<Start>[] {
  const elsewhere = (iv: Buffer, describe: Text): Choice<Start> => ({
    value: { iv, ciphertext: bytes },
    mistake: { describe, fix: ivFix },
  });
  const inFront = {
    value: { iv: bytes.subarray(0, blockBytes), ciphertext: bytes.subarray(blockBytes) },
  };
  if (mode === "ecb") return [inFront, elsewhere(zeros, texts("no-iv"))];
  return [
    inFront,
    elsewhere(zeros, texts("zero-iv")),
    elsewhere(aesKey.subarray(0, blockBytes), texts("iv-of-key")),
    elsewhere(fitted(Buffer.from(encryptKey), blockBytes), texts("iv-of-text-key")),
  ];
}

function decipher(key: Buffer, mode: Mode, { iv, ciphertext }: Start): Buffer | undefined {
  if (ciphertext.length === 0 || ciphertext.length % blockBytes !== 0) return undefined;
  const name = `aes-${key.length * 8}-${mode}`;
  const cipher = createDecipheriv(name, key, mode === "ecb" ? null : iv).setAutoPadding(false);
  // One block tells a wrong key, so that a long text is decrypted once only.
  const first = cipher.update(ciphertext.subarray(0, blockBytes));
  if (!/^\s*\{/.test(first.toString("latin1"))) return undefined;
  return Buffer.concat([first, cipher.update(ciphertext.subarray(blockBytes))]);
}

const paddingFix = texts("pad-by-pkcs7");

/** The text without its padding, and what is wrong with that; undefined when no JSON is left. */
function unpad(padded: Buffer): Choice<Buffer> | undefined {
  const last = padded.at(-1) ?? 0;
  const isPkcs7 = last >= 1 && last <= 32 && padded.subarray(-last).every((b) => b === last);
  if (isPkcs7) {
    const value = padded.subarray(0, padded.length - last);
    const to32 = { describe: texts("blocks-of-32"), fix: paddingFix };
    if (isJson(value)) return { value, ...(last > blockBytes ? { mistake: to32 } : {}) };
  }
  const trimmed = Buffer.from(padded.toString("latin1").replace(/[\0 ]{1,32}$/, ""), "latin1");
  if (!isJson(trimmed)) return undefined;
  const filling = ({ 0: "zeros", 32: "spaces" } as const)[last];
  const describe = filling === undefined ? texts("no-padding") : texts("padded-with", { filling });
  return { value: trimmed, mistake: { describe, fix: paddingFix } };
}

function isJson(bytes: Buffer): boolean {
  return isUtf8(bytes) && isRecord(parseJson(bytes));
}

interface Repair {
  readonly describe: Text;
  repair(text: string): string;
}

/** What is done to base64 on the way, and how to undo it. */
const repairs: readonly Repair[] = [
  {
    describe: texts("url-alphabet"),
    repair: (text) => text.replaceAll("-", "+").replaceAll("_", "/"),
  },
  { describe: texts("spaces-for-plus"), repair: (text) => text.replaceAll(" ", "+") },
  { describe: texts("in-lines"), repair: (text) => text.replace(/\s+/g, "") },
  {
    describe: texts("percent"),
    repair: (text) =>
      text.replace(/%(2B|2F|3D)/gi, (_, hex: string) =>
        String.fromCharCode(Number.parseInt(hex, 16)),
      ),
  },
  {
    describe: texts("hex"),
    repair: (text) =>
      /^(?:[\da-f]{2})+$/i.test(text) ? Buffer.from(text, "hex").toString("base64") : text,
  },
];

/** What is left when nothing else was done to it. */
const unpadded: Repair = { describe: texts("unpadded"), repair: (text) => text };

/** Standard base64 that this text was or is meant to be, and what it is instead; undefined for other text. */
export function repairBase64(
  text: string,
): { readonly base64: string; readonly describe: Text } | undefined {
  for (const way of [...repairs, unpadded]) {
    const repaired = way.repair(text);
    if (repaired === text && way !== unpadded) continue;
    const bare = repaired.replace(/={1,2}$/, "");
    const isBlocks = Math.floor((bare.length * 3) / 4) % blockBytes === 0;
    if (!/^[A-Za-z0-9+/]+$/.test(bare) || !isBlocks) continue;
    return { base64: bare.padEnd(Math.ceil(bare.length / 4) * 4, "="), describe: way.describe };
  }
  return undefined;
}
