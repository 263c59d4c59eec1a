import { sleep } from "./sleep.js";
import type { WallClock } from "./wall-clock.js";

/** The result, or undefined when it takes longer than so many real milliseconds; the work itself goes on. */
export async function within<T>(
  work: T | Promise<T>,
  ms: number,
  wall: WallClock,
): Promise<T | undefined> {
  return Promise.race([work, sleep(wall, ms).then(() => undefined)]);
}
