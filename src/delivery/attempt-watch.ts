import type { WallClock } from "../base/clock.js";
import type { DeliveryLimits } from "./delivery-limits.js";
import type { Phase } from "./outcome.js";

/** One attempt's stopwatch: knows the phase it is in and calls out when a limit has passed. */
export interface AttemptWatch {
  phase: Phase;
  durationMs(): number;
  /** The TCP connection stands: the connect limit no longer applies. */
  connected(): void;
  /** The attempt is over. */
  stop(): void;
}

/**
 * Limits run on real time, whatever time is simulated. Node keeps all timers of one duration in one
 * list, so a timer per attempt costs next to nothing as long as its duration is always the same.
 */
export function watchAttempt({
  wall,
  startedAt,
  limits,
  onTimeout,
}: {
  readonly wall: WallClock;
  /** `wall.elapsed()` when the attempt began; later for a second try than for the first. */
  readonly startedAt: number;
  readonly limits: Pick<DeliveryLimits, "connectMs" | "totalMs">;
  readonly onTimeout: () => void;
}): AttemptWatch {
  const usedMs = wall.elapsed() - startedAt;
  // Under a millisecond counts as nothing: a fraction would give every attempt a timer list of its own.
  const remainingMs = usedMs < 1 ? limits.totalMs : Math.max(0, limits.totalMs - usedMs);
  const total = wall.setTimer(onTimeout, remainingMs);
  const connect =
    limits.connectMs < remainingMs ? wall.setTimer(onTimeout, limits.connectMs) : undefined;
  return {
    phase: "connect",
    durationMs: () => wall.elapsed() - startedAt,
    connected: () => connect?.cancel(),
    stop() {
      connect?.cancel();
      total.cancel();
    },
  };
}
