import type { Random } from "../../base/random.js";

/** Draws an id: 32 lower-case hex digits. */
export type DrawId = (random: Random) => string;

/**
 * Ids of one run. The first 12 digits are its start, unix milliseconds, and the other 20 come from the
 * seed. So the same seed gives the same ids apart from the time in them, and yet a receiver that
 * remembers for good what it has handled does not take a second run's events for repeats.
 */
export function createRunIds(startedAtMs: number): DrawId {
  const stamp = Math.trunc(startedAtMs).toString(16).padStart(12, "0");
  return (random) => stamp + random.hex(20);
}
