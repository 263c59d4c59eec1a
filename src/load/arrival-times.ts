import type { LoadPlan } from "./load-plan.js";

/** When each event of the open model is to arrive, decided before any is sent. */
export interface ArrivalTimes {
  readonly count: number;
  /** Milliseconds from the start of the load to the arrival of this number, the first being 0. */
  readonly atMs: (index: number) => number;
}

/**
 * Evenly spaced at the full rate; while the rate grows, event k comes when the integral of the rate reaches k:
 * `rate · t² / (2 · ramp)` until the ramp ends, and `rate · (t - ramp / 2)` from there.
 */
export function createArrivalTimes(perSecond: number, plan: LoadPlan): ArrivalTimes {
  const { durationMs, rampMs } = plan;
  const perMs = perSecond / 1000;
  const inRamp = (perMs * rampMs) / 2;
  const inAll = inRamp + perMs * (durationMs - rampMs);
  return {
    // What a rounding error adds is no event.
    count: Math.max(1, Math.ceil(inAll - 1e-6)),
    atMs: (index) =>
      index < inRamp ? Math.sqrt((2 * index * rampMs) / perMs) : rampMs + (index - inRamp) / perMs,
  };
}
