import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createVirtualClock } from "../../src/base/clock.js";
import { createRandom } from "../../src/base/random.js";
import type { Channel } from "../../src/delivery/channel.js";
import type { Delivery, DeliveryObserver } from "../../src/delivery/delivery.js";
import { createDispatcher, type DispatcherOptions } from "../../src/delivery/dispatcher.js";
import type { Outcome } from "../../src/delivery/outcome.js";
import { answered, eventNumbered, scriptedChannel, statuses } from "./scripted-channel.js";

const startMs = 1_700_000_000_000;
const event = eventNumbered(1);

function setUp(options: Partial<DispatcherOptions> & { autoAdvance?: boolean } = {}) {
  const { autoAdvance = true, ...rest } = options;
  const clock = createVirtualClock({ startMs, autoAdvance });
  return { clock, dispatcher: createDispatcher({ clock, random: createRandom(1), ...rest }) };
}

/** A channel whose attempts stay open until the test answers them. */
function heldChannel(target = "http://127.0.0.1:1/held") {
  const open: ((outcome: Outcome) => void)[] = [];
  const channel = scriptedChannel(
    ({ signal }) =>
      new Promise((resolve, reject) => {
        open.push(resolve);
        signal?.addEventListener("abort", () => reject(signal.reason as Error));
      }),
    target,
  );
  return { channel, open };
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe("the ladder", () => {
  it("ends with the first attempt when that is accepted", async () => {
    const { dispatcher } = setUp();
    const channel = scriptedChannel(statuses(200));
    const delivery = await dispatcher.deliver({ event, channel });
    expect(delivery).toEqual({
      id: "1",
      eventId: event.header.event_id,
      eventType: "vc.reserve_config.updated_v1",
      target: channel.target,
      channel: "webhook",
      acceptedAtMs: startMs,
      status: "succeeded",
      attempts: [
        { attempt: 1, startedAtMs: startMs, outcome: answered(200), next: { kind: "succeeded" } },
      ],
    });
  });

  it("waits 15 s, 5 min, 1 h and 6 h after each failure", async () => {
    const { dispatcher } = setUp();
    const channel = scriptedChannel(statuses(500, 500, 500, 500, 200));
    const delivery = await dispatcher.deliver({ event, channel });
    expect(delivery.status).toBe("succeeded");
    expect(delivery.attempts.map(({ startedAtMs }) => startedAtMs - startMs)).toEqual([
      0, 15_000, 315_000, 3_915_000, 25_515_000,
    ]);
  });

  it("counts a wait from the failure, not from the attempt's start", async () => {
    const { clock, dispatcher } = setUp({ autoAdvance: false });
    const channel = scriptedChannel(async ({ attempt }) => {
      if (attempt === 1) await clock.sleep(2_000);
      return answered(500);
    });
    // The channel's work is simulated here, so nothing real may hold the clock.
    clock.track = (work) => work;
    void dispatcher.deliver({ event, channel });
    await clock.advance(16_999);
    expect(channel.inputs).toHaveLength(1);
    await clock.advance(1);
    expect(channel.inputs).toHaveLength(2);
  });

  it("gives up after the fifth attempt", async () => {
    const { dispatcher } = setUp();
    const channel = scriptedChannel(statuses(500));
    const delivery = await dispatcher.deliver({ event, channel });
    expect(delivery.status).toBe("given-up");
    expect(delivery.attempts.map(({ next }) => next.kind)).toEqual([
      "retry",
      "retry",
      "retry",
      "retry",
      "given-up",
    ]);
  });

  it("hands every attempt the same event, and the fault meant for it", async () => {
    const { dispatcher } = setUp();
    const channel = scriptedChannel(statuses(500, 200));
    const faults = (attempt: number) => (attempt === 1 ? ({ name: "reset" } as const) : undefined);
    await dispatcher.deliver({ event, channel, faults });
    expect(channel.inputs.map(({ random: _random, ...input }) => input)).toEqual([
      { event, attempt: 1, fault: { name: "reset" } },
      { event, attempt: 2 },
    ]);
  });

  it("gives every attempt randomness of its own, whatever else is under way", async () => {
    const drawnBy = async (others: number): Promise<(string | undefined)[]> => {
      const { dispatcher } = setUp();
      const channel = scriptedChannel(statuses(500, 200));
      const noise = scriptedChannel(({ random }) => answered(random?.integer(200, 201) ?? 500));
      const delivered = dispatcher.deliver({ event, channel });
      for (let other = 0; other < others; other++)
        void dispatcher.deliver({ event, channel: noise });
      await delivered;
      return channel.inputs.map(({ random }) => random?.hex(8));
    };
    const alone = await drawnBy(0);
    expect(new Set(alone).size).toBe(2);
    expect(await drawnBy(20)).toEqual(alone);
  });

  it.each([
    ["keeps the first request for policies that repeat it", { resign: false }, true],
    ["keeps it when only the cipher text is repeated", { reencrypt: false }, true],
    ["keeps no request otherwise", {}, false],
  ])("%s", async (_title, policy, kept) => {
    const { dispatcher } = setUp({ policy });
    const request = {
      method: "POST",
      headers: [["X-Lark-Request-Timestamp", "1700000000"]] as const,
      body: Buffer.from("{}"),
      plaintext: "{}",
    };
    const firsts: unknown[] = [];
    const channel: Channel = {
      kind: "webhook",
      target: "http://127.0.0.1:1/",
      attempt({ firstRequest, attempt }) {
        firsts.push(firstRequest);
        return Promise.resolve({ outcome: answered(attempt < 3 ? 500 : 200), request });
      },
      close: () => Promise.resolve(),
    };
    const { attempts } = await dispatcher.deliver({ event, channel });
    expect(firsts).toEqual(
      kept ? [undefined, request, request] : [undefined, undefined, undefined],
    );
    expect(attempts.map(({ timestamp }) => timestamp)).toEqual(Array(3).fill("1700000000"));
  });

  it("ends in exactly one way, in at most five attempts, for any sequence of outcomes", async () => {
    const durationMs = 1;
    const outcome = fc.oneof(
      fc.constantFrom(200, 200, 201, 301, 404, 500).map((status) => answered(status)),
      fc.constantFrom<Outcome>(
        { kind: "offline", durationMs },
        { kind: "timed-out", phase: "connect", durationMs },
        { kind: "acknowledged", code: 200, body: "", durationMs },
        { kind: "acknowledged", code: 500, body: "", durationMs },
      ),
    );
    const succeeds = (one: Outcome): boolean =>
      (one.kind === "answered" && one.status === 200) ||
      (one.kind === "acknowledged" && one.code === 200);
    await fc.assert(
      fc.asyncProperty(fc.array(outcome, { minLength: 5, maxLength: 5 }), async (outcomes) => {
        const ended: Delivery["status"][] = [];
        const { dispatcher } = setUp({
          observers: [{ deliveryEnded: ({ status }) => ended.push(status) }],
        });
        const channel = scriptedChannel(({ attempt }) => outcomes[attempt - 1] ?? answered(200));
        const delivery = await dispatcher.deliver({ event, channel });
        const firstSuccess = outcomes.findIndex(succeeds);
        const waits = [0, 15_000, 300_000, 3_600_000, 21_600_000];
        const gaps = delivery.attempts.map(
          ({ startedAtMs }, index) =>
            startedAtMs - (delivery.attempts[index - 1]?.startedAtMs ?? startMs),
        );
        expect(gaps).toEqual(waits.slice(0, firstSuccess === -1 ? 5 : firstSuccess + 1));
        expect(delivery.status).toBe(firstSuccess === -1 ? "given-up" : "succeeded");
        expect(ended).toEqual([delivery.status]);
      }),
      { numRuns: 100 },
    );
  });
});

describe("cancelling", () => {
  it("makes no attempt when the signal was aborted before", async () => {
    const { dispatcher } = setUp();
    const channel = scriptedChannel(statuses(200));
    const delivery = await dispatcher.deliver({ event, channel, signal: AbortSignal.abort() });
    expect(delivery).toMatchObject({ status: "cancelled", attempts: [] });
    expect(channel.inputs).toEqual([]);
  });

  it("ends a wait at once and keeps what had happened", async () => {
    const { clock, dispatcher } = setUp({ autoAdvance: false });
    const channel = scriptedChannel(statuses(500));
    const controller = new AbortController();
    const delivered = dispatcher.deliver({ event, channel, signal: controller.signal });
    await clock.advance("1m");
    controller.abort();
    await expect(delivered).resolves.toMatchObject({
      status: "cancelled",
      attempts: [{ attempt: 1 }, { attempt: 2, next: { kind: "retry" } }],
    });
    await clock.advance("8h");
    expect(channel.inputs).toHaveLength(2);
  });

  it("breaks off an attempt on the wire and says that its outcome is not known", async () => {
    const { dispatcher } = setUp();
    const { channel } = heldChannel();
    const controller = new AbortController();
    const delivered = dispatcher.deliver({ event, channel, signal: controller.signal });
    await turn();
    controller.abort();
    await expect(delivered).resolves.toMatchObject({
      status: "cancelled",
      attempts: [
        { outcome: { kind: "broken-off", fault: "cancelled" }, next: { kind: "cancelled" } },
      ],
    });
  });

  it("stays a success when the receiver had accepted before the channel noticed", async () => {
    const { dispatcher } = setUp();
    const controller = new AbortController();
    const channel = scriptedChannel(() => {
      controller.abort();
      return answered(200);
    });
    const delivery = await dispatcher.deliver({ event, channel, signal: controller.signal });
    expect(delivery.status).toBe("succeeded");
  });

  it("cancels all deliveries that share a signal, and leaves the others alone", async () => {
    const { clock, dispatcher } = setUp({ autoAdvance: false });
    const controller = new AbortController();
    const channel = scriptedChannel(statuses(500));
    const shared = Array.from({ length: 5_000 }, () =>
      dispatcher.deliver({ event, channel, signal: controller.signal }),
    );
    void dispatcher.deliver({ event, channel });
    await clock.advance(0);
    controller.abort();
    const statusesSeen = new Set((await Promise.all(shared)).map(({ status }) => status));
    expect([...statusesSeen]).toEqual(["cancelled"]);
    expect(dispatcher.deliveries.counts).toMatchObject({ cancelled: 5_000, pending: 1 });
  });
});

describe("duplicates", () => {
  it("come after the success, as often as asked, and change nothing about it", async () => {
    const { dispatcher } = setUp();
    const channel = scriptedChannel(statuses(500, 200, 500, 200));
    const delivery = await dispatcher.deliver({ event, channel, duplicates: 2 });
    expect(delivery.status).toBe("succeeded");
    expect(
      delivery.attempts.map(({ attempt, duplicate, next, startedAtMs }) => [
        attempt,
        duplicate ?? false,
        next.kind,
        startedAtMs - startMs,
      ]),
    ).toEqual([
      [1, false, "retry", 0],
      [2, false, "succeeded", 15_000],
      [3, true, "given-up", 16_000],
      [4, true, "succeeded", 17_000],
    ]);
  });

  it("do not follow a delivery that was given up", async () => {
    const { dispatcher } = setUp();
    const channel = scriptedChannel(statuses(500));
    const delivery = await dispatcher.deliver({ event, channel, duplicates: 3 });
    expect(delivery.attempts).toHaveLength(5);
  });

  it("come by chance, the same ones for the same seed", async () => {
    const duplicated = async (seed: number): Promise<string[]> => {
      const { dispatcher } = setUp({
        random: createRandom(seed),
        policy: { duplicateProbability: 0.3 },
      });
      const channel = scriptedChannel(statuses(200));
      const deliveries = await Promise.all(
        Array.from({ length: 200 }, (_, number) =>
          dispatcher.deliver({ event: eventNumbered(number), channel }),
        ),
      );
      return deliveries.filter(({ attempts }) => attempts.length === 2).map(({ id }) => id);
    };
    const first = await duplicated(5);
    expect(first.length).toBeGreaterThan(40);
    expect(first.length).toBeLessThan(80);
    expect(await duplicated(5)).toEqual(first);
    expect(await duplicated(6)).not.toEqual(first);
  });
});

describe("ordered delivery", () => {
  const ordered = { policy: { ordered: true } };

  it("holds the next event of a target until the one before it has succeeded", async () => {
    const { dispatcher } = setUp(ordered);
    const order: string[] = [];
    const channel = scriptedChannel(({ event: sent, attempt }) => {
      order.push(`${Number.parseInt(sent.header.event_id, 16)}/${attempt}`);
      return answered(sent.header.event_id.endsWith("1") && attempt < 3 ? 500 : 200);
    });
    await Promise.all(
      [1, 2, 3].map((number) => dispatcher.deliver({ event: eventNumbered(number), channel })),
    );
    expect(order).toEqual(["1/1", "1/2", "1/3", "2/1", "3/1"]);
  });

  it("goes on with the next one after one is given up", async () => {
    const { dispatcher } = setUp(ordered);
    const channel = scriptedChannel(({ event: sent }) =>
      answered(sent.header.event_id.endsWith("1") ? 500 : 200),
    );
    const deliveries = await Promise.all(
      [1, 2].map((number) => dispatcher.deliver({ event: eventNumbered(number), channel })),
    );
    expect(deliveries.map(({ status }) => status)).toEqual(["given-up", "succeeded"]);
    expect(channel.inputs.map(({ attempt }) => attempt)).toEqual([1, 2, 3, 4, 5, 1]);
  });

  it("does not hold the events of another target", async () => {
    const { dispatcher } = setUp(ordered);
    const { channel: stuck } = heldChannel();
    void dispatcher.deliver({ event, channel: stuck });
    const other = scriptedChannel(statuses(200), "http://127.0.0.1:2/other");
    const delivery = await dispatcher.deliver({ event, channel: other });
    expect(delivery.status).toBe("succeeded");
  });

  it("lets a held event be cancelled without letting the one behind it pass", async () => {
    const { dispatcher } = setUp(ordered);
    const { channel, open } = heldChannel();
    const controller = new AbortController();
    const first = dispatcher.deliver({ event: eventNumbered(1), channel });
    const second = dispatcher.deliver({
      event: eventNumbered(2),
      channel,
      signal: controller.signal,
    });
    const third = dispatcher.deliver({ event: eventNumbered(3), channel });
    await turn();
    controller.abort();
    await expect(second).resolves.toMatchObject({ status: "cancelled", attempts: [] });
    await turn();
    expect(channel.inputs).toHaveLength(1);
    open[0]?.(answered(200));
    await first;
    await turn();
    open[1]?.(answered(200));
    await expect(third).resolves.toMatchObject({ status: "succeeded" });
  });
});

describe("observers", () => {
  it("are told everything in order", async () => {
    const seen: string[] = [];
    const observer: DeliveryObserver = {
      deliveryAccepted: ({ eventId }, { header }) => {
        expect(eventId).toBe(header.event_id);
        seen.push("accepted");
      },
      attemptStarted: (_delivery, { attempt }) => seen.push(`start ${attempt}`),
      attemptEnded: (_delivery, { attempt, outcome }) => seen.push(`${outcome.kind} ${attempt}`),
      retryPlanned: (_delivery, { attempt, waitMs, dueAtMs }) =>
        seen.push(`retry ${attempt} in ${waitMs} at ${dueAtMs - startMs}`),
      deliveryEnded: ({ status }) => seen.push(status),
    };
    const { dispatcher } = setUp({ observers: [observer] });
    await dispatcher.deliver({ event, channel: scriptedChannel(statuses(500, 200)) });
    expect(seen).toEqual([
      "accepted",
      "start 1",
      "answered 1",
      "retry 2 in 15000 at 15000",
      "start 2",
      "answered 2",
      "succeeded",
    ]);
  });

  it("see the whole body of an answer, of which the record keeps the beginning", async () => {
    let seen = 0;
    const { dispatcher } = setUp({ keptBodyLength: 10 });
    const stop = dispatcher.observe({
      attemptEnded: (_delivery, { outcome }) => {
        seen = outcome.kind === "answered" ? outcome.body.length : 0;
      },
    });
    const channel = scriptedChannel(() => answered(200, "x".repeat(60_000)));
    const { attempts } = await dispatcher.deliver({ event, channel });
    expect(seen).toBe(60_000);
    expect(attempts[0]?.outcome).toMatchObject({ body: "x".repeat(10), bodyTruncated: true });
    stop();
    seen = 0;
    await dispatcher.deliver({ event, channel });
    expect(seen).toBe(0);
  });
});

describe("many at once", () => {
  it("never puts more on the wire than maxInFlight", async () => {
    let onTheWire = 0;
    let most = 0;
    const { dispatcher } = setUp({ maxInFlight: 7 });
    const channel = scriptedChannel(async ({ attempt }) => {
      most = Math.max(most, ++onTheWire);
      await turn();
      onTheWire--;
      return answered(attempt === 1 ? 500 : 200);
    });
    const deliveries = Array.from({ length: 100 }, (_, number) =>
      dispatcher.deliver({ event: eventNumbered(number), channel }),
    );
    await Promise.all(deliveries);
    expect(most).toBe(7);
    expect(dispatcher.deliveries.counts.succeeded).toBe(100);
  });

  it("lets a stream in only as fast as it goes out", async () => {
    const { dispatcher } = setUp({ maxInFlight: 5, keep: 0 });
    const channel = scriptedChannel(async () => {
      await turn();
      return answered(200);
    });
    let mostPending = 0;
    for (let number = 0; number < 200; number++) {
      await dispatcher.room();
      void dispatcher.deliver({ event: eventNumbered(number), channel });
      mostPending = Math.max(mostPending, dispatcher.deliveries.counts.pending);
    }
    await dispatcher.idle();
    expect(mostPending).toBeLessThanOrEqual(10);
    expect(dispatcher.deliveries.counts).toMatchObject({ succeeded: 200, pending: 0 });
    expect([...dispatcher.deliveries]).toEqual([]);
  });

  it("carries twenty thousand pending retries at once", async () => {
    const { clock, dispatcher } = setUp({ autoAdvance: false, keep: 0, maxInFlight: 1_000 });
    const channel = {
      ...scriptedChannel(statuses(500)),
      attempt: ({ attempt }: { attempt: number }) =>
        Promise.resolve({ outcome: answered(attempt === 1 ? 500 : 200) }),
    };
    for (let number = 0; number < 20_000; number++) void dispatcher.deliver({ event, channel });
    await clock.advance("14s");
    expect(dispatcher.deliveries.counts.pending).toBe(20_000);
    await clock.advance("1s");
    expect(dispatcher.deliveries.counts).toMatchObject({ pending: 0, succeeded: 20_000 });
  });
});

describe("closing", () => {
  it("lets the attempt on the wire end, cancels what waits, and takes nothing more", async () => {
    const { dispatcher } = setUp({ autoAdvance: false });
    const { channel: slow, open } = heldChannel();
    const waiting = dispatcher.deliver({ event, channel: scriptedChannel(statuses(500)) });
    const sending = dispatcher.deliver({ event, channel: slow });
    await turn();
    const closed = dispatcher.close();
    await expect(waiting).resolves.toMatchObject({ status: "cancelled" });
    open[0]?.(answered(200));
    await closed;
    await expect(sending).resolves.toMatchObject({ status: "succeeded" });
    await expect(dispatcher.deliver({ event, channel: slow })).rejects.toMatchObject({
      code: "USAGE",
    });
  });

  it("is idle when the last delivery has ended", async () => {
    const { dispatcher } = setUp();
    await dispatcher.idle();
    const channel = scriptedChannel(statuses(500, 200));
    void dispatcher.deliver({ event, channel });
    await dispatcher.idle();
    expect(channel.inputs).toHaveLength(2);
  });
});

describe("misuse", () => {
  it("reaches the caller, and counts the delivery as cancelled", async () => {
    const { dispatcher } = setUp();
    const channel: Channel = {
      ...scriptedChannel(statuses(200)),
      attempt: () => Promise.reject(new TypeError("no such fault")),
    };
    await expect(dispatcher.deliver({ event, channel })).rejects.toThrow("no such fault");
    expect(dispatcher.deliveries.counts).toMatchObject({ cancelled: 1, pending: 0 });
    await dispatcher.idle();
  });
});
