import type { WallClock } from "../base/clock.js";
import { MocklarkError } from "../base/errors.js";
import { type AnswerBody, type AnswerText, createAnswerBody } from "./answer-body.js";
import { type AnswerHead, valueOf } from "./answer-head.js";
import { type AttemptWatch, watchAttempt, type WatchedAttempt } from "./attempt-watch.js";
import type { Connection, ConnectionUser } from "./connection.js";
import { outcomeOfFailure } from "./connection-failure.js";
import type { ConnectionPool } from "./connection-pool.js";
import type { DeliveryLimits } from "./delivery-limits.js";
import type { Endpoint } from "./endpoint.js";
import type { WebhookFault } from "./fault.js";
import { scriptFault, scriptRequest, type WriteScript, type WriteStep } from "./fault-script.js";
import { createResponseReader, type ResponseReader } from "./http-response-reader.js";
import { ourReason } from "./outcome-reason.js";
import type { Outcome, Phase } from "./outcome.js";

/** One HTTP request, ready to be written: where to, what, and how long it may take. */
export interface ExchangeInput {
  readonly endpoint: Endpoint;
  readonly method: string;
  /** Request line and headers with the empty line, one byte per character. */
  readonly head: string;
  readonly body: Buffer;
  readonly fault?: WebhookFault | undefined;
  readonly limits: Pick<DeliveryLimits, "connectMs" | "totalMs" | "maxResponseBytes">;
  readonly wall: WallClock;
  /** `wall.elapsed()` when the attempt began; redirects and second tries share one limit. */
  readonly startedAt: number;
  /** Aborts the exchange, which then rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}

export interface Exchange {
  readonly outcome: Outcome;
  /** The connection had served before and ended before a byte of the answer came: probably it was already closing. */
  readonly stale: boolean;
}

/**
 * One request and its answer on a connection from the pool. Written here and not by Node's client, because
 * a fault cuts a body short or writes two requests at once, which no client lets one do, and because
 * Node's takes more processor time than all the rest of a delivery.
 */
export function exchangeOverHttp(input: ExchangeInput, pool: ConnectionPool): Promise<Exchange> {
  return new Promise((resolve, reject) => {
    input.signal?.throwIfAborted();
    new RunningExchange(input, pool, resolve, reject).start();
  });
}

/** A class, because there is one for every attempt: closures in its place took a tenth of a delivery's time. */
class RunningExchange implements ConnectionUser, WatchedAttempt {
  private readonly input: ExchangeInput;
  private readonly pool: ConnectionPool;
  private readonly resolve: (exchange: Exchange) => void;
  private readonly reject: (reason: Error) => void;
  private readonly script: WriteScript;
  private readonly connection: Connection;
  private readonly reused: boolean;
  private readonly watch: AttemptWatch;
  private answer: PendingAnswer;
  private lastAnswer: Answer | undefined;
  private answersLeft: number;
  private unanswered = true;

  constructor(
    input: ExchangeInput,
    pool: ConnectionPool,
    resolve: (exchange: Exchange) => void,
    reject: (reason: Error) => void,
  ) {
    const { body, fault, head } = input;
    this.input = input;
    this.pool = pool;
    this.resolve = resolve;
    this.reject = reject;
    this.script = fault ? scriptFault(fault, head, body) : scriptRequest(head, body);
    this.answersLeft = this.script.answers;
    this.answer = beginAnswer(input);
    this.connection = pool.take();
    this.reused = this.connection.ready;
    this.watch = watchAttempt(this, input, { connecting: !this.reused });
  }

  start(): void {
    this.connection.user = this;
    if (this.reused) this.onPhase("send");
  }

  onPhase(phase: "tls" | "send"): void {
    this.watch.phase = phase;
    this.watch.connected();
    if (phase === "send") this.playFrom(0);
  }

  onData(chunk: Buffer): void {
    this.unanswered = false;
    let reading = this.answer.reader.add(chunk);
    while (reading.kind === "complete") {
      this.lastAnswer = { head: reading.head, body: this.answer.body };
      this.answersLeft--;
      if (this.answersLeft === 0) {
        this.finish(this.lastAnswer, reading.keepsAlive && reading.rest.length === 0);
        return;
      }
      this.answer = beginAnswer(this.input);
      reading = this.answer.reader.add(reading.rest);
    }
    if (reading.kind === "malformed" && this.watch.end()) {
      const durationMs = this.watch.durationMs();
      this.fail({ kind: "not-http", ...ourReason(reading.why), durationMs });
    }
  }

  onEnd(): void {
    const { body, reader } = this.answer;
    const reading = reader.end();
    if (reading.kind === "complete") this.finish({ head: reading.head, body }, false);
    // HTTP lets a receiver close after an answer and leave the requests behind it unanswered.
    else if (this.lastAnswer !== undefined && reader.head === undefined)
      this.finish(this.lastAnswer, false);
    else this.onClose();
  }

  onClose(): void {
    if (this.watch.end()) this.fail({ kind: "reset", how: "closed", ...this.point() });
  }

  onError(error: unknown): void {
    if (!this.watch.end()) return;
    // A name that resolved to where nothing may be sent.
    if (error instanceof MocklarkError) this.onAbort(error);
    else this.fail(outcomeOfFailure(error, { url: this.input.endpoint.url, ...this.point() }));
  }

  onTimeout(): void {
    this.fail({ kind: "timed-out", ...this.point() });
  }

  onAbort(reason: Error): void {
    this.reject(reason);
    this.connection.tcp.destroy();
  }

  private playFrom(index: number): void {
    const { connection, input, script, watch } = this;
    const step = script.steps[index];
    if (step === undefined) watch.phase = "response-headers";
    else if (!connection.tcp.destroyed)
      playStep(step, connection, input.wall, () => this.onPlayed(step, index));
  }

  private onPlayed({ kind }: WriteStep, index: number): void {
    const { watch } = this;
    const { fault } = this.input;
    if (fault && (kind === "close" || kind === "reset") && watch.end()) {
      this.fail({ kind: "broken-off", fault: fault.name, durationMs: watch.durationMs() });
    }
    this.playFrom(index + 1);
  }

  /** Where the attempt stands. */
  private point(): { phase: Phase; status?: number; durationMs: number } {
    const durationMs = this.watch.durationMs();
    const { head } = this.answer.reader;
    if (head === undefined) return { phase: this.watch.phase, durationMs };
    return { phase: "response-body", status: head.status, durationMs };
  }

  /** The connection goes with it: an answer that comes too late must not be taken for the next one's. */
  private fail(outcome: Outcome): void {
    const stale = outcome.kind === "reset" && this.reused && this.unanswered;
    this.resolve({ outcome, stale });
    this.connection.tcp.destroy();
  }

  private finish({ head, body }: Answer, keepsAlive: boolean): void {
    if (!this.watch.end()) return;
    const durationMs = this.watch.durationMs();
    // An answer may come before all of the request is written: what is left of it would come before the next.
    const whole = this.connection.stream.writableLength === 0;
    if (keepsAlive && whole && this.input.fault === undefined) this.pool.giveBack(this.connection);
    else this.connection.tcp.destroy();
    const text = body.read(valueOf(head.headers, "content-encoding"));
    if (text instanceof Promise)
      text.then((unpacked) => this.answered(head, unpacked, durationMs), this.reject);
    else this.answered(head, text, durationMs);
  }

  private answered(
    { status, headers }: AnswerHead,
    { body, bodyTruncated }: AnswerText,
    durationMs: number,
  ): void {
    const outcome = { kind: "answered", status, headers, body, bodyTruncated, durationMs } as const;
    this.resolve({ outcome, stale: false });
  }
}

interface PendingAnswer {
  readonly reader: ResponseReader;
  readonly body: AnswerBody;
}

function beginAnswer({ limits, method }: ExchangeInput): PendingAnswer {
  const body = createAnswerBody(limits.maxResponseBytes);
  return { body, reader: createResponseReader(body, { method }) };
}

interface Answer {
  readonly head: AnswerHead;
  readonly body: AnswerBody;
}

/** Does one thing to the connection. A peer that is gone already is noticed by those who read. */
function playStep(
  step: WriteStep,
  { tcp, stream }: Connection,
  wall: WallClock,
  onPlayed: () => void,
): void {
  switch (step.kind) {
    case "write":
      stream.write(step.bytes, onPlayed);
      break;
    case "pause":
      // The attempt may be over long before: only its own limits keep the process alive.
      wall.setTimer(onPlayed, step.ms, { unref: true });
      break;
    case "end-writing":
    case "close":
      stream.end(onPlayed);
      break;
    case "reset":
      tcp.resetAndDestroy();
      onPlayed();
      break;
    default:
      step satisfies never;
  }
}
