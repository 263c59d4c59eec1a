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
