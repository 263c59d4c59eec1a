import type { LoadPlan } from "../load-plan.js";
import type { LoadMetric, Threshold } from "../threshold.js";

/** Feishu takes an answer that comes later for none. */
const timeoutMs = 3_000;

/** How soon receivers are expected to answer when k6 reserves its virtual users (VUs). */
const usualAnswerMs = 500;

interface LoadToExport {
  readonly plan: LoadPlan;
  readonly thresholds: readonly Threshold[];
}

/**
 * A plan and its thresholds as `options` of a k6 script.
 * @see https://grafana.com/docs/k6/latest/using-k6/k6-options/
 */
export function k6Options({ plan, thresholds }: LoadToExport): object {
  return {
    scenarios: { events: k6Scenario(plan) },
    thresholds: k6Thresholds(thresholds),
    userAgent: "Go-http-client/1.1",
    discardResponseBodies: true,
  };
}

/** Requests under way at the end get the time that Feishu gives them. */
const gracefulStop = milliseconds(timeoutMs + 1_000);

function k6Scenario(plan: LoadPlan): object {
  const { arrivals, durationMs, rampMs } = plan;
  const duration = milliseconds(durationMs);
  switch (arrivals.kind) {
    case "rate": {
      const { count, timeUnit } = wholeRate(arrivals.perSecond);
      const users = {
        preAllocatedVUs: usersFor(arrivals.perSecond, usualAnswerMs),
        maxVUs: usersFor(arrivals.perSecond, timeoutMs + 1_000),
        gracefulStop,
      };
      return rampMs === 0
        ? { executor: "constant-arrival-rate", rate: count, timeUnit, duration, ...users }
        : {
            executor: "ramping-arrival-rate",
            startRate: 0,
            timeUnit,
            stages: stages(plan, count),
            ...users,
          };
    }
    case "concurrency": {
      const { senders } = arrivals;
      return rampMs === 0
        ? { executor: "constant-vus", vus: senders, duration, gracefulStop }
        : { executor: "ramping-vus", startVUs: 0, stages: stages(plan, senders), gracefulStop };
    }
    default:
      return arrivals satisfies never;
  }
}

/** Up, and then on. */
function stages({ durationMs, rampMs }: LoadPlan, target: number): object[] {
  const up = { duration: milliseconds(rampMs), target };
  return durationMs > rampMs ? [up, { duration: milliseconds(durationMs - rampMs), target }] : [up];
}

/** k6 counts in whole numbers: half an event a second is thirty a minute. */
function wholeRate(perSecond: number): { count: number; timeUnit: string } {
  const units = [
    { timeUnit: "1s", seconds: 1 },
    { timeUnit: "1m", seconds: 60 },
  ];
  for (const { timeUnit, seconds } of units) {
    const count = perSecond * seconds;
    if (Number.isInteger(count)) return { count, timeUnit };
  }
  return { count: Math.max(1, Math.round(perSecond * 3_600)), timeUnit: "1h" };
}

/** A VU waits for its answer, so that as many are busy as events arrive meanwhile. */
const usersFor = (perSecond: number, answerMs: number): number =>
  Math.ceil((perSecond * answerMs) / 1_000);

function milliseconds(ms: number): string {
  return ms % 1_000 === 0 ? `${ms / 1_000}s` : `${Math.round(ms)}ms`;
}

const k6Metrics: Readonly<Record<LoadMetric, readonly [metric: string, aggregation: string]>> = {
  min: ["http_req_duration", "min"],
  mean: ["http_req_duration", "avg"],
  p50: ["http_req_duration", "p(50)"],
  p90: ["http_req_duration", "p(90)"],
  p95: ["http_req_duration", "p(95)"],
  p99: ["http_req_duration", "p(99)"],
  "p99.9": ["http_req_duration", "p(99.9)"],
  max: ["http_req_duration", "max"],
  ok: ["checks", "rate"],
  rate: ["http_reqs", "rate"],
};

function k6Thresholds(thresholds: readonly Threshold[]): Record<string, string[]> {
  const conditions: Record<string, string[]> = {};
  for (const { metric, comparison, limit } of thresholds) {
    const [name, aggregation] = k6Metrics[metric];
    (conditions[name] ??= []).push(`${aggregation}${comparison}${limit}`);
  }
  return conditions;
}
