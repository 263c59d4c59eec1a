/** What is measured of a load: latencies in milliseconds, `ok` as a share 0..1, `rate` as answers a second. */
export type LoadMetric =
  "min" | "mean" | "p50" | "p90" | "p95" | "p99" | "p99.9" | "max" | "ok" | "rate";

/** A limit for one metric; one that does not hold makes the command end with 1. */
export interface Threshold {
  /** As it was written, such as `p99<800ms`. */
  readonly written: string;
  readonly metric: LoadMetric;
  readonly comparison: "<" | "<=" | ">" | ">=";
  /** In the metric's unit. */
  readonly limit: number;
}
