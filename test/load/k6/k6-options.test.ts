import { describe, expect, it } from "vitest";
import { k6Options } from "../../../src/load/k6/k6-options.js";
import type { Arrivals, LoadPlan } from "../../../src/load/load-plan.js";
import type { LoadMetric, Threshold } from "../../../src/load/threshold.js";

const plan: LoadPlan = {
  arrivals: { kind: "rate", perSecond: 500 },
  durationMs: 30_000,
  rampMs: 0,
};

const rate = (perSecond: number): Arrivals => ({ kind: "rate", perSecond });

const scenarioOf = (changes: Partial<LoadPlan>) =>
  k6Options({ plan: { ...plan, ...changes }, thresholds: [] });

const threshold = (
  metric: LoadMetric,
  comparison: Threshold["comparison"],
  limit: number,
): Threshold => ({ written: "", metric, comparison, limit });

describe("k6's scenario", () => {
  it("keeps a rate whatever the receiver does", () => {
    expect(scenarioOf({})).toMatchObject({
      scenarios: {
        events: {
          executor: "constant-arrival-rate",
          rate: 500,
          timeUnit: "1s",
          duration: "30s",
          preAllocatedVUs: 250,
          maxVUs: 2_000,
          gracefulStop: "4s",
        },
      },
    });
  });

  it("climbs to a rate and stays there", () => {
    expect(scenarioOf({ rampMs: 2_500 })).toMatchObject({
      scenarios: {
        events: {
          executor: "ramping-arrival-rate",
          startRate: 0,
          timeUnit: "1s",
          stages: [
            { duration: "2500ms", target: 500 },
            { duration: "27500ms", target: 500 },
          ],
        },
      },
    });
  });

  it("climbs to the end when the ramp is all there is", () => {
    expect(scenarioOf({ rampMs: 30_000 })).toMatchObject({
      scenarios: { events: { stages: [{ duration: "30s", target: 500 }] } },
    });
  });

  it.each([
    [0.5, { rate: 30, timeUnit: "1m", preAllocatedVUs: 1, maxVUs: 2 }],
    [1.234, { rate: 4_442, timeUnit: "1h", preAllocatedVUs: 1, maxVUs: 5 }],
    [0.0001, { rate: 1, timeUnit: "1h", preAllocatedVUs: 1, maxVUs: 1 }],
  ])("says %d events a second in whole numbers", (perSecond, expected) => {
    expect(scenarioOf({ arrivals: rate(perSecond) })).toMatchObject({
      scenarios: { events: expected },
    });
  });

  it("has as many users as senders", () => {
    const arrivals: Arrivals = { kind: "concurrency", senders: 20 };
    expect(scenarioOf({ arrivals })).toMatchObject({
      scenarios: { events: { executor: "constant-vus", vus: 20, duration: "30s" } },
    });
    expect(scenarioOf({ arrivals, rampMs: 10_000 })).toMatchObject({
      scenarios: {
        events: {
          executor: "ramping-vus",
          startVUs: 0,
          stages: [
            { duration: "10s", target: 20 },
            { duration: "20s", target: 20 },
          ],
        },
      },
    });
  });
});

describe("k6's thresholds", () => {
  it("are those of the load, by k6's names", () => {
    const thresholds = [
      threshold("min", "<", 1),
      threshold("mean", "<=", 2.5),
      threshold("p50", "<", 3),
      threshold("p90", "<", 4),
      threshold("p95", "<", 5),
      threshold("p99", "<", 800),
      threshold("p99.9", "<", 900),
      threshold("max", "<", 3_000),
      threshold("ok", ">", 0.999),
      threshold("rate", ">=", 490),
    ];
    expect(k6Options({ plan, thresholds })).toMatchObject({
      thresholds: {
        http_req_duration: [
          "min<1",
          "avg<=2.5",
          "p(50)<3",
          "p(90)<4",
          "p(95)<5",
          "p(99)<800",
          "p(99.9)<900",
          "max<3000",
        ],
        checks: ["rate>0.999"],
        http_reqs: ["rate>=490"],
      },
    });
  });

  it("are none when the load has none", () => {
    expect(k6Options({ plan, thresholds: [] })).toMatchObject({ thresholds: {} });
  });
});
