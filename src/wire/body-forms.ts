import { isRecord } from "../base/json-path.js";
import { findDeepNesting } from "../base/nesting.js";
import type { Text } from "../base/text.js";
import { serializeEvent, serializeInGivenOrder } from "./serialize-event.js";
import { bodyFormTexts } from "./texts/body-form-texts.js";

/** A body as it was received and, when it could be opened, the text that was encrypted in it. */
export interface ReceivedBody {
  readonly raw: Buffer;
  readonly plaintext?: string;
}

interface BodyForm {
  /** Completes "… was computed over". */
  readonly describe: Text;
  /** The bytes of this form; undefined where the body has none. */
  write(body: ReceivedBody): Buffer | string | undefined;
}

/**
 * What people hash instead of the raw body, the likeliest first: what a JSON parser and writer make
 * of it in various languages, or a part of it.
 */
export const bodyForms = {
  raw: { describe: bodyFormTexts("raw"), write: ({ raw }) => raw },
  trimmed: {
    describe: bodyFormTexts("trimmed"),
    write: ({ raw }) => Buffer.from(raw.toString("latin1").trim(), "latin1"),
  },
  "newline-added": {
    describe: bodyFormTexts("newline-added"),
    write: ({ raw }) => Buffer.concat([raw, Buffer.from("\n")]),
  },
  "plus-signs": {
    describe: bodyFormTexts("plus-signs"),
    write: ({ raw }) => Buffer.from(raw.toString("latin1").replaceAll(" ", "+"), "latin1"),
  },
  "unix-lines": {
    describe: bodyFormTexts("unix-lines"),
    write: ({ raw }) => Buffer.from(raw.toString("latin1").replaceAll("\r\n", "\n"), "latin1"),
  },
  compact: {
    describe: bodyFormTexts("compact"),
    write: rewritten((value) => JSON.stringify(value)),
  },
  escaped: {
    describe: bodyFormTexts("escaped"),
    write: rewritten(serializeInGivenOrder),
  },
  ordered: {
    describe: bodyFormTexts("ordered"),
    write: rewritten((value) => (isRecord(value) ? serializeEvent(value) : undefined)),
  },
  spaced: {
    describe: bodyFormTexts("spaced"),
    write: rewritten(writeSpaced),
  },
  "spaced-ascii": {
    describe: bodyFormTexts("spaced-ascii"),
    write: rewritten((value) => escapeNonAscii(writeSpaced(value))),
  },
  indented: {
    describe: bodyFormTexts("indented"),
    write: rewritten((value) => JSON.stringify(value, null, 2)),
  },
  "deep-indented": {
    describe: bodyFormTexts("deep-indented"),
    write: rewritten((value) => JSON.stringify(value, null, 4)),
  },
  php: {
    describe: bodyFormTexts("php"),
    write: rewritten((value) => escapeNonAscii(JSON.stringify(value).replaceAll("/", "\\/"))),
  },
  "php-unicode": {
    describe: bodyFormTexts("php-unicode"),
    write: rewritten((value) => JSON.stringify(value).replaceAll("/", "\\/")),
  },
  ascii: {
    describe: bodyFormTexts("ascii"),
    write: rewritten((value) => escapeNonAscii(JSON.stringify(value))),
  },
  sorted: {
    describe: bodyFormTexts("sorted"),
    write: rewritten((value) => JSON.stringify(sortKeys(value))),
  },
  "sorted-spaced": {
    describe: bodyFormTexts("sorted-spaced"),
    write: rewritten((value) => escapeNonAscii(writeSpaced(sortKeys(value)))),
  },
  "sorted-escaped": {
    describe: bodyFormTexts("sorted-escaped"),
    write: rewritten((value) => serializeInGivenOrder(sortKeys(value))),
  },
  ciphertext: { describe: bodyFormTexts("ciphertext"), write: ({ raw }) => encryptFieldOf(raw) },
  plaintext: { describe: bodyFormTexts("plaintext"), write: ({ plaintext }) => plaintext },
  "plaintext-compact": {
    describe: bodyFormTexts("plaintext-compact"),
    write: decryptedAs((value) => JSON.stringify(value)),
  },
  "plaintext-spaced": {
    describe: bodyFormTexts("plaintext-spaced"),
    write: decryptedAs((value) => escapeNonAscii(writeSpaced(value))),
  },
  empty: {
    describe: bodyFormTexts("empty"),
    write: () => "",
  },
  "empty-object": {
    describe: bodyFormTexts("empty-object"),
    write: () => "{}",
  },
  object: {
    describe: bodyFormTexts("object"),
    write: () => "[object Object]",
  },
  undefined: {
    describe: bodyFormTexts("undefined"),
    write: () => "undefined",
  },
  none: { describe: bodyFormTexts("none"), write: () => "None" },
  "python-bytes": {
    describe: bodyFormTexts("python-bytes"),
    write: ({ raw }) => writePythonBytes(raw),
  },
  "python-dict": {
    describe: bodyFormTexts("python-dict"),
    write: rewritten((value) => writePython(value)),
  },
  quoted: {
    describe: bodyFormTexts("quoted"),
    write: ({ raw }) => JSON.stringify(raw.toString("utf8")),
  },
  base64: { describe: bodyFormTexts("base64"), write: ({ raw }) => raw.toString("base64") },
  hex: { describe: bodyFormTexts("hex"), write: ({ raw }) => raw.toString("hex") },
  "read-as-latin1": {
    describe: bodyFormTexts("read-as-latin1"),
    write: ({ raw }) => raw.toString("latin1"),
  },
} as const satisfies Record<string, BodyForm>;

export type BodyFormName = keyof typeof bodyForms;

/** JSON as Python's json.dumps(…, ensure_ascii=False) writes it: ", " and ": ". */
function writeSpaced(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(writeSpaced).join(", ")}]`;
  if (!isRecord(value)) return JSON.stringify(value);
  const members = Object.entries(value).map(
    ([key, member]) => `${JSON.stringify(key)}: ${writeSpaced(member)}`,
  );
  return `{${members.join(", ")}}`;
}

function writePythonBytes(raw: Buffer): string {
  const printed = raw
    .toString("latin1")
    .replace(/[\\']/g, "\\$&")
    .replace(/[^ -~]/g, (byte) => `\\x${byte.charCodeAt(0).toString(16).padStart(2, "0")}`);
  return `b'${printed}'`;
}

/** JSON's values as Python's str() shows them. */
function writePython(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(writePython).join(", ")}]`;
  if (typeof value === "string") return `'${value.replace(/[\\']/g, "\\$&")}'`;
  if (!isRecord(value))
    return { true: "True", false: "False", null: "None" }[String(value)] ?? String(value);
  const members = Object.entries(value).map(([key, member]) => `'${key}': ${writePython(member)}`);
  return `{${members.join(", ")}}`;
}

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (!isRecord(value)) return value;
  const names = Object.keys(value).sort();
  return Object.fromEntries(names.map((name) => [name, sortKeys(value[name])]));
}

function rewritten(write: (value: unknown) => string | undefined): BodyForm["write"] {
  return ({ raw }) => {
    const value = parseJson(raw);
    return value === undefined ? undefined : write(value);
  };
}

function decryptedAs(write: (value: unknown) => string): BodyForm["write"] {
  return ({ plaintext }) => {
    const value = plaintext === undefined ? undefined : parseJson(plaintext);
    return value === undefined ? undefined : write(value);
  };
}

const deepestNesting = 1000;

/**
 * The JSON value, or undefined (which no JSON text means) when it is none, or nested so deeply that
 * writing it again would overflow the stack.
 */
export function parseJson(text: Buffer | string): unknown {
  const json = text.toString();
  if (findDeepNesting(json, deepestNesting) !== undefined) return undefined;
  try {
    return JSON.parse(json) as unknown;
  } catch {
    return undefined;
  }
}

function encryptFieldOf(raw: Buffer): string | undefined {
  const value = parseJson(raw);
  return isRecord(value) && typeof value["encrypt"] === "string" ? value["encrypt"] : undefined;
}

function escapeNonAscii(json: string): string {
  return json.replace(
    /[\u007f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
