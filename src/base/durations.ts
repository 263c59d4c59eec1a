import { MocklarkError } from "./errors.js";
import { createTexts, type Text } from "./text.js";

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
    total += Number(match[1]) * sizeOf(match[2] as string);
    position = part.lastIndex;
    while (text[position] === " ") position++;
  }
  if (text === "" || total === Number.POSITIVE_INFINITY) throw notADuration(duration);
  return total;
}

const unitSizes: Readonly<Record<string, number>> = {
  d: 86_400_000,
  h: 3_600_000,
  m: 60_000,
  s: 1_000,
};

/** The first letter says which unit is meant; only that of minutes is shared. */
function sizeOf(unit: string): number {
  return /^m(s|illi)/i.test(unit) ? 1 : (unitSizes[unit.charAt(0).toLowerCase()] as number);
}

function notADuration(text: string): MocklarkError {
  return new MocklarkError("USAGE", durationTexts("not-a-duration", { text }), {
    remedy: durationTexts("write-a-unit"),
  });
}

const units = ["d", "h", "min", "s", "ms"] as const;

const durationTexts = createTexts("duration", {
  // For sentences: in narrow columns both languages have the units of formatDuration.
  "in-words": {
    en: ({ ms }: { ms: number }) => formatDuration(ms),
    zh: ({ ms }) => formatDuration(ms, chineseUnits),
  },
  "not-a-duration": {
    en: ({ text }: { text: string }) => `Failed to read the duration "${text}".`,
    zh: ({ text }) => `无法识别时长「${text}」。`,
  },
  "write-a-unit": {
    en: 'Write a number with a unit, for example "250ms", "15s", "5m" or "1h30m".',
    zh: "填写带单位的数字，例如 250ms、15s、5m 或 1h30m。",
  },
});

const chineseUnits: Readonly<Record<(typeof units)[number], string>> = {
  d: "天",
  h: "小时",
  min: "分钟",
  s: "秒",
  ms: "毫秒",
};

/** A duration inside a sentence: "15 s", "15 秒". */
export const durationText = (durationMs: number): Text =>
  durationTexts("in-words", { ms: durationMs });

/** "7 h 5 min 15 s", "212 ms", "-2 s": whole units from the largest down, at most three of them. */
export function formatDuration(
  durationMs: number,
  names: Readonly<Partial<Record<(typeof units)[number], string>>> = {},
): string {
  if (durationMs < 0) return `-${formatDuration(-durationMs, names)}`;
  let rest = Math.round(durationMs);
  const parts: string[] = [];
  for (const name of units) {
    const size = sizeOf(name);
    const count = Math.floor(rest / size);
    if (count === 0 || parts.length === 3) continue;
    parts.push(`${count} ${names[name] ?? name}`);
    rest -= count * size;
  }
  return parts.length === 0 ? `0 ${names.ms ?? "ms"}` : parts.join(" ");
}
