import { ellipsize } from "../base/ellipsize.js";
import { ReasonError } from "../base/errors.js";
import { failureTexts } from "./failure-texts.js";

/** Status line and headers of an HTTP/1.1 answer. */
export interface AnswerHead {
  readonly status: number;
  /** As received: names in their own case. */
  readonly headers: readonly (readonly [name: string, value: string])[];
}

/** Not HTTP; the text says why. */
export class Malformed extends ReasonError {}

/** A head, and what it says about all that comes behind it. */
export interface UnderstoodHead {
  readonly head: AnswerHead;
  readonly framing: "length" | "chunks" | "until-end" | "no-body";
  /** Bytes of the body; 0 unless the framing is "length". */
  readonly length: number;
  readonly staysOpen: boolean;
}

/** A receiver's answers begin alike, within one second down to the `Date`. */
let last: (UnderstoodHead & { readonly text: string; readonly method: string }) | undefined;

/**
 * Reads a head; one that says what the one before it said is not parsed again.
 * @param text without the empty line
 * @param method the request's
 * @throws Malformed
 */
export function understandHead(text: string, method: string): UnderstoodHead {
  if (last?.text === text && last.method === method) return last;
  const head = parseHead(text);
  const framing = framingOf(head, method);
  last = {
    text,
    method,
    head,
    framing,
    length: framing === "length" ? contentLength(head) : 0,
    staysOpen: framing !== "until-end" && staysOpen(head, text),
  };
  return last;
}

function framingOf({ status, headers }: AnswerHead, method: string): UnderstoodHead["framing"] {
  if (method === "HEAD" || status < 200 || status === 204 || status === 304) return "no-body";
  if (/\bchunked\s*$/i.test(valueOf(headers, "transfer-encoding") ?? "")) return "chunks";
  return valueOf(headers, "content-length") === undefined ? "until-end" : "length";
}

/**
 * HTTP/1.1 keeps a connection open unless the answer says `close`, HTTP/1.0 closes it unless the answer
 * says `keep-alive`. One that names both a length and chunks was put together by mistake or by malice
 * (RFC 9112, section 6.3).
 */
function staysOpen({ status, headers }: AnswerHead, head: string): boolean {
  if (status === 101) return false;
  if (valueOf(headers, "content-length") && valueOf(headers, "transfer-encoding")) return false;
  const options = headers
    .filter(([name]) => isNamed(name, "connection"))
    .flatMap(([, value]) => value.toLowerCase().split(","))
    .map((option) => option.trim());
  if (options.includes("close")) return false;
  return !head.startsWith("HTTP/1.0") || options.includes("keep-alive");
}

function parseHead(text: string): AnswerHead {
  const [statusLine = "", ...lines] = text.split("\r\n");
  const status = /^HTTP\/1\.\d (\d{3})( |$)/.exec(statusLine)?.[1];
  if (status === undefined) {
    throw new Malformed(failureTexts("status-line", { line: excerpt(statusLine) }));
  }
  return { status: Number(status), headers: lines.map(parseHeaderLine) };
}

/** Written so that it takes each run of blanks once: a receiver may send 16 KB of them. */
const headerLine = /^([^\s:]+):[ \t]*(?![ \t])(.*[^ \t\n\r])?[ \t]*$/;

function parseHeaderLine(line: string): readonly [name: string, value: string] {
  const [, name, value = ""] = headerLine.exec(line) ?? [];
  if (name === undefined) {
    throw new Malformed(failureTexts("header-line", { line: excerpt(line) }));
  }
  return [name, value];
}

export const excerpt = (text: string, longest = 80): string =>
  JSON.stringify(ellipsize(text, longest));

function contentLength({ headers }: AnswerHead): number {
  const [value = "", ...others] = headers
    .filter(([name]) => isNamed(name, "content-length"))
    .map((header) => header[1]);
  if (!/^\d{1,15}$/.test(value) || others.some((other) => other !== value)) {
    const line = excerpt([value, ...others].join(", "));
    throw new Malformed(failureTexts("content-length", { line }));
  }
  return Number(value);
}

/** The first header of that name, given in lower case. */
export function valueOf(headers: AnswerHead["headers"], lowerCaseName: string): string | undefined {
  for (const [name, value] of headers) if (isNamed(name, lowerCaseName)) return value;
  return undefined;
}

/** Most names differ in length already, and changing the case of one takes much longer. */
function isNamed(name: string, lowerCaseName: string): boolean {
  return name.length === lowerCaseName.length && name.toLowerCase() === lowerCaseName;
}
