import type { WallClock } from "../base/clock.js";
import type { DeliveryLimits } from "./delivery-limits.js";
import type { Phase } from "./outcome.js";

/** One attempt's stopwatch: knows the phase it is in, and ends it when a limit has passed or the caller gives up. */
export interface AttemptWatch {
  phase: Phase;
  durationMs(): number;
  /** The TCP connection stands: the connect limit no longer applies. */
  connected(): void;
  /** Ends the attempt; false when it had ended before, so that it ends only once. */
  end(): boolean;
}

export interface AttemptWatchOptions {
  readonly wall: WallClock;
  /** `wall.elapsed()` when the attempt began; redirects and second tries share one limit. */
  readonly startedAt: number;
  /** False on a connection that stands already: the attempt begins with sending. */
  readonly connecting: boolean;
  readonly limits: Pick<DeliveryLimits, "connectMs" | "totalMs">;
  readonly signal?: AbortSignal | undefined;
  /** A limit has passed; the attempt has ended. */
  readonly onTimeout: () => void;
  /** The signal was aborted; the attempt has ended. */
  readonly onAbort: (reason: Error) => void;
}

/**
 * Limits run on real time, whatever time is simulated. Node keeps all timers of one duration in one
 * list, so a timer per attempt costs next to nothing as long as its duration is always the same.
 */
export function watchAttempt({
  wall,
  startedAt,
  connecting,
  limits,
  signal,
  onTimeout,
  onAbort,
}: AttemptWatchOptions): AttemptWatch {
  const usedMs = wall.elapsed() - startedAt;
  // Under a millisecond counts as nothing: a fraction would give every attempt a timer list of its own.
  const remainingMs = usedMs < 1 ? limits.totalMs : Math.max(0, limits.totalMs - usedMs);
  const total = wall.setTimer(timeOut, remainingMs);
  const connect =
    connecting && limits.connectMs < remainingMs
      ? wall.setTimer(timeOut, limits.connectMs)
      : undefined;
  let ended = false;

  function end(): boolean {
    if (ended) return false;
    ended = true;
    connect?.cancel();
    total.cancel();
    signal?.removeEventListener("abort", abort);
    return true;
  }

  function timeOut(): void {
    if (end()) onTimeout();
  }

  function abort(): void {
    if (end()) onAbort(signal?.reason as Error);
  }

  signal?.addEventListener("abort", abort, { once: true });

  return {
    phase: connecting ? "connect" : "send",
    durationMs: () => wall.elapsed() - startedAt,
    connected: () => connect?.cancel(),
    end,
  };
}
