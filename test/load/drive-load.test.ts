import { describe, expect, it } from "vitest";
import { createLatencies } from "../../src/load/latencies.js";
import { driveLoad, type DriveOptions, type Ended } from "../../src/load/drive-load.js";
import { manualWallClock } from "../base/manual-wall-clock.js";

/** Moves real time by hand to the end of the load, letting promises run at each millisecond. */
async function drive(
  options: Partial<DriveOptions<unknown>> & Pick<DriveOptions<unknown>, "plan">,
  answer: (nowMs: number) => number,
  { stepsMs = () => 1 }: { readonly stepsMs?: (nowMs: number) => number } = {},
) {
  const clock = manualWallClock();
  const { wall } = clock;
  const ended: Ended<unknown>[] = [];
  const sentAt: number[] = [];
  let isOver = false;
  const driving = driveLoad({
    wall,
    mostAtOnce: 4_096,
    onEnded: (one) => void ended.push(one),
    send: () => {
      sentAt.push(wall.elapsed());
      return new Promise((resolve) =>
        wall.setTimer(() => resolve(undefined), answer(wall.elapsed())),
      );
    },
    ...options,
  }).finally(() => (isOver = true));
  while (!isOver) {
    for (let turn = 0; turn < 20; turn++) await Promise.resolve();
    clock.pass(stepsMs(wall.elapsed()));
  }
  return { driven: await driving, ended, sentAt };
}

const rate = (perSecond: number, durationMs: number) => ({
  arrivals: { kind: "rate", perSecond } as const,
  durationMs,
  rampMs: 0,
});

function percentileOf(ended: readonly Ended<unknown>[], percentile: number): number {
  const latencies = createLatencies();
  for (const { dueMs, endedMs } of ended) latencies.record(endedMs - dueMs);
  return latencies.percentile(percentile);
}

describe("the open model", () => {
  it("sends every event when it is due, also several in a millisecond", async () => {
    const { driven, sentAt } = await drive({ plan: rate(2_000, 1_000) }, () => 1);
    expect(driven).toMatchObject({ planned: 2_000, sent: 2_000, unsent: 0 });
    expect(sentAt.every((at, index) => at - index / 2 < 2)).toBe(true);
  });

  it("does not wait for answers: a receiver that stalls once for a second shows in p99", async () => {
    const stalled = (now: number): number => (now >= 2_000 && now < 3_000 ? 3_000 - now : 5);
    const { ended, sentAt } = await drive({ plan: rate(100, 10_000) }, stalled);
    expect(sentAt).toHaveLength(1_000);
    expect(percentileOf(ended, 50)).toBeLessThan(10);
    expect(percentileOf(ended, 99)).toBeGreaterThan(850);
    expect(percentileOf(ended, 91)).toBeGreaterThan(50);
  });

  it("counts from when an event was due where the sender itself stalled", async () => {
    const stepsMs = (now: number): number => (now === 500 ? 1_000 : 1);
    const { ended, driven } = await drive({ plan: rate(100, 2_000) }, () => 1, { stepsMs });
    expect(driven.sent).toBe(200);
    expect(percentileOf(ended, 100)).toBeGreaterThan(950);
    expect(percentileOf(ended, 75)).toBeGreaterThan(400);
  });

  it("leaves out what is due while as many are under way as may be, and says how many", async () => {
    const { driven } = await drive({ plan: rate(100, 1_000), mostAtOnce: 10 }, () => 5_000);
    expect(driven).toMatchObject({ planned: 100, sent: 10, unsent: 90 });
  });

  it("ends early when it is told to, and waits for what is under way", async () => {
    const stop = new AbortController();
    const { driven, ended } = await drive(
      { plan: rate(100, 10_000), signal: stop.signal },
      (now) => {
        if (now >= 1_000) stop.abort();
        return 50;
      },
    );
    expect(driven.sent).toBeLessThan(110);
    expect(driven.planned).toBe(driven.sent);
    expect(driven.sendingMs).toBeLessThan(1_100);
    expect(ended).toHaveLength(driven.sent);
  });

  it("rejects with what a send rejected with, after the others have ended", async () => {
    const failing = drive(
      { plan: rate(100, 1_000), send: () => Promise.reject(new Error("no keys")) },
      () => 1,
    );
    await expect(failing).rejects.toThrow("no keys");
  });
});

describe("the closed model", () => {
  it("has each sender wait for its answer", async () => {
    const plan = {
      arrivals: { kind: "concurrency", senders: 3 },
      durationMs: 1_000,
      rampMs: 0,
    } as const;
    const { driven } = await drive({ plan }, () => 100);
    expect(driven).toMatchObject({ sent: 30, sendingMs: 1_000 });
  });

  it("starts one sender after the other in a ramp", async () => {
    const plan = {
      arrivals: { kind: "concurrency", senders: 2 },
      durationMs: 1_000,
      rampMs: 1_000,
    } as const;
    const { driven } = await drive({ plan }, () => 100);
    expect(driven.sent).toBe(10 + 5);
  });
});
