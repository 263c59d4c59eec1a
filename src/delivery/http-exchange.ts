import type { WallClock } from "../base/clock.js";
import { MocklarkError } from "../base/errors.js";
import { createAnswerBody, type AnswerBody } from "./answer-body.js";
import { watchAttempt } from "./attempt-watch.js";
import type { Connection } from "./connection.js";
import { outcomeOfFailure } from "./connection-failure.js";
import type { ConnectionPool } from "./connection-pool.js";
import type { DeliveryLimits } from "./delivery-limits.js";
import type { Endpoint } from "./endpoint.js";
import type { WebhookFault } from "./fault.js";
import { scriptFault, scriptRequest, type WriteStep } from "./fault-script.js";
import { createResponseReader, valueOf, type AnswerHead } from "./http-response-reader.js";
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
    const { body, endpoint, fault, head, limits, signal, wall } = input;
    signal?.throwIfAborted();
    const script = fault ? scriptFault(fault, head, body) : scriptRequest(head, body);
    const connection = pool.take();
    const reused = connection.ready;
    const watch = watchAttempt({ ...input, connecting: !reused, onTimeout, onAbort });
    let answer = beginAnswer();
    let lastAnswer: Answer | undefined;
    let answersLeft = script.answers;
    let unanswered = true;

    function beginAnswer() {
      const kept = createAnswerBody(limits.maxResponseBytes);
      return { body: kept, reader: createResponseReader(kept, input) };
    }

    function point(): { phase: Phase; status?: number; durationMs: number } {
      const durationMs = watch.durationMs();
      const { reader } = answer;
      if (reader.head === undefined) return { phase: watch.phase, durationMs };
      return { phase: "response-body", status: reader.head.status, durationMs };
    }

    /** The connection goes with it: an answer that comes too late must not be taken for the next one's. */
    function fail(outcome: Outcome): void {
      resolve({ outcome, stale: outcome.kind === "reset" && reused && unanswered });
      connection.tcp.destroy();
    }

    function onTimeout(): void {
      fail({ kind: "timed-out", ...point() });
    }

    function onAbort(reason: Error): void {
      reject(reason);
      connection.tcp.destroy();
    }

    function playFrom(index: number): void {
      const step = script.steps[index];
      if (step === undefined) watch.phase = "response-headers";
      else if (!connection.tcp.destroyed) playStep(step, connection, wall, () => onPlayed(index));
    }

    function onPlayed(index: number): void {
      const kind = script.steps[index]?.kind;
      if (fault && (kind === "close" || kind === "reset") && watch.end()) {
        fail({ kind: "broken-off", fault: fault.name, durationMs: watch.durationMs() });
      }
      playFrom(index + 1);
    }

    function onPhase(phase: "tls" | "send"): void {
      watch.phase = phase;
      watch.connected();
      if (phase === "send") playFrom(0);
    }

    function onData(chunk: Buffer): void {
      unanswered = false;
      let reading = answer.reader.add(chunk);
      while (reading.kind === "complete") {
        lastAnswer = { head: reading.head, body: answer.body };
        answersLeft--;
        if (answersLeft === 0) {
          finish(lastAnswer, reading.keepsAlive && reading.rest.length === 0);
          return;
        }
        answer = beginAnswer();
        reading = answer.reader.add(reading.rest);
      }
      if (reading.kind === "malformed" && watch.end()) {
        fail({ kind: "not-http", reason: reading.reason, durationMs: watch.durationMs() });
      }
    }

    function onEnd(): void {
      const reading = answer.reader.end();
      if (reading.kind === "complete") finish({ head: reading.head, body: answer.body }, false);
      // HTTP lets a receiver close after an answer and leave the requests behind it unanswered.
      else if (lastAnswer !== undefined && answer.reader.head === undefined)
        finish(lastAnswer, false);
      else onClose();
    }

    function onClose(): void {
      if (watch.end()) fail({ kind: "reset", how: "closed", ...point() });
    }

    function onError(error: unknown): void {
      if (!watch.end()) return;
      // A name that resolved to where nothing may be sent.
      if (error instanceof MocklarkError) onAbort(error);
      else fail(outcomeOfFailure(error, { url: endpoint.url, ...point() }));
    }

    function finish({ head: answered, body: kept }: Answer, keepsAlive: boolean): void {
      if (!watch.end()) return;
      const durationMs = watch.durationMs();
      // An answer may come before all of the request is written: what is left of it would come before the next.
      const whole = connection.stream.writableLength === 0;
      if (keepsAlive && whole && fault === undefined) pool.giveBack(connection);
      else connection.tcp.destroy();
      kept.read(valueOf(answered.headers, "content-encoding")).then(
        (text) =>
          resolve({
            outcome: { kind: "answered", ...answered, ...text, durationMs },
            stale: false,
          }),
        reject,
      );
    }

    connection.user = { onPhase, onData, onEnd, onError, onClose };
    if (reused) onPhase("send");
  });
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
