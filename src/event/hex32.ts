import type { Random } from "../base/random.js";

const scratch = Buffer.alloc(16);

/**
 * 32 lower-case hex digits, the form of nearly every id of this event. Through a buffer, because
 * building the text piece by piece takes eight times as long.
 */
export function hex32(random: Random): string {
  random.fill(scratch);
  return scratch.toString("hex");
}
