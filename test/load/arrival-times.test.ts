import { describe, expect, it } from "vitest";
import { createArrivalTimes } from "../../src/load/arrival-times.js";

const plan = (durationMs: number, rampMs = 0) => ({
  arrivals: { kind: "rate", perSecond: 0 } as const,
  durationMs,
  rampMs,
});

describe("createArrivalTimes", () => {
  it("spaces events evenly", () => {
    const times = createArrivalTimes(50, plan(2_000));
    expect(times.count).toBe(100);
    expect([0, 1, 2, 99].map(times.atMs)).toEqual([0, 20, 40, 1_980]);
  });

  it("grows the rate evenly in a ramp, so that half as many arrive in it", () => {
    const times = createArrivalTimes(100, plan(4_000, 2_000));
    expect(times.count).toBe(100 + 200);
    const inFirstHalf = indexes(times.count).filter((each) => times.atMs(each) < 1_000);
    expect(inFirstHalf).toHaveLength(25);
    expect(times.atMs(100)).toBeCloseTo(2_000);
    expect(times.atMs(101)).toBeCloseTo(2_010);
  });

  it("never goes back, and ends before the plan does", () => {
    for (const [rate, durationMs, rampMs] of [
      [7, 1_000, 300],
      [333, 2_500, 2_500],
      [0.5, 1_000, 0],
      [1_000, 999, 1],
    ] as const) {
      const times = createArrivalTimes(rate, plan(durationMs, rampMs));
      const all = indexes(times.count).map(times.atMs);
      expect(all).toEqual(all.toSorted((left, right) => left - right));
      expect(all.at(-1)).toBeLessThan(durationMs);
    }
  });
});

const indexes = (count: number): number[] => Array.from({ length: count }, (_, index) => index);
