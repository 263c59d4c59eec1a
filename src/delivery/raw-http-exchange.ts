import { connect as connectTcp, isIP, type LookupFunction, type Socket } from "node:net";
import { connect as connectTls } from "node:tls";
import type { WallClock } from "../base/clock.js";
import { MocklarkError } from "../base/errors.js";
import { createAnswerBody, type AnswerBody } from "./answer-body.js";
import { watchAttempt } from "./attempt-watch.js";
import { outcomeOfFailure } from "./connection-failure.js";
import type { WebhookFault } from "./fault.js";
import { scriptFault, type FaultStep } from "./fault-script.js";
import type { ExchangeInput } from "./http-exchange.js";
import { createResponseReader, valueOf, type AnswerHead } from "./http-response-reader.js";
import type { Outcome, Phase } from "./outcome.js";
import { hostOf, portOf } from "./target.js";
import type { TlsSettings } from "./webhook-agents.js";

export interface FaultyExchangeInput extends ExchangeInput {
  readonly fault: WebhookFault;
  readonly lookup: LookupFunction;
  readonly tls: TlsSettings;
}

/**
 * One request and its answer on a socket of its own, written step by step as a fault wants it: what no
 * HTTP client lets one do, such as cutting a body short or writing two requests at once.
 */
export function exchangeWithFault(input: FaultyExchangeInput): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    input.signal?.throwIfAborted();
    const { fault, limits, url, wall } = input;
    const script = scriptFault(fault, headOf(input), input.body);
    const watch = watchAttempt({
      ...input,
      onTimeout: () => settle({ kind: "timed-out", ...point() }),
      onAbort(reason) {
        reject(reason);
        connection.tcp.destroy();
      },
    });
    const connection = openConnection(input, (phase) => {
      watch.phase = phase;
      watch.connected();
      if (phase === "send") void play();
    });
    const { stream, tcp } = connection;
    let body = createAnswerBody(limits.maxResponseBytes);
    let reader = createResponseReader(body);
    let answersLeft = script.answers;
    let lastAnswer: Answer | undefined;

    function settle(outcome: Outcome): void {
      resolve(outcome);
      tcp.destroy();
    }

    function point(): { phase: Phase; status?: number; durationMs: number } {
      const durationMs = watch.durationMs();
      if (reader.head === undefined) return { phase: watch.phase, durationMs };
      return { phase: "response-body", status: reader.head.status, durationMs };
    }

    async function play(): Promise<void> {
      for (const step of script.steps) {
        if (tcp.destroyed) return;
        await playStep(step, connection, wall);
        if ((step.kind === "close" || step.kind === "reset") && watch.end()) {
          settle({ kind: "broken-off", fault: fault.name, durationMs: watch.durationMs() });
        }
      }
      watch.phase = "response-headers";
    }

    function onData(chunk: Buffer): void {
      let reading = reader.add(chunk);
      while (reading.kind === "complete") {
        lastAnswer = { head: reading.head, body };
        answersLeft--;
        if (answersLeft === 0) return finish(lastAnswer);
        body = createAnswerBody(limits.maxResponseBytes);
        reader = createResponseReader(body);
        reading = reader.add(reading.rest);
      }
      if (reading.kind === "malformed" && watch.end()) {
        settle({ kind: "not-http", reason: reading.reason, durationMs: watch.durationMs() });
      }
    }

    function onEnd(): void {
      const reading = reader.end();
      if (reading.kind === "complete") return finish({ head: reading.head, body });
      // HTTP lets a receiver close after an answer and leave the requests behind it unanswered.
      if (lastAnswer !== undefined && reader.head === undefined) return finish(lastAnswer);
      if (watch.end()) settle({ kind: "reset", how: "closed", ...point() });
    }

    function onError(error: unknown): void {
      if (error instanceof MocklarkError) {
        if (watch.end()) reject(error);
      } else if (watch.end()) settle(outcomeOfFailure(error, { url, ...point() }));
    }

    function finish(answer: Answer): void {
      if (!watch.end()) return;
      answeredOutcome(answer, watch.durationMs()).then(settle, reject);
    }

    stream.on("data", onData);
    stream.on("end", onEnd);
    stream.on("error", onError);
    if (tcp !== stream) tcp.on("error", onError);
  });
}

interface Answer {
  readonly head: AnswerHead;
  readonly body: AnswerBody;
}

interface Connection {
  readonly tcp: Socket;
  /** What is read and written: the TCP socket itself, or TLS over it. */
  readonly stream: Socket;
}

function openConnection(
  { url, lookup, tls }: FaultyExchangeInput,
  enter: (phase: "tls" | "send") => void,
): Connection {
  const host = hostOf(url);
  const tcp = connectTcp({ host, port: portOf(url), lookup, noDelay: true });
  if (url.protocol !== "https:") {
    tcp.once("connect", () => enter("send"));
    return { tcp, stream: tcp };
  }
  const servername = isIP(host) === 0 ? { servername: host } : {};
  const stream = connectTls({ ...tls, ...servername, host, socket: tcp });
  tcp.once("connect", () => enter("tls"));
  stream.once("secureConnect", () => enter("send"));
  return { tcp, stream };
}

/** Does one thing to the connection. A peer that is gone already is noticed by those who read. */
function playStep(step: FaultStep, { tcp, stream }: Connection, wall: WallClock): Promise<void> {
  return new Promise((resolve) => {
    switch (step.kind) {
      case "write":
        stream.write(step.bytes, () => resolve());
        break;
      case "pause":
        // The attempt may be over long before: only its own limits keep the process alive.
        wall.setTimer(resolve, step.ms, { unref: true });
        break;
      case "end-writing":
      case "close":
        stream.end(() => resolve());
        break;
      case "reset":
        tcp.resetAndDestroy();
        resolve();
        break;
      default:
        step satisfies never;
    }
  });
}

function headOf({ url, method, headers }: ExchangeInput): Buffer {
  const lines = headers.map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.from(
    `${method} ${url.pathname}${url.search} HTTP/1.1\r\n${lines.join("")}\r\n`,
    "latin1",
  );
}

async function answeredOutcome({ head, body }: Answer, durationMs: number): Promise<Outcome> {
  const text = await body.read(valueOf(head.headers, "content-encoding"));
  return { kind: "answered", ...head, ...text, durationMs };
}
