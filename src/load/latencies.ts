import { build, type Histogram } from "hdr-histogram-js";

/** Milliseconds. */
export interface LatencySummary {
  readonly min: number;
  readonly mean: number;
  readonly p50: number;
  readonly p90: number;
  readonly p95: number;
  readonly p99: number;
  readonly "p99.9": number;
  readonly max: number;
}

export interface CurvePoint {
  readonly percentile: number;
  readonly ms: number;
}

/** Latencies in constant memory, exact to three digits (a histogram with a high dynamic range). */
export interface Latencies {
  record(ms: number): void;
  percentile(percentile: number): number;
  /** All 0 where nothing was recorded. */
  summary(): LatencySummary;
  /** The latency at ever higher percentiles, up to the last one that is made of more than one event. */
  curve(): CurvePoint[];
  readonly count: number;
}

export function createLatencies({ digits = 3 }: { readonly digits?: 2 | 3 } = {}): Latencies {
  const histogram = buildHistogram(digits);
  const ms = (microseconds: number): number => Math.round(microseconds) / 1000;
  // The library answers with the end of the bucket, which may lie beyond the greatest value.
  const percentile = (share: number): number =>
    ms(Math.min(histogram.getValueAtPercentile(share), histogram.maxValue));
  return {
    record: (latencyMs) => histogram.recordValue(Math.max(1, Math.round(latencyMs * 1000))),
    percentile,
    summary: () =>
      histogram.totalCount === 0
        ? nothing
        : {
            min: ms(histogram.minNonZeroValue),
            mean: ms(histogram.mean),
            p50: percentile(50),
            p90: percentile(90),
            p95: percentile(95),
            p99: percentile(99),
            "p99.9": percentile(99.9),
            max: ms(histogram.maxValue),
          },
    curve: () =>
      histogram.totalCount === 0
        ? []
        : percentilesFor(histogram.totalCount).map((each) => ({
            percentile: each,
            ms: percentile(each),
          })),
    get count() {
      return histogram.totalCount;
    },
  };
}

function buildHistogram(digits: 2 | 3): Histogram {
  return build({
    bitBucketSize: 64,
    autoResize: true,
    lowestDiscernibleValue: 1,
    highestTrackableValue: 2,
    numberOfSignificantValueDigits: digits,
    useWebAssembly: false,
  });
}

const nothing: LatencySummary = {
  min: 0,
  mean: 0,
  p50: 0,
  p90: 0,
  p95: 0,
  p99: 0,
  "p99.9": 0,
  max: 0,
};

/** 0 to 90 in even steps, then each nine in nine steps, as far as the count tells them apart. */
function percentilesFor(count: number): number[] {
  const percentiles = [0];
  for (let left = 100; left * count >= 100 && left > 0.0001; left /= 10) {
    for (let step = 1; step <= 9; step++) {
      const share = 100 - left + (left * step) / 10;
      percentiles.push(Number(share.toFixed(6)));
    }
  }
  return [...percentiles, 100];
}
