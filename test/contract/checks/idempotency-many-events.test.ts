import { describe, expect, it } from "vitest";
import { systemWallClock } from "../../../src/base/clock.js";
import { idempotencyManyEvents } from "../../../src/contract/checks/idempotency-many-events.js";
import type { CheckContext } from "../../../src/contract/suite/check-context.js";
import type { Outcome } from "../../../src/delivery/outcome.js";
import type { FeishuEvent } from "../../../src/event/feishu-event.js";

const accepted = (durationMs: number): Outcome => ({
  kind: "answered",
  status: 200,
  headers: [],
  body: "{}",
  bodyTruncated: false,
  durationMs,
});

const timedOut: Outcome = { kind: "timed-out", phase: "response-headers", durationMs: 3_000 };

/** The connections over which the others were sent, one entry for each event. */
async function connectionsOf(
  answer: (sent: { readonly lane: number; readonly before: number }) => Outcome,
): Promise<readonly number[]> {
  const lanes: number[] = [];
  const context: Partial<CheckContext> = {
    wall: systemWallClock,
    signal: new AbortController().signal,
    floodMs: 60_000,
    makeEvent: () => ({}) as FeishuEvent,
    canCount: () => true,
    async deliver(_event, { connection = "fresh" } = {}) {
      const lane = Number(/^own:many-(\d+)$/.exec(connection)?.[1]);
      if (Number.isNaN(lane)) return accepted(1);
      const before = lanes.push(lane) - 1;
      await Promise.resolve();
      return answer({ lane, before });
    },
    effectsOf: () => Promise.resolve({ kind: "counted", effects: 1, mentioned: true }),
  };
  await idempotencyManyEvents.evaluate(context as CheckContext);
  return lanes;
}

const upTo = (count: number): readonly number[] => Array.from({ length: count }, (_, lane) => lane);
const inUse = (lanes: readonly number[]): readonly number[] =>
  [...new Set(lanes)].sort((one, other) => one - other);

describe("the connections of idempotency/many-events", () => {
  it("become more, up to a limit, while answers come quickly", async () => {
    const lanes = await connectionsOf(() => accepted(20));
    expect(lanes).toHaveLength(2_000);
    expect(inUse(lanes)).toEqual(upTo(48));
  });

  it("stay few for a receiver whose answers take long", async () => {
    const lanes = await connectionsOf(() => accepted(900));
    expect(lanes).toHaveLength(2_000);
    expect(inUse(lanes)).toEqual(upTo(8));
  });

  it("become few again once answers take long", async () => {
    const lanes = await connectionsOf(({ before }) => accepted(before < 1_000 ? 20 : 900));
    expect(inUse(lanes.slice(0, 1_000))).toEqual(upTo(48));
    expect(inUse(lanes.slice(-500))).toEqual(upTo(8));
  });

  it("become one more where only one of them is served", async () => {
    const lanes = await connectionsOf(({ lane }) => (lane === 0 ? accepted(1) : timedOut));
    expect(inUse(lanes)).toEqual(upTo(9));
  });
});
