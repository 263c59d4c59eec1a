import type { Timer } from "./timer-queue.js";

/** The time real sockets and real processes live in. */
export interface WallClock {
  /** Unix milliseconds. */
  now(): number;
  /** Milliseconds since an arbitrary start, never going back; for measuring how long something took. */
  elapsed(): number;
  /** Calls back once after `delayMs`; the timer does not keep the process alive when `unref` is set. */
  setTimer(callback: () => void, delayMs: number, options?: { readonly unref?: boolean }): Timer;
}

export const systemWallClock: WallClock = {
  now: () => Date.now(),
  // Not by `performance`, which Node loads when it is first used: a short command would wait for it.
  elapsed() {
    const [seconds, nanoseconds] = process.hrtime();
    return seconds * 1_000 + nanoseconds / 1_000_000;
  },
  setTimer(callback, delayMs, { unref = false } = {}) {
    const handle = setTimeout(callback, delayMs);
    if (unref) handle.unref();
    return { cancel: () => clearTimeout(handle) };
  },
};
