import type { LatencySummary } from "./latencies.js";
import type { LoadMetric, Threshold } from "./threshold.js";

export interface JudgedThreshold extends Threshold {
  /** What was measured, in the metric's unit. */
  readonly actual: number;
  readonly holds: boolean;
}

export interface ThresholdMeasures {
  readonly latencyMs: LatencySummary;
  readonly ok: number;
  readonly answersPerSecond: number;
}

/** Compares each limit with what was measured. */
export const judgeThresholds = (
  thresholds: readonly Threshold[],
  measures: ThresholdMeasures,
): JudgedThreshold[] =>
  thresholds.map((threshold) => {
    const actual = measureOf(threshold.metric, measures);
    return { ...threshold, actual, holds: compare(actual, threshold) };
  });

function measureOf(
  metric: LoadMetric,
  { latencyMs, ok, answersPerSecond }: ThresholdMeasures,
): number {
  if (metric === "ok") return ok;
  return metric === "rate" ? answersPerSecond : latencyMs[metric];
}

function compare(actual: number, { comparison, limit }: Threshold): boolean {
  switch (comparison) {
    case "<":
      return actual < limit;
    case "<=":
      return actual <= limit;
    case ">":
      return actual > limit;
    case ">=":
      return actual >= limit;
    default:
      return comparison satisfies never;
  }
}
