import ms from "ms";
import { MocklarkError } from "./errors.js";

const part = /(\d+(?:\.\d+)?)\s*(milliseconds?|ms|seconds?|s|minutes?|mins?|m|hours?|h|days?|d)/giy;

/**
 * Milliseconds from a text such as "250ms", "15s", "5 min" or "1h30m". A number is milliseconds already.
 * @throws MocklarkError USAGE when the text is no duration, or the number negative or not finite
 */
export function parseDuration(duration: string | number): number {
  if (typeof duration === "number") {
    if (duration >= 0 && duration < Number.POSITIVE_INFINITY) return duration;
    throw notADuration(`${duration}`);
  }
  const text = duration.trim();
  let total = 0;
  let position = 0;
  while (position < text.length) {
    part.lastIndex = position;
    const match = part.exec(text);
    if (!match) throw notADuration(duration);
    total += ms(`${Number(match[1])}${match[2]?.toLowerCase()}` as ms.StringValue);
    position = part.lastIndex;
    while (text[position] === " ") position++;
  }
  if (text === "") throw notADuration(duration);
  return total;
}

function notADuration(text: string): MocklarkError {
  return new MocklarkError("USAGE", `Failed to read the duration "${text}".`, {
    remedy: 'Write a number with a unit, for example "250ms", "15s", "5m" or "1h30m".',
  });
}

const units = [
  ["d", 86_400_000],
  ["h", 3_600_000],
  ["min", 60_000],
  ["s", 1_000],
  ["ms", 1],
] as const;

/** "7 h 5 min 15 s", "212 ms", "-2 s": whole units from the largest down, at most three of them. */
export function formatDuration(durationMs: number): string {
  if (durationMs < 0) return `-${formatDuration(-durationMs)}`;
  let rest = Math.round(durationMs);
  const parts: string[] = [];
  for (const [name, size] of units) {
    const count = Math.floor(rest / size);
    if (count === 0 || parts.length === 3) continue;
    parts.push(`${count} ${name}`);
    rest -= count * size;
  }
  return parts.length === 0 ? "0 ms" : parts.join(" ");
}
