import type { AnswerBody } from "./answer-body.js";

/*
 * HTTP/1.1 answers (RFC 9112): status line, headers, then a body that ends by Content-Length, by its last
 * chunk, or with the connection. Interim 1xx answers are passed over. What is kept is bounded: 16 KB of head, the body by its owner.
 */

export interface AnswerHead {
  readonly status: number;
  /** As received: names in their own case. */
  readonly headers: readonly (readonly [name: string, value: string])[];
}

export type Reading =
  | { readonly kind: "incomplete" }
  | {
      readonly kind: "complete";
      readonly head: AnswerHead;
      /** What came after the answer on the same connection. */
      readonly rest: Buffer;
      /** Whether the connection stays open for the next request. */
      readonly keepsAlive: boolean;
    }
  | { readonly kind: "malformed"; readonly reason: string };

export interface ResponseReader {
  /** Known as soon as the head is complete. */
  readonly head: AnswerHead | undefined;
  add(chunk: Buffer): Reading;
  /** The connection has ended: complete when the body was to end with it. */
  end(): Reading;
}

const maxLineBytes = 16_384;
const empty = Buffer.alloc(0);

class Malformed extends Error {}

/**
 * @param body takes the answer's body, without the chunks' framing
 * @param method the request's: what answers a HEAD has no body
 */
export function createResponseReader(
  body: AnswerBody,
  { method = "POST" }: { readonly method?: string } = {},
): ResponseReader {
  type State = "head" | "length" | "until-end" | "chunk-size" | "chunk" | "trailers" | "complete";
  let state: State = "head";
  let head: AnswerHead | undefined;
  let pending: Buffer = empty;
  let remaining = 0;
  let keepsAlive = false;

  /** The bytes before the next `mark`, or undefined when it has not come yet. */
  function take(mark: "\r\n" | "\r\n\r\n", what: string): string | undefined {
    const end = pending.indexOf(mark);
    if (end > maxLineBytes || (end < 0 && pending.length > maxLineBytes)) {
      throw new Malformed(`${what} longer than 16 KB`);
    }
    if (end < 0) return undefined;
    const text = pending.toString("latin1", 0, end);
    pending = pending.subarray(end + mark.length);
    return text;
  }

  function takeBody(limit: number): number {
    const part = pending.subarray(0, limit);
    pending = pending.subarray(part.length);
    body.add(part);
    return part.length;
  }

  function readHead(): boolean {
    if (!couldBeHttp(pending)) throw new Malformed("it does not begin with HTTP/1.x");
    const text = take("\r\n\r\n", "its headers are");
    if (text === undefined) {
      if (hasBareNewline(pending)) throw new Malformed("a line of its head ends without CR");
      return false;
    }
    const parsed = parseHead(text);
    // 101 ends the HTTP on this connection; the other 1xx only announce the real answer.
    if (parsed.status < 200 && parsed.status !== 101) return true;
    head = parsed;
    state = bodyState(parsed);
    keepsAlive = state !== "until-end" && staysOpen(parsed, text);
    if (state === "length") remaining = contentLength(parsed);
    return true;
  }

  function readChunkSize(): boolean {
    const line = take("\r\n", "the line before a chunk is");
    if (line === undefined) return false;
    const digits = /^([0-9a-f]{1,12})[ \t]*(;|$)/i.exec(line)?.[1];
    if (digits === undefined)
      throw new Malformed(`a chunk's size is ${JSON.stringify(line.slice(0, 40))}`);
    remaining = Number.parseInt(digits, 16);
    state = remaining === 0 ? "trailers" : "chunk";
    return true;
  }

  function readChunk(): boolean {
    remaining -= takeBody(remaining);
    if (remaining > 0 || pending.length < 2) return false;
    if (take("\r\n", "the end of a chunk is") !== "")
      throw new Malformed("a chunk has a wrong size");
    state = "chunk-size";
    return true;
  }

  function readLength(): boolean {
    remaining -= takeBody(remaining);
    if (remaining > 0) return false;
    state = "complete";
    return true;
  }

  function readTrailers(): boolean {
    const line = take("\r\n", "its trailers are");
    if (line === undefined) return false;
    if (line === "") state = "complete";
    return true;
  }

  /** One step through the state machine; false when it needs more bytes. */
  function step(): boolean {
    switch (state) {
      case "head":
        return readHead();
      case "length":
        return readLength();
      case "until-end":
        takeBody(pending.length);
        return false;
      case "chunk-size":
        return readChunkSize();
      case "chunk":
        return readChunk();
      case "trailers":
        return readTrailers();
      case "complete":
        return false;
      default:
        return state satisfies never;
    }
  }

  function result(): Reading {
    if (state !== "complete" || head === undefined) return { kind: "incomplete" };
    return { kind: "complete", head, rest: pending, keepsAlive };
  }

  return {
    get head() {
      return head;
    },
    add(chunk) {
      pending = pending.length === 0 ? chunk : Buffer.concat([pending, chunk]);
      try {
        while (step());
      } catch (error) {
        if (error instanceof Malformed) return { kind: "malformed", reason: error.message };
        throw error;
      }
      return result();
    },
    end() {
      if (state === "until-end") state = "complete";
      return result();
    },
  };

  function bodyState({ status, headers }: AnswerHead): State {
    if (method === "HEAD" || [101, 204, 304].includes(status)) return "complete";
    if (/\bchunked\s*$/i.test(valueOf(headers, "transfer-encoding") ?? "")) return "chunk-size";
    return valueOf(headers, "content-length") === undefined ? "until-end" : "length";
  }
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

/** Nothing would ever end such a head, and "timed out" would say too little about why. */
function hasBareNewline(bytes: Buffer): boolean {
  const end = bytes.indexOf("\n");
  return end === 0 || (end > 0 && bytes[end - 1] !== 0x0d);
}

function couldBeHttp(bytes: Buffer): boolean {
  const start = "HTTP/1.";
  const begun = bytes.toString("latin1", 0, start.length);
  return start.startsWith(begun);
}

function parseHead(text: string): AnswerHead {
  const [statusLine = "", ...lines] = text.split("\r\n");
  const status = /^HTTP\/1\.\d (\d{3})( |$)/.exec(statusLine)?.[1];
  if (status === undefined) {
    throw new Malformed(`its status line is ${JSON.stringify(statusLine.slice(0, 80))}`);
  }
  return { status: Number(status), headers: lines.map(parseHeaderLine) };
}

function parseHeaderLine(line: string): readonly [name: string, value: string] {
  const [, name, value] = /^([^\s:]+):[ \t]*(.*?)[ \t]*$/.exec(line) ?? [];
  if (name === undefined || value === undefined) {
    throw new Malformed(`a header line is ${JSON.stringify(line.slice(0, 80))}`);
  }
  return [name, value];
}

function contentLength({ headers }: AnswerHead): number {
  const [value = "", ...others] = headers
    .filter(([name]) => isNamed(name, "content-length"))
    .map((header) => header[1]);
  if (!/^\d{1,15}$/.test(value) || others.some((other) => other !== value))
    throw new Malformed(`its Content-Length is ${JSON.stringify([value, ...others].join(", "))}`);
  return Number(value);
}

/** The first header of that name, given in lower case. */
export function valueOf(headers: AnswerHead["headers"], lowerCaseName: string): string | undefined {
  return headers.find(([name]) => isNamed(name, lowerCaseName))?.[1];
}

/** Most names differ in length already, and changing the case of one takes much longer. */
function isNamed(name: string, lowerCaseName: string): boolean {
  return name.length === lowerCaseName.length && name.toLowerCase() === lowerCaseName;
}
