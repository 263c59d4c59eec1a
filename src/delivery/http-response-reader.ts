import type { Text } from "../base/text.js";
import type { AnswerBody } from "./answer-body.js";
import {
  type AnswerHead,
  excerpt,
  Malformed,
  understandHead,
  type UnderstoodHead,
} from "./answer-head.js";
import { failureTexts } from "./failure-texts.js";

/*
 * HTTP/1.1 answers (RFC 9112): status line, headers, then a body that ends by Content-Length, by its last
 * chunk, or with the connection. Interim 1xx answers are passed over. What is kept is bounded: 16 KB of head, the body by its owner.
 */

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
  | { readonly kind: "malformed"; readonly why: Text };

export interface ResponseReader {
  /** Known as soon as the head is complete. */
  readonly head: AnswerHead | undefined;
  add(chunk: Buffer): Reading;
  /** The connection has ended: complete when the body was to end with it. */
  end(): Reading;
}

const maxLineBytes = 16_384;

type TooLong = "long-headers" | "long-chunk-size" | "long-chunk-end" | "long-trailers";

const empty = Buffer.alloc(0);

type State = "head" | "length" | "until-end" | "chunk-size" | "chunk" | "trailers" | "complete";

const stateBehind = {
  length: "length",
  chunks: "chunk-size",
  "until-end": "until-end",
  "no-body": "complete",
} as const satisfies Record<UnderstoodHead["framing"], State>;

type AnswerSink = Pick<AnswerBody, "add">;

/**
 * @param body takes the answer's body, without the chunks' framing
 * @param method the request's: what answers a HEAD has no body
 */
export function createResponseReader(
  body: AnswerSink,
  { method = "POST" }: { readonly method?: string } = {},
): ResponseReader {
  return new AnswerReader(body, method);
}

/** A class, because there is one for every answer and a dozen closures cost more than reading it does. */
class AnswerReader implements ResponseReader {
  head: AnswerHead | undefined;
  private readonly body: AnswerSink;
  private readonly method: string;
  private state: State = "head";
  private pending: Buffer = empty;
  private remaining = 0;
  private keepsAlive = false;

  constructor(body: AnswerSink, method: string) {
    this.body = body;
    this.method = method;
  }

  add(chunk: Buffer): Reading {
    this.pending = this.pending.length === 0 ? chunk : Buffer.concat([this.pending, chunk]);
    try {
      while (this.step());
    } catch (error) {
      if (error instanceof Malformed) return { kind: "malformed", why: error.text };
      throw error;
    }
    return this.result();
  }

  end(): Reading {
    if (this.state === "until-end") this.state = "complete";
    return this.result();
  }

  private result(): Reading {
    const { state, head, pending, keepsAlive } = this;
    if (state !== "complete" || head === undefined) return { kind: "incomplete" };
    return { kind: "complete", head, rest: pending, keepsAlive };
  }

  /** One step through the state machine; false when it needs more bytes. */
  private step(): boolean {
    switch (this.state) {
      case "head":
        return this.readHead();
      case "length":
        return this.readLength();
      case "until-end":
        this.takeBody(this.pending.length);
        return false;
      case "chunk-size":
        return this.readChunkSize();
      case "chunk":
        return this.readChunk();
      case "trailers":
        return this.readTrailers();
      case "complete":
        return false;
      default:
        return this.state satisfies never;
    }
  }

  private readHead(): boolean {
    if (!couldBeHttp(this.pending)) throw new Malformed(failureTexts("no-http-beginning"));
    const text = this.take("\r\n\r\n", "long-headers");
    if (text === undefined) {
      if (hasBareNewline(this.pending)) throw new Malformed(failureTexts("bare-newline"));
      return false;
    }
    const { head, framing, length, staysOpen } = understandHead(text, this.method);
    // 101 ends the HTTP on this connection; the other 1xx only announce the real answer.
    if (head.status < 200 && head.status !== 101) return true;
    this.head = head;
    this.state = stateBehind[framing];
    this.remaining = length;
    this.keepsAlive = staysOpen;
    return true;
  }

  private readLength(): boolean {
    this.remaining -= this.takeBody(this.remaining);
    if (this.remaining > 0) return false;
    this.state = "complete";
    return true;
  }

  private readChunkSize(): boolean {
    const line = this.take("\r\n", "long-chunk-size");
    if (line === undefined) return false;
    const digits = /^([0-9a-f]{1,12})[ \t]*(;|$)/i.exec(line)?.[1];
    if (digits === undefined) {
      throw new Malformed(failureTexts("chunk-size", { line: excerpt(line, 40) }));
    }
    this.remaining = Number.parseInt(digits, 16);
    this.state = this.remaining === 0 ? "trailers" : "chunk";
    return true;
  }

  private readChunk(): boolean {
    this.remaining -= this.takeBody(this.remaining);
    if (this.remaining > 0 || this.pending.length < 2) return false;
    if (this.take("\r\n", "long-chunk-end") !== "")
      throw new Malformed(failureTexts("wrong-chunk-size"));
    this.state = "chunk-size";
    return true;
  }

  private readTrailers(): boolean {
    const line = this.take("\r\n", "long-trailers");
    if (line === undefined) return false;
    if (line === "") this.state = "complete";
    return true;
  }

  /** The bytes before the next `mark`, or undefined when it has not come yet. */
  private take(mark: "\r\n" | "\r\n\r\n", tooLong: TooLong): string | undefined {
    const { pending } = this;
    const end = pending.indexOf(mark);
    if (end > maxLineBytes || (end < 0 && pending.length > maxLineBytes)) {
      throw new Malformed(failureTexts(tooLong));
    }
    if (end < 0) return undefined;
    this.pending = pending.subarray(end + mark.length);
    return pending.toString("latin1", 0, end);
  }

  private takeBody(limit: number): number {
    const part = this.pending.subarray(0, limit);
    this.pending = this.pending.subarray(part.length);
    this.body.add(part);
    return part.length;
  }
}

/** Nothing would ever end such a head, and "timed out" would say too little about why. */
function hasBareNewline(bytes: Buffer): boolean {
  const end = bytes.indexOf("\n");
  return end === 0 || (end > 0 && bytes[end - 1] !== 0x0d);
}

const beginning = Buffer.from("HTTP/1.");

function couldBeHttp(bytes: Buffer): boolean {
  return beginning.every((byte, index) => index >= bytes.length || byte === bytes[index]);
}
