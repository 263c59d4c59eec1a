import { describe, expect, it } from "vitest";
import { createVirtualClock } from "../../src/base/clock.js";
import { createRandom } from "../../src/base/random.js";
import {
  createDeliveryHistory,
  type DeliveryHistoryOptions,
} from "../../src/console/history/delivery-history.js";
import type { Channel } from "../../src/delivery/channel.js";
import { createDispatcher } from "../../src/delivery/dispatcher.js";
import type { Outcome } from "../../src/delivery/outcome.js";
import type { WebhookRequest } from "../../src/wire/webhook-request.js";
import { answered, eventNumbered } from "../delivery/scripted-channel.js";

const request: WebhookRequest = {
  method: "POST",
  headers: [["Content-Type", "application/json"]],
  body: Buffer.from('{"encrypt":"…"}'),
  plaintext: '{"schema":"2.0"}',
};

const channelThat = (answer: () => Outcome | Promise<Outcome>): Channel => ({
  kind: "webhook",
  target: "http://127.0.0.1:1/events",
  attempt: async () => ({ outcome: await answer(), request }),
  close: () => Promise.resolve(),
});

function createScene(options: Partial<DeliveryHistoryOptions> = {}) {
  const changed: string[] = [];
  const history = createDeliveryHistory({
    keep: 100,
    nameOf: (scopeId) => (scopeId.endsWith("1") ? "Room 1" : undefined),
    changed: (id) => changed.push(id),
    ...options,
  });
  const clock = createVirtualClock({ startMs: 1_700_000_000_000, autoAdvance: false });
  const dispatcher = createDispatcher({
    clock,
    random: createRandom(1),
    observers: [history.observer],
  });
  const deliver = (
    number: number,
    answer = (): Outcome | Promise<Outcome> => answered(200, "ok"),
  ) => dispatcher.deliver({ event: eventNumbered(number), channel: channelThat(answer) });
  const ids = (): string[] => [...history.entries()].map(({ id }) => id);
  return { history, clock, changed, deliver, ids };
}

describe("the console's list", () => {
  it("follows a delivery from attempt to attempt", async () => {
    const { history, clock, deliver } = createScene();
    const statuses = [500, 200];
    const summary = () => {
      const entry = history.find("1");
      return entry && history.summaryOf(entry);
    };
    const ended = deliver(1, () => answered(statuses.shift() ?? 0));
    expect(summary()).toMatchObject({ status: "pending", sequence: 1, scope: { name: "Room 1" } });
    await clock.advance(0);
    expect(summary()).toMatchObject({
      attempts: 1,
      isUnderWay: false,
      last: { kind: "answered", status: 500 },
      nextDueAtMs: clock.now() + 15_000,
    });
    await clock.advance(15_000);
    await ended;
    expect(summary()).toMatchObject({ status: "succeeded", attempts: 2, last: { status: 200 } });
    expect(summary()).not.toHaveProperty("nextDueAtMs");
    expect([...(history.find("1")?.requests.keys() ?? [])]).toEqual([1, 2]);
  });

  it("forgets those that ended first, and none that is pending", async () => {
    const { clock, changed, deliver, ids } = createScene({ keep: 2 });
    const never = deliver(1, () => answered(500));
    never.catch(() => {});
    await clock.advance(0);
    for (const number of [2, 3, 4, 5]) await deliver(number);
    expect(ids()).toEqual(["1", "4", "5"]);
    expect(changed.filter((id) => id === "2").length).toBeGreaterThan(3);
    await clock.advance("8h");
    await never;
    expect(ids()).toEqual(["1", "5"]);
  });

  it("gives up the details of those that ended first when they take too much", async () => {
    const { history, deliver } = createScene({ detailBytes: 3_000 });
    const long = "x".repeat(1_000);
    for (const number of [1, 2, 3, 4]) await deliver(number, () => answered(200, long));
    const details = [...history.entries()].map(({ event, requests, delivery: { attempts } }) => [
      event !== undefined,
      requests.size,
      attempts[0]?.outcome.kind === "answered" && attempts[0].outcome.body.length,
    ]);
    const [gone, kept] = [
      [false, 0, 0],
      [true, 1, 1_000],
    ];
    expect(details).toEqual([gone, gone, gone, kept]);
    const [first] = history.entries();
    expect(first && history.summaryOf(first)).toMatchObject({
      status: "succeeded",
      attempts: 1,
      scope: { name: "Room 1" },
      last: { status: 200 },
    });
  });

  it("counts headers and answers of a receiver that writes much among the details", async () => {
    const { history, deliver } = createScene({ detailBytes: 100_000 });
    const headers = Array.from({ length: 100 }, (_, at) => [`X-${at}`, "v".repeat(900)] as const);
    for (const number of [1, 2, 3]) {
      await deliver(number, () => ({ ...answered(200), headers }) as Outcome);
    }
    expect([...history.entries()].filter(({ event }) => event).length).toBe(1);
  });

  it("has a forged request as a delivery that ended with its one attempt", async () => {
    const { history, changed } = createScene();
    const forged = (outcome: Outcome) =>
      history.forged({
        forgery: "wrong-token",
        event: eventNumbered(1),
        request,
        outcome,
        startedAtMs: 5,
        target: "http://127.0.0.1:1/",
      });
    const entries = [
      await forged(answered(200)),
      await forged(answered(401)),
      await forged({ kind: "refused", address: "127.0.0.1:1", durationMs: 1 }),
    ];
    expect(entries.map((entry) => history.summaryOf(entry))).toMatchObject([
      { id: "forged-1", status: "succeeded", forgery: "wrong-token", attempts: 1, acceptedAtMs: 5 },
      { id: "forged-2", status: "given-up", last: { status: 401 } },
      { id: "forged-3", status: "given-up", last: { kind: "refused" } },
    ]);
    expect(changed).toEqual(["forged-1", "forged-2", "forged-3"]);
    expect(history.find("forged-1")?.requests.get(1)).toEqual(request);
  });

  it("forgets forged requests as it forgets deliveries", async () => {
    const { history, deliver, ids } = createScene({ keep: 2 });
    await deliver(1);
    for (const target of ["a", "b"]) {
      const made = { forgery: "wrong-token", event: eventNumbered(2), request, target } as const;
      await history.forged({ ...made, outcome: answered(200), startedAtMs: 1 });
    }
    expect(ids()).toEqual(["forged-1", "forged-2"]);
  });

  it("finds the other deliveries of an event, as long as it has them", async () => {
    const { history, deliver } = createScene({ keep: 2 });
    for (const number of [1, 1, 2]) await deliver(number);
    const [second, third] = history.entries();
    expect(second?.id).toBe("2");
    expect(second && history.othersOf(second)).toEqual([]);
    await deliver(2);
    expect(third && history.othersOf(third).map(({ id }) => id)).toEqual(["4"]);
  });

  it("shows nothing on the wire any more after an attempt that could not be made", async () => {
    const { history, deliver } = createScene();
    const misuse = new Error("no such fault");
    await expect(deliver(1, () => Promise.reject(misuse))).rejects.toBe(misuse);
    const [entry] = history.entries();
    const summary = entry && history.summaryOf(entry);
    expect(summary).toMatchObject({ status: "cancelled", isUnderWay: false });
  });

  it("says of an event that is sent again whether it had been acted on", async () => {
    const { history, changed, deliver } = createScene();
    for (const number of [1, 1, 2]) await deliver(number);
    const entries = [...history.entries()];
    const actedOn = () => entries.map((entry) => history.summaryOf(entry).wasActedOn === true);
    expect(actedOn()).toEqual([false, false, false]);
    changed.length = 0;
    const [first] = entries;
    if (first) {
      const sightings = [{ atMs: 1, count: 1 }];
      history.setEffects(first, { kind: "counted", count: 1, sightings });
    }
    expect(actedOn()).toEqual([false, true, false]);
    expect(changed).toEqual(["1", "2"]);
  });

  it("goes on when nothing can be written down any more, and says so once", async () => {
    const troubles: unknown[] = [];
    const failure = new Error("no space left");
    const store = {
      entries: [],
      endedIds: [],
      counts: { taken: 0, forged: 0 },
      append: () => Promise.reject(failure),
      close: () => Promise.reject(failure),
    };
    const onTrouble = (error: unknown) => troubles.push(error);
    const { history, deliver, ids } = createScene({ store, onTrouble });
    for (const number of [1, 2]) await deliver(number);
    expect(ids()).toEqual(["1", "2"]);
    await history.close();
    expect(troubles).toEqual([failure]);
  });
});
