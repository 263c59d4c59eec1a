import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it, onTestFinished } from "vitest";
import { systemWallClock, type WallClock } from "../../src/base/clock.js";
import { checkReceiver } from "../../src/contract/check-receiver.js";
import type { StandInBehaviour } from "../../src/console/console-state.js";
import { createEventHeader } from "../../src/event/event-header.js";
import { standInPath } from "../../src/console/stand-in/stand-in-path.js";
import { createStandInReceiver } from "../../src/console/stand-in/stand-in-receiver.js";
import { createSimulator } from "../../src/simulator/simulator.js";

const encrypted = { encryptKey: "an-encrypt-key", verificationToken: "a-token" };
const inClear = { encryptKey: "", verificationToken: "a-token" };

interface StandInSettings {
  readonly keys?: typeof encrypted;
  readonly keep?: number;
  readonly wall?: WallClock;
}

/** The stand-in on a port of its own, for an app whose keys the test may change. */
async function openStandIn({ keys = encrypted, keep, wall }: StandInSettings = {}) {
  const present = { keys };
  const standIn = createStandInReceiver({
    keys: () => present.keys,
    wall: wall ?? systemWallClock,
    ...(keep !== undefined && { keep }),
  });
  const server = createServer((request, response) =>
    standIn.handler(request, response, () => response.writeHead(404).end("another handler's")),
  ).listen(0, "127.0.0.1");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  await once(server, "listening");
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const simulator = createSimulator({ seed: 7, app: keys });
  onTestFinished(() => simulator.close());
  const effectsOf = async (eventId: string): Promise<number | undefined> =>
    (await standIn.witness.look([{ eventId, subjectId: "omm_" }]))[0]?.eventId;
  return { standIn, simulator, present, origin, target: `${origin}${standInPath}`, effectsOf };
}

describe("the stand-in receiver", () => {
  it.each([
    ["with an Encrypt Key", encrypted, 42],
    ["in clear", inClear, 32],
  ])("passes every check of the suite that applies to it, %s", async (_name, app, passes) => {
    const { standIn, target } = await openStandIn({ keys: app });
    const report = await checkReceiver({
      target,
      app,
      witness: standIn.witness,
      seed: 42,
      effectTiming: { visibleWithinMs: 300 },
      // A busy machine needs longer for two thousand events.
      suiteLimits: { floodMs: 100_000 },
    });
    const others = report.checks.filter(({ verdict }) => verdict !== "pass");
    const skipped = others.filter(({ verdict }) => verdict === "skip");
    expect(others.filter((check) => !skipped.includes(check)).map(({ id }) => id)).toEqual([
      // Whose clock nobody can move seven hours on.
      "idempotency/horizon",
    ]);
    const cannotApply =
      /^(?:Only a receiver we start|Without an Encrypt Key|The receiver refused no|The run has events of one type)/;
    expect(skipped.filter(({ reason }) => !cannotApply.test(reason ?? ""))).toEqual([]);
    expect(report.summary.pass).toBe(passes);
  });

  it("follows the app's keys as they are now", async () => {
    const { simulator, present, target, effectsOf } = await openStandIn();
    simulator.changeApp({ encryptKey: "another-key", verificationToken: "another-token" });
    const before = await simulator.push({ to: target });
    expect(before.status).toBe("given-up");
    expect(before.attempts[0]?.outcome).toMatchObject({ kind: "answered", status: 401 });
    present.keys = { encryptKey: "another-key", verificationToken: "another-token" };
    expect(await simulator.verifyUrl({ to: target })).toMatchObject({ verified: true });
    const after = await simulator.push({ to: target });
    expect(after.status).toBe("succeeded");
    expect([await effectsOf(before.eventId), await effectsOf(after.eventId)]).toEqual([0, 1]);
  });

  it.each<[StandInBehaviour, string, number]>([
    ["good", "succeeded", 1],
    ["answers-500", "given-up", 0],
    ["acts-twice", "succeeded", 3],
    ["ignores", "succeeded", 0],
  ])("behaves as asked: %s", async (behaviour, status, effects) => {
    const { standIn, simulator, target, effectsOf } = await openStandIn();
    standIn.behave(behaviour);
    expect(standIn.behaviour).toBe(behaviour);
    const delivery = await simulator.push({ to: target, duplicates: 2 });
    expect(delivery.status).toBe(status);
    expect(await effectsOf(delivery.eventId)).toBe(effects);
  });

  it.each([
    ["vc.room.deleted_v1", 1],
    ["im.message.receive_v1", 0],
  ])("acts on what a tenant fires, and takes the rest: %s", async (eventType, effects) => {
    const { simulator, target, effectsOf } = await openStandIn();
    const ids = { eventId: "e".repeat(32), createTimeMs: 1_700_000_000_000 };
    const header = createEventHeader(simulator.app, { ...ids, eventType });
    const event = { schema: "2.0" as const, header, event: { room: { room_id: "omm_" } } };
    const delivery = await simulator.push({ to: target, event, allowInvalid: true });
    expect(delivery.status).toBe("succeeded");
    expect(await effectsOf(delivery.eventId)).toBe(effects);
  });

  it.each<[StandInBehaviour, number]>([
    ["silent", 0],
    ["answers-late", 1],
  ])("keeps Feishu waiting in vain when it is %s", async (behaviour, effects) => {
    const { standIn, simulator, target, effectsOf } = await openStandIn();
    standIn.behave(behaviour);
    const request = await simulator.prepare({});
    const { header } = JSON.parse(request.plaintext) as { header: { event_id: string } };
    const outcome = await simulator.send({ to: target, request, limits: { totalMs: 200 } });
    expect(outcome.kind).toBe("timed-out");
    expect(await effectsOf(header.event_id)).toBe(effects);
    expect(await simulator.verifyUrl({ to: target, limitMs: 100 })).toMatchObject({
      verified: false,
      consoleMessage: "Challenge code没有返回",
    });
  });

  it("answers late, but answers", async () => {
    let late: { readonly answer: () => void; readonly afterMs: number } | undefined;
    const planned = new Promise<void>((resolve) => {
      const wall: WallClock = {
        ...systemWallClock,
        setTimer(answer, afterMs) {
          late = { answer, afterMs };
          resolve();
          return { cancel: () => {} };
        },
      };
      void openStandIn({ wall }).then(begin);
    });
    let answered: Promise<unknown> | undefined;
    async function begin({ standIn, simulator, target }: Awaited<ReturnType<typeof openStandIn>>) {
      standIn.behave("answers-late");
      const request = await simulator.prepare({});
      answered = simulator.send({ to: target, request });
    }
    await planned;
    expect(late?.afterMs).toBeGreaterThan(3_000);
    late?.answer();
    expect(await answered).toMatchObject({ kind: "answered", status: 200 });
  });

  it("remembers so many events and no more", async () => {
    const { simulator, target, effectsOf } = await openStandIn({ keep: 2 });
    const ids: string[] = [];
    for (let count = 0; count < 5; count++) {
      ids.push((await simulator.push({ to: target })).eventId);
    }
    expect(await Promise.all(ids.map(effectsOf))).toEqual([0, 0, 1, 1, 1]);
  });

  it("tells at once that it has acted", async () => {
    const { standIn, simulator, target } = await openStandIn();
    let news = 0;
    const stop = standIn.witness.onNews?.(() => news++);
    await simulator.push({ to: target });
    stop?.();
    await simulator.push({ to: target });
    expect(news).toBe(1);
  });

  it("takes the ticket of a store app, and leaves other paths alone", async () => {
    const { target, origin } = await openStandIn({ keys: inClear });
    const post = (url: string, body: unknown, type = "application/json;charset=utf-8") =>
      fetch(url, { method: "POST", body: JSON.stringify(body), headers: { "Content-Type": type } });
    const ticket = { type: "event_callback", token: "a-token", event: { type: "app_ticket" } };
    expect((await post(target, ticket)).status).toBe(200);
    expect((await post(target, { ...ticket, token: "another" })).status).toBe(401);
    expect((await post(target, ticket, "text/plain")).status).toBe(415);
    expect((await post(target, [])).status).toBe(401);
    expect((await post(target, { text: "x".repeat(1_100_000) })).status).toBe(413);
    expect((await fetch(target)).status).toBe(405);
    expect((await post(`${origin}/webhook/event`, ticket)).status).toBe(404);
  });
});
