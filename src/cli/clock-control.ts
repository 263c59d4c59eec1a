import { type Clock, isScaledClock } from "../base/clock.js";
import { MocklarkError } from "../base/errors.js";
import type { Text } from "../base/text.js";
import type { HttpHandler } from "../base/http-handler.js";
import { nextDueOf } from "../console/history/history-entry.js";
import { answerControl } from "../open-api/answer-control.js";
import type { Simulator } from "../simulator/simulator.js";
import { serveTexts } from "./texts/serve-texts.js";

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
    void answerControl((body) => skip(simulator.clock, body, nextDueMs), request, response);
  };
}

/** When the first retry that is waited for is due, simulated Unix milliseconds; undefined: none is. */
function watchDueTimes({ observe }: Pick<Simulator, "observe">): () => number | undefined {
  const dueTimes = new Map<string, number>();
  observe({
    // One of an earlier process waits already, and its wait is not told anew.
    deliveryAccepted(delivery) {
      const dueAtMs = nextDueOf(delivery);
      if (dueAtMs !== undefined) dueTimes.set(delivery.id, dueAtMs);
    },
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
  if (!isScaledClock(clock)) throw cannotSkip(serveTexts("skipped-anyway"));
  clock.skip(skippedMs);
  return { skippedMs };
}

function untilDue(clock: Clock, dueAtMs: number | undefined): number {
  if (dueAtMs === undefined) throw cannotSkip(serveTexts("no-retry-waits"));
  return Math.max(0, dueAtMs - clock.now());
}

function milliseconds(ms: unknown): number {
  if (typeof ms === "number" && ms >= 0 && ms <= mostMs) return ms;
  const said = JSON.stringify(ms) as string | undefined;
  const text =
    said === undefined ? serveTexts("skip-ms-missing") : serveTexts("skip-ms", { ms: said });
  throw new MocklarkError("USAGE", text, {
    remedy: serveTexts("skip-ms-remedy"),
  });
}

const mostMs = 366 * 86_400_000;

const cannotSkip = (text: Text): MocklarkError =>
  new MocklarkError("USAGE", text, {
    remedy: serveTexts("skip-remedy"),
  });
