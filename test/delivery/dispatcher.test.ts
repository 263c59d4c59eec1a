import { describe, expect, it } from "vitest";
import { createVirtualClock } from "../../src/base/clock.js";
import { createRandom } from "../../src/base/random.js";
import { createDispatcher, type DispatcherOptions } from "../../src/delivery/dispatcher.js";
import { eventNumbered, scriptedChannel, statuses } from "./scripted-channel.js";

const startMs = 1_700_000_000_000;

function setUp(options: Partial<DispatcherOptions> = {}) {
  const clock = createVirtualClock({ startMs, autoAdvance: true });
  return { clock, dispatcher: createDispatcher({ clock, random: createRandom(1), ...options }) };
}

describe("the ladder", () => {
  it("ends with the first attempt when that is accepted", async () => {
    const { dispatcher } = setUp();
    const channel = scriptedChannel(statuses(200));
    const delivery = await dispatcher.deliver({ event: eventNumbered(1), channel });
    expect(delivery).toMatchObject({ status: "succeeded", attempts: [{ attempt: 1 }] });
    expect(channel.inputs).toHaveLength(1);
  });

  it("waits 15 s, 5 min, 1 h and 6 h after each failure", async () => {
    const { dispatcher } = setUp();
    const channel = scriptedChannel(statuses(500, 500, 500, 500, 200));
    const delivery = await dispatcher.deliver({ event: eventNumbered(1), channel });
    expect(delivery.status).toBe("succeeded");
    expect(delivery.attempts.map(({ startedAtMs }) => startedAtMs - startMs)).toEqual([
      0, 15_000, 315_000, 3_915_000, 25_515_000,
    ]);
  });

  it("gives up after the fifth attempt", async () => {
    const { dispatcher } = setUp();
    const channel = scriptedChannel(statuses(500));
    const delivery = await dispatcher.deliver({ event: eventNumbered(1), channel });
    expect(delivery.status).toBe("given-up");
    expect(delivery.attempts).toHaveLength(5);
  });
});
