import { setMaxListeners } from "node:events";
import type { Text } from "../../base/text.js";
import type { Timer, WallClock } from "../../base/clock.js";
import { durationText } from "../../base/durations.js";
import { MocklarkError, textOf } from "../../base/errors.js";
import type { Judgement } from "../report/verdict.js";
import type { Check } from "./check.js";
import { createCheckContext, type SuiteServices } from "./check-context.js";
import { suiteTexts as texts } from "./suite-texts.js";

/** Our own mistake inside a check. */
export interface OwnFault {
  readonly kind: "fault";
  readonly reason: Text;
}

export interface TryOptions {
  /** How often the check was tried before. */
  readonly repeats: number;
  /** Milliseconds the check may take, a receiver's restarts not counted. */
  readonly checkMs: number;
  readonly runOver: AbortSignal;
  /** Told when all that is left to do is to wait for effects. */
  readonly onWaiting: () => void;
}

/** The check's judgement, within its time; whatever it throws is our fault and not the receiver's. */
export async function tryCheck(
  check: Check,
  services: SuiteServices,
  { repeats, checkMs, runOver, onWaiting }: TryOptions,
): Promise<Judgement | OwnFault> {
  const over = createAbort();
  const stopListening = followSignal(runOver, over);
  const restartMs = (): number => services.managed?.restartMs() ?? 0;
  const limit = timeLimit(services.wall, checkMs, restartMs, () =>
    over.abort(stopFor(texts("check-took-too-long", { limit: durationText(checkMs) }))),
  );
  try {
    const context = createCheckContext(
      { check: check.id, repeats, signal: over.signal, onWaiting },
      services,
    );
    return await Promise.race([check.evaluate(context), aborted(over.signal)]);
  } catch (error) {
    if (over.signal.aborted) return { kind: "undecided", reason: textOf(over.signal.reason) };
    return { kind: "fault", reason: texts("check-broke", { problem: textOf(error) }) };
  } finally {
    limit.cancel();
    stopListening();
    over.abort(new Error("The check has ended."));
  }
}

/** What a run or a check is ended with, for a reason that its reader is told. */
export const stopFor = (reason: Text): MocklarkError => new MocklarkError("ENVIRONMENT", reason);

/** Every request under way listens to it, fifty at once in some checks, and that is no leak. */
export function createAbort(): AbortController {
  const controller = new AbortController();
  setMaxListeners(0, controller.signal);
  return controller;
}

/** Time spent on restarting the receiver does not count: a JVM or Python takes seconds to start. */
export function timeLimit(
  wall: WallClock,
  afterMs: number,
  restartMs: () => number,
  end: () => void,
): Timer {
  let granted = restartMs();
  let timer = wall.setTimer(expire, afterMs);
  function expire(): void {
    const moreMs = restartMs() - granted;
    if (moreMs < 1) return end();
    granted += moreMs;
    timer = wall.setTimer(expire, moreMs);
  }
  return { cancel: () => timer.cancel() };
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const end = (): void => reject(signal.reason as Error);
    if (signal.aborted) return end();
    signal.addEventListener("abort", end, { once: true });
  });
}

export function followSignal(
  signal: AbortSignal | undefined,
  controller: AbortController,
): () => void {
  const abort = (): void => controller.abort(signal?.reason);
  if (signal?.aborted === true) abort();
  signal?.addEventListener("abort", abort, { once: true });
  return () => signal?.removeEventListener("abort", abort);
}
