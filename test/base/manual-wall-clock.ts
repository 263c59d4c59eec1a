import type { WallClock } from "../../src/base/clock.js";
import { createTimerQueue } from "../../src/base/timer-queue.js";

/** Real time moved by hand, to test what is built on real time. */
export function manualWallClock({ startMs = 1_000_000 } = {}) {
  const queue = createTimerQueue();
  let nowMs = startMs;
  let pending = 0;
  const wall: WallClock = {
    now: () => nowMs,
    elapsed: () => nowMs - startMs,
    setTimer(callback, delayMs) {
      pending++;
      const timer = queue.add(nowMs + delayMs, () => {
        pending--;
        callback();
      });
      let cancelled = false;
      return {
        cancel() {
          if (!cancelled) pending--;
          cancelled = true;
          timer.cancel();
        },
      };
    },
  };
  return {
    wall,
    /** Moves real time, timer by timer. */
    pass(durationMs: number): void {
      const target = nowMs + durationMs;
      while (queue.nextDueAt() <= target) {
        nowMs = queue.nextDueAt();
        queue.fireDue(nowMs);
      }
      nowMs = target;
    },
    get pendingTimers() {
      return pending;
    },
  };
}
