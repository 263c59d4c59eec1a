import type { WallClock } from "./wall-clock.js";

/** Resolves after so many real milliseconds; with `unref` it does not keep the process alive meanwhile. */
export function sleep(
  wall: WallClock,
  delayMs: number,
  options?: { readonly unref?: boolean },
): Promise<void> {
  return new Promise((resolve) => {
    wall.setTimer(resolve, delayMs, options);
  });
}

/** The same, or until one of the signals is aborted. */
export function sleepUnlessAborted(
  wall: WallClock,
  delayMs: number,
  signals: readonly (AbortSignal | undefined)[],
): Promise<void> {
  return new Promise((resolve) => {
    if (signals.some((signal) => signal?.aborted === true)) return resolve();
    const end = (): void => {
      timer.cancel();
      for (const signal of signals) signal?.removeEventListener("abort", end);
      resolve();
    };
    const timer = wall.setTimer(end, delayMs);
    for (const signal of signals) signal?.addEventListener("abort", end);
  });
}
