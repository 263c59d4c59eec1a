import { parseDuration } from "../base/durations.js";
import { MocklarkError } from "../base/errors.js";
import { withSuggestion } from "../base/suggestions.js";
import { sentences, type Text } from "../base/text.js";
import { loadTexts } from "./load-texts.js";
import type { LoadMetric, Threshold } from "./threshold.js";

const latencyMetrics = ["min", "mean", "p50", "p90", "p95", "p99", "p99.9", "max"] as const;
const metrics: readonly LoadMetric[] = [...latencyMetrics, "ok", "rate"];

/**
 * A threshold as `--threshold` has it: "p99<800ms", "max<=3s", "ok>99.9%", "rate>450/s".
 * @throws MocklarkError USAGE
 */
export function parseThreshold(text: string): Threshold {
  const [, name = "", comparison, value = ""] =
    /^\s*([\w.]+)\s*(<=|>=|<|>)\s*(\S.*?)\s*$/.exec(text) ?? [];
  if (comparison === undefined) throw unreadable(text, loadTexts("threshold-form"));
  const metric = metrics.find((one) => one === name);
  if (metric === undefined) {
    throw unreadable(
      text,
      withSuggestion(name, metrics, loadTexts("threshold-metrics", { metrics })),
    );
  }
  return {
    written: text.trim(),
    metric,
    comparison: comparison as Threshold["comparison"],
    limit: readLimit(text, metric, value),
  };
}

function readLimit(text: string, metric: LoadMetric, value: string): number {
  if (metric === "ok") return readShare(text, value);
  if (metric === "rate") return readRate(text, value);
  // A bare number could mean either milliseconds or seconds.
  if (/^[\d.]+$/.test(value)) throw unreadable(text, loadTexts("threshold-unit", { value }));
  try {
    return parseDuration(value);
  } catch (error) {
    if (!(error instanceof MocklarkError)) throw error;
    throw unreadable(text, sentences(error.text, ...(error.remedyText ? [error.remedyText] : [])));
  }
}

function readShare(text: string, value: string): number {
  const [, number, percent] = /^(\d+(?:\.\d+)?)(%?)$/.exec(value) ?? [];
  // 99.9 / 100 is a little more than 0.999.
  const share = Number((Number(number) / (percent === "%" ? 100 : 1)).toPrecision(12));
  if (share >= 0 && share <= 1) return share;
  throw unreadable(text, loadTexts("threshold-share"));
}

function readRate(text: string, value: string): number {
  const rate = Number(/^(\d+(?:\.\d+)?)(?:\/s)?$/.exec(value)?.[1]);
  if (rate >= 0) return rate;
  throw unreadable(text, loadTexts("threshold-rate"));
}

const unreadable = (text: string, remedy: Text): MocklarkError =>
  new MocklarkError("USAGE", loadTexts("threshold-unreadable", { text }), { remedy });
