import type { Text } from "../base/text.js";
import type { WallClock } from "../base/wall-clock.js";
import { createResponseReader, type ResponseReader } from "../delivery/http-response-reader.js";
import { type OutcomeReason, ourReason } from "../delivery/outcome-reason.js";
import type { RawHeader } from "../wire/webhook-request.js";
import type { RawRequest } from "./capture-request.js";
import { createKeptBytes, type KeptBytes } from "./kept-bytes.js";
import { recordingTexts } from "./recording-texts.js";
import { createRequestTap, type RequestHead } from "./request-tap.js";

/** A request that passed, and what came back, as it was on the wire. */
export interface RawExchange {
  readonly request: RawRequest;
  readonly result: RawResult;
}

export type RawResult =
  | {
      readonly kind: "answered";
      readonly status: number;
      readonly headers: readonly RawHeader[];
      readonly body: Buffer;
      readonly truncated: boolean;
      readonly durationMs: number;
    }
  | ({ readonly kind: "unanswered"; readonly durationMs: number } & OutcomeReason);

export interface ExchangeTapOptions {
  readonly wall: WallClock;
  /** What is kept of a body; the rest passes all the same. */
  readonly mostBodyBytes: number;
  /** Called when a request's head is there; what it returns gets the exchange once it is over. */
  readonly onBegin: () => (exchange: RawExchange) => void;
  /** A whole request has come. */
  readonly onRequest?: () => void;
}

/** Reads along at one connection; it changes nothing and holds nothing up. */
export interface ExchangeTap {
  sent(chunk: Buffer): void;
  sentEnd(): void;
  answered(chunk: Buffer): void;
  answerEnd(): void;
  /** Whether a whole request waits for its answer. */
  isWaiting(): boolean;
  /** The connection is over; what has no answer by now gets none. */
  over(why: Text): void;
}

interface Pending {
  readonly head: RequestHead;
  readonly body: KeptBytes;
  readonly atMs: number;
  readonly startedAt: number;
  readonly finish: (exchange: RawExchange) => void;
  readonly answer: { readonly reader: ResponseReader; readonly body: KeptBytes };
  /** All of the request has come. */
  isWhole: boolean;
  /** What came back, which may be there before the request is. */
  result?: RawResult;
}

function createPending(
  head: RequestHead,
  { wall, mostBodyBytes, onBegin }: ExchangeTapOptions,
): Pending {
  const answerBody = createKeptBytes(mostBodyBytes);
  return {
    head,
    body: createKeptBytes(mostBodyBytes),
    atMs: wall.now(),
    startedAt: wall.elapsed(),
    finish: onBegin(),
    answer: { reader: createResponseReader(answerBody, { method: head.method }), body: answerBody },
    isWhole: false,
  };
}

/** What is kept of an answer that comes before its request was read: more than one head and body never wait. */
const mostHeldBytes = 1 << 20;

function createHeldAnswer() {
  let held: KeptBytes | undefined;
  return {
    add(chunk: Buffer): void {
      held ??= createKeptBytes(mostHeldBytes);
      held.add(chunk);
    },
    take(): Buffer | undefined {
      const bytes = held?.bytes();
      held = undefined;
      return bytes;
    },
  };
}

export function createExchangeTap(options: ExchangeTapOptions): ExchangeTap {
  const { wall, mostBodyBytes, onRequest } = options;
  const open = new Set<Pending>();
  /** Those without an answer, in the order in which answers come. */
  const waiting: Pending[] = [];
  const raw = createKeptBytes(mostBodyBytes);
  let begun = 0;
  const heldAnswer = createHeldAnswer();
  let isAnswerBroken = false;
  let isRead = false;
  let ended: Text | undefined;

  function begin(head: RequestHead): Pending {
    const one = createPending(head, options);
    begun++;
    open.add(one);
    waiting.push(one);
    return one;
  }

  const requests = createRequestTap({
    onRequest(head) {
      const one = begin(head);
      readHeldAnswer();
      return {
        onBody: (chunk) => one.body.add(chunk),
        onEnd() {
          one.isWhole = true;
          if (one.result) finish(one, one.result);
          onRequest?.();
        },
      };
    },
    onBroken() {
      // No head could be read: what came is kept as it is.
      if (begun === 0 && raw.bytes().length > 0) begin(headIn(raw.bytes())).body.add(raw.bytes());
      readHeldAnswer();
    },
    onOver() {
      isRead = true;
      if (ended !== undefined) giveUp(ended);
    },
  });

  function giveUp(why: Text): void {
    for (const one of open) {
      if (one.result) finish(one, one.result);
      else unanswered(one, why);
    }
  }

  function readHeldAnswer(): void {
    const bytes = heldAnswer.take();
    if (bytes) readAnswer(bytes);
  }

  function readAnswer(chunk: Buffer): void {
    const [first] = waiting;
    if (isAnswerBroken) return;
    if (!first) {
      heldAnswer.add(chunk);
      return;
    }
    const reading = first.answer.reader.add(chunk);
    if (reading.kind === "incomplete") return;
    if (reading.kind === "malformed") {
      isAnswerBroken = true;
      unanswered(first, recordingTexts("not-http", { why: reading.why }));
      return;
    }
    answeredWith(first);
    if (reading.rest.length > 0) readAnswer(reading.rest);
  }

  function answeredWith(one: Pending): void {
    const { head } = one.answer.reader;
    if (head === undefined) return;
    const { status, headers } = head;
    const body = one.answer.body.bytes();
    const { truncated } = one.answer.body;
    one.result = { kind: "answered", status, headers, body, truncated, durationMs: took(one) };
    waiting.splice(waiting.indexOf(one), 1);
    if (one.isWhole) finish(one, one.result);
  }

  const took = ({ startedAt }: Pending): number => Math.round(wall.elapsed() - startedAt);

  const unanswered = (one: Pending, why: Text): void =>
    finish(one, { kind: "unanswered", ...ourReason(why), durationMs: took(one) });

  function finish(one: Pending, result: RawResult): void {
    if (!open.delete(one)) return;
    if (waiting.includes(one)) waiting.splice(waiting.indexOf(one), 1);
    const { head, body, atMs, isWhole } = one;
    const { truncated } = body;
    one.finish({
      request: { ...head, body: body.bytes(), atMs, truncated, incomplete: !isWhole },
      result,
    });
  }

  return {
    sent(chunk) {
      if (begun === 0) raw.add(chunk);
      requests.add(chunk);
    },
    sentEnd: () => requests.end(),
    answered: readAnswer,
    answerEnd() {
      const [first] = waiting;
      if (first && !isAnswerBroken && first.answer.reader.end().kind === "complete")
        answeredWith(first);
    },
    isWaiting: () => waiting.some(({ isWhole }) => isWhole),
    over(why) {
      ended ??= why;
      // What came last may not have been read yet.
      if (isRead) giveUp(ended);
      else requests.end();
    },
  };
}

/** What can be told of a request that is no HTTP. */
function headIn(bytes: Buffer): RequestHead {
  const [, method = "", path = ""] =
    /^([!-~]{1,20}) ([!-~]{1,2000})/.exec(bytes.toString("latin1", 0, 2_100)) ?? [];
  return { method, path, headers: [] };
}
