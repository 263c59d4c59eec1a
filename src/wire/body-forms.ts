import { isRecord } from "../base/json-path.js";
import { findDeepNesting } from "../base/nesting.js";
import { serializeEvent, serializeInGivenOrder } from "./serialize-event.js";

/** A body as it was received and, when it could be opened, the text that was encrypted in it. */
export interface ReceivedBody {
  readonly raw: Buffer;
  readonly plaintext?: string;
}

interface BodyForm {
  /** Completes "… was computed over". */
  readonly describe: string;
  /** The bytes of this form; undefined where the body has none. */
  write(body: ReceivedBody): Buffer | string | undefined;
}

/**
 * What people hash instead of the raw body, the likeliest first: what a JSON parser and writer make
 * of it in various languages, or a part of it.
 */
export const bodyForms = {
  raw: { describe: "the raw body", write: ({ raw }) => raw },
  trimmed: {
    describe: "the body without the white space around it",
    write: ({ raw }) => Buffer.from(raw.toString("latin1").trim(), "latin1"),
  },
  "newline-added": {
    describe: "the body with a newline after it",
    write: ({ raw }) => Buffer.concat([raw, Buffer.from("\n")]),
  },
  "plus-signs": {
    describe: "the body with plus signs where spaces stand now (URL decoding turned them)",
    write: ({ raw }) => Buffer.from(raw.toString("latin1").replaceAll(" ", "+"), "latin1"),
  },
  "unix-lines": {
    describe: "the body with LF instead of CRLF",
    write: ({ raw }) => Buffer.from(raw.toString("latin1").replaceAll("\r\n", "\n"), "latin1"),
  },
  compact: {
    describe: "the body parsed and written again compactly (JSON.stringify)",
    write: rewritten((value) => JSON.stringify(value)),
  },
  escaped: {
    describe: "the body parsed and written again compactly with < > & escaped (Go)",
    write: rewritten(serializeInGivenOrder),
  },
  ordered: {
    describe: "the body parsed and written again in Feishu's key order",
    write: rewritten((value) => (isRecord(value) ? serializeEvent(value) : undefined)),
  },
  spaced: {
    describe: "the body parsed and written again with a space after each comma and colon (Python)",
    write: rewritten(writeSpaced),
  },
  "spaced-ascii": {
    describe: "the body parsed and written again by json.dumps with its defaults (Python)",
    write: rewritten((value) => escapeNonAscii(writeSpaced(value))),
  },
  indented: {
    describe: "the body parsed and written again indented by two spaces",
    write: rewritten((value) => JSON.stringify(value, null, 2)),
  },
  "deep-indented": {
    describe: "the body parsed and written again indented by four spaces",
    write: rewritten((value) => JSON.stringify(value, null, 4)),
  },
  php: {
    describe: "the body parsed and written again with \\/ and \\uXXXX (PHP's json_encode)",
    write: rewritten((value) => escapeNonAscii(JSON.stringify(value).replaceAll("/", "\\/"))),
  },
  "php-unicode": {
    describe: "the body parsed and written again with \\/ (PHP's json_encode)",
    write: rewritten((value) => JSON.stringify(value).replaceAll("/", "\\/")),
  },
  ascii: {
    describe: "the body parsed and written again compactly with \\uXXXX",
    write: rewritten((value) => escapeNonAscii(JSON.stringify(value))),
  },
  sorted: {
    describe: "the body parsed and written again with its keys in alphabetical order",
    write: rewritten((value) => JSON.stringify(sortKeys(value))),
  },
  "sorted-spaced": {
    describe: "the body parsed and written again with sorted keys and spaces (Python)",
    write: rewritten((value) => escapeNonAscii(writeSpaced(sortKeys(value)))),
  },
  "sorted-escaped": {
    describe: "the body parsed and written again with sorted keys and < > & escaped (Go's map)",
    write: rewritten((value) => serializeInGivenOrder(sortKeys(value))),
  },
  ciphertext: { describe: "the ciphertext alone", write: ({ raw }) => encryptFieldOf(raw) },
  plaintext: { describe: "the decrypted text", write: ({ plaintext }) => plaintext },
  "plaintext-compact": {
    describe: "the decrypted text parsed and written again compactly (JSON.stringify)",
    write: decryptedAs((value) => JSON.stringify(value)),
  },
  "plaintext-spaced": {
    describe:
      "the decrypted text parsed and written again by json.dumps with its defaults (Python)",
    write: decryptedAs((value) => escapeNonAscii(writeSpaced(value))),
  },
  empty: {
    describe: "an empty body: something had read it before, or it was not there yet",
    write: () => "",
  },
  "empty-object": {
    describe: "{}, which a parser leaves when it has read nothing",
    write: () => "{}",
  },
  object: {
    describe: "[object Object], the text of a parsed body",
    write: () => "[object Object]",
  },
  undefined: {
    describe: "undefined, since there was no body where it was looked for",
    write: () => "undefined",
  },
  none: { describe: "None, since there was no body where it was looked for", write: () => "None" },
  "python-bytes": {
    describe: "the repr of Python's bytes, b'…': decode them first, or add bytes to bytes",
    write: ({ raw }) => writePythonBytes(raw),
  },
  "python-dict": {
    describe: "the str() of Python's dict",
    write: rewritten((value) => writePython(value)),
  },
  quoted: {
    describe: "the body as a JSON string: it was serialised twice",
    write: ({ raw }) => JSON.stringify(raw.toString("utf8")),
  },
  base64: { describe: "the body in base64", write: ({ raw }) => raw.toString("base64") },
  hex: { describe: "the body in hex", write: ({ raw }) => raw.toString("hex") },
  "read-as-latin1": {
    describe: "the body read as Latin-1 instead of UTF-8",
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
