import type { LoadMetric } from "./threshold.js";

/** Three digits that count: "0.42 ms", "12.3 ms", "812 ms", "1.24 s". */
export function formatMs(ms: number): string {
  if (ms >= 1_000) return `${threeDigits(ms / 1_000)} s`;
  return `${threeDigits(ms)} ms`;
}

/** A round value on an axis: "0", "0.5 ms", "20 ms", "1 s". */
export function formatMsTick(ms: number): string {
  if (ms === 0) return "0";
  return ms >= 1_000 ? `${ms / 1_000} s` : `${ms} ms`;
}

/** "99.97%"; never 100% where one is missing. */
export function formatShare(share: number): string {
  const percent = Math.floor(share * 100_000) / 1_000;
  return `${Number(percent.toFixed(3))}%`;
}

/** "498.2", "1,204". */
export const formatRate = (perSecond: number): string =>
  perSecond >= 1_000
    ? Math.round(perSecond).toLocaleString("en-US")
    : String(Number(perSecond.toFixed(1)));

/** What was measured, as a threshold's limit is written. */
export function formatMetric(metric: LoadMetric, value: number): string {
  if (metric === "ok") return formatShare(value);
  return metric === "rate" ? `${formatRate(value)}/s` : formatMs(value);
}

function threeDigits(value: number): string {
  if (value >= 100) return value.toFixed(0);
  return value.toFixed(value >= 10 ? 1 : 2);
}
