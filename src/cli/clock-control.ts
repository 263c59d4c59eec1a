import type { IncomingMessage, ServerResponse } from "node:http";
import type { Clock, ScaledClock } from "../base/clock.js";
import { messageOf, MocklarkError } from "../base/errors.js";
import type { HttpHandler } from "../base/http-handler.js";
import { isRecord } from "../base/json-path.js";
import { isLoopbackHost } from "../base/loopback-host.js";
import { readRequestBody } from "../open-api/read-request-body.js";
import type { Simulator } from "../simulator/simulator.js";

const path = "/control/clock/skip";

/**
 * Skips the wait for a retry, for scripts: `POST /control/clock/skip` with `{ "ms": 15000 }` or
 * `{ "to": "next-retry" }`; answers `{ "skippedMs" }`. It answers only requests whose Host is this machine.
 */
export function createClockControl(simulator: Pick<Simulator, "clock" | "observe">): HttpHandler {
  const nextDueMs = watchDueTimes(simulator);
  return (request, response, next) => {
    const [asked] = (request.url ?? "").split("?", 1);
    if (asked !== path || request.method !== "POST") return next();
    if (!isLoopbackHost(request.headers.host)) {
      const message = "The control API answers this machine only.";
      return send(response, 403, { error: { code: "USAGE", message } });
    }
    void answer(request, response, (body) => skip(simulator.clock, body, nextDueMs));
  };
}

/** When the first retry that is waited for is due, simulated Unix milliseconds; undefined: none is. */
function watchDueTimes({ observe }: Pick<Simulator, "observe">): () => number | undefined {
  const dueTimes = new Map<string, number>();
  observe({
    retryPlanned: ({ id }, { dueAtMs }) => void dueTimes.set(id, dueAtMs),
    attemptStarted: ({ id }) => void dueTimes.delete(id),
    deliveryEnded: ({ id }) => void dueTimes.delete(id),
  });
  return () => {
    let first: number | undefined;
    for (const dueAtMs of dueTimes.values()) first = Math.min(first ?? dueAtMs, dueAtMs);
    return first;
  };
}

function skip(
  clock: Clock,
  { ms, to }: Readonly<Record<string, unknown>>,
  nextDueMs: () => number | undefined,
): { readonly skippedMs: number } {
  const skippedMs = to === "next-retry" ? untilDue(clock, nextDueMs()) : milliseconds(ms);
  if (!isSkippable(clock)) throw cannotSkip("the waits are skipped anyway");
  clock.skip(skippedMs);
  return { skippedMs };
}

const isSkippable = (clock: Clock): clock is ScaledClock => "skip" in clock;

function untilDue(clock: Clock, dueAtMs: number | undefined): number {
  if (dueAtMs === undefined) throw cannotSkip("no retry is waited for");
  return Math.max(0, dueAtMs - clock.now());
}

function milliseconds(ms: unknown): number {
  if (typeof ms === "number" && ms >= 0 && ms <= mostMs) return ms;
  throw new MocklarkError("USAGE", `Failed to skip: "ms" is ${JSON.stringify(ms) ?? "missing"}.`, {
    remedy: 'Give milliseconds from 0 to a year, or { "to": "next-retry" }.',
  });
}

const mostMs = 366 * 86_400_000;

const cannotSkip = (why: string): MocklarkError =>
  new MocklarkError("USAGE", `Failed to skip: ${why}.`, {
    remedy: "Waits are there to skip with --retries real or --speed, after an attempt has failed.",
  });

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  act: (body: Readonly<Record<string, unknown>>) => object,
): Promise<void> {
  const body = await readRequestBody(request);
  if (body === "left") return;
  try {
    send(response, 200, act(parse(body)));
  } catch (error) {
    if (!(error instanceof MocklarkError)) throw error;
    const { code, message, remedy } = error;
    send(response, 400, { error: { code, message, remedy } });
  }
}

function parse(body: Buffer | "too-long"): Readonly<Record<string, unknown>> {
  let reason = "it is too long";
  try {
    const parsed: unknown = JSON.parse(body.toString());
    if (body !== "too-long" && isRecord(parsed)) return parsed;
    reason = "it is no object";
  } catch (error) {
    reason = messageOf(error);
  }
  throw new MocklarkError("MALFORMED_DOCUMENT", `Failed to read the request's body: ${reason}.`, {
    remedy: "Send a JSON object.",
  });
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { "Content-Type": "application/json; charset=utf-8" });
  response.end(JSON.stringify(body));
}
