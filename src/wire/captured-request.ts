import { parseStrictJson } from "../base/document.js";
import { MocklarkError } from "../base/errors.js";
import { isRecord } from "../base/json-path.js";
import { parseJson } from "./body-forms.js";
import { parseHttpCapture } from "./http-capture.js";
import { withoutPseudoHeaders } from "./pseudo-headers.js";
import type { RawHeader } from "./webhook-request.js";

/** One request as somebody wrote it down: from a proxy, a log, tcpdump -A or curl -v. */
export interface CapturedRequest {
  /** "body" when there was nothing but a body. */
  readonly form: "http" | "json" | "body";
  readonly method?: string;
  /** The request target or URL. */
  readonly target?: string;
  readonly headers: readonly RawHeader[];
  readonly body: Buffer;
  /** False when only the parsed body was kept: then `body` is that value written compactly, a guess at the bytes. */
  readonly bodyIsRaw: boolean;
  /** What had to be assumed on the way, as sentences. */
  readonly notes: readonly string[];
}

/**
 * Reads one captured request: raw HTTP (also with curl's `> ` in front of the lines, or with a packet
 * header before it), JSON with headers and body in the usual shapes (object, pairs, name and value,
 * rawHeaders; text, parsed, base64, Buffer), or a body alone.
 * @throws MocklarkError MALFORMED_DOCUMENT when it is none of these
 */
export function parseCapturedRequest(capture: string | Buffer): CapturedRequest {
  const bytes = withoutByteOrderMark(Buffer.from(capture));
  const start = bytes.toString("latin1").trimStart();
  if (start === "") throw malformed("it is empty");
  if (!/^[[{"]/.test(start)) return parseHttpCapture(bytes, malformed);
  const value = parseJson(bytes);
  if (value === undefined) {
    parseStrictJson(bytes.toString("utf8"), "the captured request");
    throw malformed("it is nested too deeply");
  }
  if (!isRecord(value)) throw malformed("it is JSON but not an object with headers and body");
  const request = findRequest(value);
  return request ? fromRecord(request) : bodyAlone(bytes);
}

function malformed(why: string): MocklarkError {
  return new MocklarkError("MALFORMED_DOCUMENT", `Failed to read the captured request: ${why}.`, {
    remedy:
      'Give the request as raw HTTP (request line, headers, empty line, body) or as JSON {"headers": …, "body": …}.',
  });
}

function withoutByteOrderMark(bytes: Buffer): Buffer {
  return bytes.subarray(0, 3).toString("latin1") === "\u00ef\u00bb\u00bf"
    ? bytes.subarray(3)
    : bytes;
}

function bodyAlone(bytes: Buffer): CapturedRequest {
  const body = Buffer.from(bytes.toString("latin1").replace(/\r?\n$/, ""), "latin1");
  const notes = ["Only a body was given: what depends on the headers cannot be judged."];
  return { form: "body", headers: [], body, bodyIsRaw: true, notes };
}

const headerFields = ["rawHeaders", "multiValueHeaders", "headers"] as const;
const bodyFields = [
  "rawBody",
  "raw_body",
  "bodyBase64",
  "body_base64",
  "body",
  "postData",
] as const;

/** The object itself, or the one it wraps: `request`, `req`, or the first entry of a HAR file. */
function findRequest(value: Record<string, unknown>): Record<string, unknown> | undefined {
  if (headerFields.some((field) => field in value)) return value;
  const har = isRecord(value["log"]) ? value["log"]["entries"] : undefined;
  const entry: unknown = Array.isArray(har) ? har[0] : undefined;
  const inner = [value["request"], value["req"], entry].find(isRecord);
  if (inner) return findRequest(inner);
  return bodyFields.some((field) => field in value) ? value : undefined;
}

function fromRecord(record: Record<string, unknown>): CapturedRequest {
  const method = firstText(record, ["method", "httpMethod"]);
  const target = firstText(record, ["url", "path", "target"]);
  const headerField = headerFields.find((field) => record[field] !== undefined);
  const head = withoutPseudoHeaders({
    ...(method === undefined ? {} : { method }),
    ...(target === undefined ? {} : { target }),
    headers: headerField === undefined ? [] : readHeaders(record[headerField]),
  });
  return { form: "json", ...head, ...readBody(record) };
}

function firstText(record: Record<string, unknown>, names: readonly string[]): string | undefined {
  return names.map((name) => record[name]).find((value) => typeof value === "string");
}

function readHeaders(value: unknown): RawHeader[] {
  if (typeof value === "string") return readHeaderLines(value);
  if (Array.isArray(value)) return readHeaderList(value);
  if (!isRecord(value)) throw malformed("its headers are neither an object nor a list");
  return Object.entries(value).flatMap(([name, content]) =>
    (Array.isArray(content) ? content : [content]).map((item: unknown): RawHeader => [
      name,
      String(item),
    ]),
  );
}

function readHeaderLines(text: string): RawHeader[] {
  return text
    .split(/\r?\n/)
    .filter((line) => line.includes(":"))
    .map((line) => {
      const colon = line.indexOf(":", 1);
      return [line.slice(0, colon).trim(), line.slice(colon + 1).trim()];
    });
}

function readHeaderList(list: readonly unknown[]): RawHeader[] {
  if (list.every((item) => typeof item === "string")) {
    if (list.length % 2 !== 0) throw malformed("its flat list of headers has an odd length");
    return list.flatMap((name, index): RawHeader[] =>
      index % 2 === 0 ? [[name, list[index + 1] as string]] : [],
    );
  }
  return list.map((item): RawHeader => {
    if (Array.isArray(item)) return [String(item[0]), String(item[1])];
    if (isRecord(item)) return [String(item["name"] ?? item["key"]), String(item["value"])];
    throw malformed("its list of headers holds something that is not a name and a value");
  });
}

type ReadBody = Pick<CapturedRequest, "body" | "bodyIsRaw" | "notes">;

function readBody(record: Record<string, unknown>): ReadBody {
  const field = bodyFields.find((name) => record[name] !== undefined && record[name] !== null);
  if (field === undefined) return raw(Buffer.alloc(0));
  const content = record[field];
  const encoded =
    /base64/i.test(field) ||
    record["isBase64Encoded"] === true ||
    [record["bodyEncoding"], record["encoding"]].includes("base64");
  return readBodyValue(content, encoded);
}

function readBodyValue(content: unknown, encoded: boolean): ReadBody {
  if (typeof content === "string") return raw(Buffer.from(content, encoded ? "base64" : "utf8"));
  if (isRecord(content) && content["type"] === "Buffer" && Array.isArray(content["data"])) {
    return raw(Buffer.from(content["data"] as number[]));
  }
  if (isRecord(content) && typeof content["text"] === "string" && "mimeType" in content) {
    return raw(Buffer.from(content["text"], content["encoding"] === "base64" ? "base64" : "utf8"));
  }
  return {
    body: Buffer.from(JSON.stringify(content)),
    bodyIsRaw: false,
    notes: [
      "The capture holds the parsed body, not its bytes: it was written again compactly, which may differ from what was sent.",
    ],
  };
}

function raw(body: Buffer): ReadBody {
  return { body, bodyIsRaw: true, notes: [] };
}
