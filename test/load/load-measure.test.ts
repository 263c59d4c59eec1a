import { expect, it } from "vitest";
import type { Outcome } from "../../src/delivery/outcome.js";
import { createLatencies } from "../../src/load/latencies.js";
import { createLoadMeasure } from "../../src/load/load-measure.js";

const answered = (status: number, durationMs: number): Outcome => ({
  kind: "answered",
  status,
  headers: [],
  body: "",
  bodyTruncated: false,
  durationMs,
});

it("keeps what a sender was late by apart from what the receiver took", () => {
  const measure = createLoadMeasure();
  measure.record({ outcome: answered(200, 10), ok: true, dueMs: 0, endedMs: 110 });
  expect(measure.latency().max).toBeCloseTo(110);
  expect(measure.service().max).toBeCloseTo(10);
  expect(measure.late().max).toBeCloseTo(100);
});

it("counts outcomes by what they are, the most frequent first", () => {
  const measure = createLoadMeasure();
  const timedOut: Outcome = { kind: "timed-out", phase: "response-headers", durationMs: 3_000 };
  for (const [outcome, ok] of [
    [answered(500, 3), false],
    [answered(200, 1), true],
    [timedOut, false],
    [answered(200, 2), true],
    [answered(500, 4), false],
    [answered(200, 7), true],
  ] as const) {
    measure.record({ outcome, ok, dueMs: 0, endedMs: outcome.durationMs });
  }
  const outcomes = measure.outcomes().map(({ outcome, ...rest }) => [outcome.in("en"), rest]);
  expect(outcomes).toEqual([
    ["status 200", { ok: true, count: 3 }],
    ["status 500", { ok: false, count: 2 }],
    ["no answer in time", { ok: false, count: 1 }],
  ]);
  expect(measure).toMatchObject({ ok: 3, failed: 3, answers: 5 });
});

it("has one record for each second in which events were due", () => {
  const measure = createLoadMeasure();
  for (let index = 0; index < 400; index++) {
    const dueMs = index * 100;
    const ok = index % 10 !== 0;
    measure.record({ outcome: answered(ok ? 200 : 500, 5), ok, dueMs, endedMs: dueMs + 5 });
  }
  const seconds = measure.seconds();
  expect(seconds.map(({ second }) => second)).toEqual(
    Array.from({ length: 40 }, (_, each) => each),
  );
  expect(seconds.every(({ ended, failed }) => ended === 10 && failed === 1)).toBe(true);
});

it("draws a curve that only rises, from the least latency to the greatest", () => {
  const latencies = createLatencies();
  for (let ms = 1; ms <= 1_000; ms++) latencies.record(ms);
  const curve = latencies.curve();
  expect(curve[0]).toEqual({ percentile: 0, ms: expect.closeTo(1, 1) });
  expect(curve.at(-1)).toEqual({ percentile: 100, ms: 1_000 });
  expect(curve.find(({ percentile }) => percentile === 99)?.ms).toBeCloseTo(990, -1);
  const ordered = curve.map(({ ms }) => ms).toSorted((left, right) => left - right);
  expect(curve.map(({ ms }) => ms)).toEqual(ordered);
});
