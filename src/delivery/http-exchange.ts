import {
  request as httpRequest,
  type Agent,
  type ClientRequest,
  type IncomingMessage,
} from "node:http";
import { request as httpsRequest } from "node:https";
import type { Socket } from "node:net";
import type { WallClock } from "../base/clock.js";
import { MocklarkError } from "../base/errors.js";
import type { RawHeader } from "../wire/webhook-request.js";
import { createAnswerBody, type AnswerBody } from "./answer-body.js";
import { watchAttempt } from "./attempt-watch.js";
import { outcomeOfFailure } from "./connection-failure.js";
import type { DeliveryLimits } from "./delivery-limits.js";
import type { Outcome } from "./outcome.js";
import { hostOf, portOf } from "./target.js";

/** One HTTP request, ready to be written: where to, what, and how long it may take. */
export interface ExchangeInput {
  readonly url: URL;
  readonly method: string;
  /** In wire order, Host among them. */
  readonly headers: readonly RawHeader[];
  readonly body: Buffer;
  readonly limits: Pick<DeliveryLimits, "connectMs" | "totalMs" | "maxResponseBytes">;
  readonly wall: WallClock;
  /** `wall.elapsed()` when the attempt began; redirects and second tries share one limit. */
  readonly startedAt: number;
  /** Aborts the exchange, which then rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}

export interface Exchange {
  readonly outcome: Outcome;
  /** The socket had served before and ended before a byte of the answer came: probably it was already closing. */
  readonly stale: boolean;
}

/** One request and its answer over `node:http`, on a socket from the agent. */
export function exchangeOverHttp(input: ExchangeInput, agent: Agent): Promise<Exchange> {
  return new Promise((resolve, reject) => {
    input.signal?.throwIfAborted();
    const answer = createAnswerBody(input.limits.maxResponseBytes);
    const request = openRequest(input, agent);
    const watch = watchAttempt({ ...input, onTimeout, onAbort });
    let response: IncomingMessage | undefined;
    let bytesReadBefore = 0;

    const point = () => ({
      phase: watch.phase,
      ...(response?.statusCode === undefined ? {} : { status: response.statusCode }),
      durationMs: watch.durationMs(),
    });

    function onTimeout(): void {
      resolve({ outcome: { kind: "timed-out", ...point() }, stale: false });
      // The socket goes with it: an answer that comes too late must not be taken for the next one's.
      request.destroy();
    }

    function onAbort(reason: Error): void {
      reject(reason);
      request.destroy();
    }

    function onFailure(error: unknown): void {
      // When all of the answer is here, what went wrong came after it and is not its concern.
      if (response?.complete === true || !watch.end()) return;
      // A name that resolved to where nothing may be sent.
      if (error instanceof MocklarkError) return reject(error);
      const outcome = outcomeOfFailure(error, { url: input.url, ...point() });
      const unanswered = (request.socket?.bytesRead ?? 0) === bytesReadBefore;
      const stale = outcome.kind === "reset" && request.reusedSocket && unanswered;
      resolve({ outcome, stale });
      request.destroy();
    }

    function onAnswer(answered: IncomingMessage): void {
      if (!watch.end()) return;
      answeredOutcome(answered, answer, watch.durationMs()).then(
        (outcome) => resolve({ outcome, stale: false }),
        reject,
      );
    }

    request.on("socket", (socket) => {
      bytesReadBefore = socket.bytesRead;
      followConnecting(request, socket, input.url, (phase) => {
        watch.phase = phase;
        watch.connected();
      });
    });
    request.on("finish", () => {
      if (watch.phase === "send") watch.phase = "response-headers";
    });
    request.on("response", (incoming) => {
      response = incoming;
      watch.phase = "response-body";
      incoming.on("data", (chunk: Buffer) => answer.add(chunk));
      incoming.on("end", () => onAnswer(incoming));
      incoming.on("error", onFailure);
    });
    // 101 is an answer like any other to us, but Node hands its socket over and it is ours to close.
    request.on("upgrade", (incoming, socket) => {
      onAnswer(incoming);
      socket.destroy();
    });
    request.on("error", onFailure);
    // As text of one byte per character, because Node writes text together with the head in one call.
    request.end(input.body.toString("latin1"), "latin1");
  });
}

/**
 * Headers set one by one on a request with `setHost: false` keep their order and case, and taking
 * `Connection` out beforehand keeps Node from adding one: Go's client sends none over HTTP/1.1.
 */
function openRequest({ url, method, headers }: ExchangeInput, agent: Agent): ClientRequest {
  const open = url.protocol === "https:" ? httpsRequest : httpRequest;
  const request = open({
    agent,
    method,
    host: hostOf(url),
    port: portOf(url),
    path: url.pathname + url.search,
    setHost: false,
  });
  request.removeHeader("Connection");
  for (const [name, value] of headers) request.appendHeader(name, value);
  return request;
}

function followConnecting(
  request: ClientRequest,
  socket: Socket,
  url: URL,
  enter: (phase: "tls" | "send") => void,
): void {
  if (request.reusedSocket) {
    enter("send");
    return;
  }
  const secure = url.protocol === "https:";
  socket.once("connect", () => enter(secure ? "tls" : "send"));
  if (secure) socket.once("secureConnect", () => enter("send"));
}

async function answeredOutcome(
  answered: IncomingMessage,
  answer: AnswerBody,
  durationMs: number,
): Promise<Outcome> {
  const text = await answer.read(answered.headers["content-encoding"]);
  const headers = pairsOf(answered.rawHeaders);
  return { kind: "answered", status: answered.statusCode ?? 0, headers, ...text, durationMs };
}

function pairsOf(rawHeaders: readonly string[]): [name: string, value: string][] {
  const pairs: [string, string][] = [];
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    pairs.push([rawHeaders[index] as string, rawHeaders[index + 1] as string]);
  }
  return pairs;
}
