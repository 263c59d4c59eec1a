import { describe, expect, it } from "vitest";
import { createVirtualClock } from "../../src/base/clock.js";
import { createRandom } from "../../src/base/random.js";
import { connectionFaultNames, type ConnectionFaultName } from "../../src/delivery/fault.js";
import { createApp } from "../../src/event/app.js";
import { serializeEvent } from "../../src/wire/serialize-event.js";
import {
  makeEvent,
  next,
  startGateway,
  startGatewayInManualTime,
  type Fixture,
} from "./gateway-fixture.js";
import { connectRaw, headersOf, payloadOf, type RawClient, type RawFrame } from "./raw-client.js";

/** A client that is online and whose pong has been taken. */
async function startClient(
  fixture: Fixture,
  options: { readonly autoAck?: boolean } = {},
): Promise<RawClient> {
  const client = await connectRaw(fixture.url, fixture.app, options);
  await client.nextFrame();
  return client;
}

async function takeFrames(client: RawClient, count: number): Promise<RawFrame[]> {
  const frames = [];
  for (let index = 0; index < count; index++) frames.push(await client.nextFrame());
  return frames;
}

const textOf = (frames: readonly RawFrame[]): string =>
  Buffer.concat(
    [...frames]
      .sort((left, right) => Number(headersOf(left)["seq"]) - Number(headersOf(right)["seq"]))
      .map((frame) => frame.payload ?? Buffer.alloc(0)),
  ).toString("utf8");

describe("a push over the long connection", () => {
  it("carries every header a client needs and the event as its payload", async () => {
    const fixture = await startGateway();
    const client = await startClient(fixture);
    const pushed = fixture.push();
    const frame = await client.nextFrame();
    client.ack(frame);
    expect(frame).toMatchObject({ SeqID: 1, service: 33_554_678, method: 1 });
    expect(frame.headers.map(({ key }) => key)).toEqual([
      "type",
      "message_id",
      "sum",
      "seq",
      "trace_id",
      "timestamp",
      "instance_id",
    ]);
    const headers = headersOf(frame);
    expect(headers).toMatchObject({ type: "event", sum: "1", seq: "0" });
    expect(headers["message_id"]).toMatch(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    expect(headers["trace_id"]).toMatch(/^[0-9a-f]{32}$/);
    expect(headers["timestamp"]).toMatch(/^\d{13}$/);
    expect(await pushed).toMatchObject({ kind: "acknowledged", code: 200, body: '{"code":200}' });
  });

  it("is the webhook's plaintext with an empty token, never encrypted", async () => {
    const fixture = await startGateway({}, { encryptKey: "a key" });
    const client = await startClient(fixture, { autoAck: true });
    const event = makeEvent(fixture.app);
    await fixture.push(event);
    const overWebhook = serializeEvent(event);
    expect(overWebhook).toContain(`"token":"${fixture.app.verificationToken}"`);
    expect(textOf(await takeFrames(client, 1))).toBe(
      overWebhook.replace(`"token":"${fixture.app.verificationToken}"`, '"token":""'),
    );
  });

  it("has a new message id on every attempt", async () => {
    const fixture = await startGateway();
    const client = await startClient(fixture, { autoAck: true });
    await fixture.push();
    await fixture.push();
    const ids = (await takeFrames(client, 2)).map((frame) => headersOf(frame)["message_id"]);
    expect(new Set(ids).size).toBe(2);
  });

  it("is offline when no client is connected", async () => {
    const fixture = await startGateway();
    expect(await fixture.push()).toMatchObject({ kind: "offline" });
  });

  it("times out after three seconds without an acknowledgement", async () => {
    const fixture = await startGatewayInManualTime();
    await startClient(fixture);
    const pushed = fixture.push();
    fixture.pass(3_000);
    expect(await pushed).toEqual({ kind: "timed-out", phase: "ack", durationMs: 3_000 });
  });

  it("counts an acknowledgement of the last millisecond", async () => {
    const fixture = await startGatewayInManualTime();
    const client = await startClient(fixture);
    const pushed = fixture.push();
    fixture.pass(2_999);
    client.ack(await client.nextFrame());
    expect(await pushed).toMatchObject({ kind: "acknowledged", durationMs: 2_999 });
  });

  it("is reset when the connection is lost and nobody acknowledges", async () => {
    const fixture = await startGatewayInManualTime();
    const client = await startClient(fixture);
    const pushed = fixture.push();
    await client.nextFrame();
    const closed = next(fixture.gateway, "connectionClosed");
    client.socket.terminate();
    await closed;
    fixture.pass(3_000);
    expect(await pushed).toMatchObject({ kind: "reset", phase: "ack" });
  });

  it("is acknowledged on whichever connection of the app the ack arrives", async () => {
    const fixture = await startGateway();
    const client = await startClient(fixture);
    const pushed = fixture.push();
    const frame = await client.nextFrame();
    client.socket.terminate();
    const successor = await startClient(fixture);
    successor.ack(frame);
    expect(await pushed).toMatchObject({ kind: "acknowledged", code: 200 });
  });

  it.each([
    ["an error", { code: 500 }, 500],
    ["Go's form", { code: 200, headers: null, data: null }, 200],
    ["Node's return value", { code: 200, data: "InN1Y2Nlc3Mi" }, 200],
    ["no code", {}, 0],
    ["a code that is text", { code: "200" }, 0],
    ["something that is not JSON", "OK", 0],
    ["nothing", "", 0],
    ["null", "null", 0],
  ])("reads an acknowledgement that says %s", async (_what, payload, code) => {
    const fixture = await startGateway();
    const client = await startClient(fixture);
    const pushed = fixture.push();
    client.ack(await client.nextFrame(), payload);
    const body = typeof payload === "string" ? payload : JSON.stringify(payload);
    expect(await pushed).toMatchObject({ kind: "acknowledged", code, body });
  });

  it("keeps a bounded part of an acknowledgement", async () => {
    const fixture = await startGateway({ limits: { ackBodyLength: 10 } });
    const client = await startClient(fixture);
    const pushed = fixture.push();
    client.ack(await client.nextFrame(), { code: 200, data: "x".repeat(1_000) });
    expect(await pushed).toMatchObject({ code: 200, body: '{"code":20' });
  });

  it("is split when it is larger than a fragment may be", async () => {
    const fixture = await startGateway({ limits: { fragmentBytes: 200, fragmentGapMs: 1 } });
    const client = await startClient(fixture);
    const event = makeEvent(fixture.app);
    const pushed = fixture.push(event);
    const first = await client.nextFrame();
    const count = Number(headersOf(first)["sum"]);
    const frames = [first, ...(await takeFrames(client, count - 1))];
    client.ack(frames.at(-1) as RawFrame);
    expect(count).toBeGreaterThan(1);
    expect(frames.every(({ payload }) => (payload?.length ?? 0) <= 200)).toBe(true);
    expect(JSON.parse(textOf(frames))).toEqual({
      ...event,
      header: { ...event.header, token: "" },
    });
    expect(await pushed).toMatchObject({ kind: "acknowledged" });
    expect(frames.map(({ SeqID }) => SeqID)).toEqual(frames.map((_frame, index) => index + 1));
    expect(fixture.gateway.connections()).toMatchObject([{ eventsPushed: 1, acks: 1 }]);
  });

  it("rejects with the reason when it is aborted, and forgets the message", async () => {
    const fixture = await startGateway();
    const client = await startClient(fixture);
    const abort = new AbortController();
    const pushed = fixture.push(undefined, { signal: abort.signal });
    const frame = await client.nextFrame();
    abort.abort(new Error("enough"));
    await expect(pushed).rejects.toThrow("enough");
    const late = next(fixture.gateway, "acknowledged");
    client.ack(frame);
    expect(await late).toMatchObject({ matched: false });
  });

  it("does not start when it is aborted already", async () => {
    const fixture = await startGateway();
    const pushed = fixture.push(undefined, { signal: AbortSignal.abort(new Error("before")) });
    await expect(pushed).rejects.toThrow("before");
  });

  it("holds a virtual clock still until it has ended", async () => {
    const clock = createVirtualClock({ startMs: 1_700_000_000_000, autoAdvance: true });
    const fixture = await startGateway({ clock });
    const client = await startClient(fixture);
    const pushed = fixture.push();
    let fired = false;
    clock.setTimer(() => (fired = true), 15_000);
    const frame = await client.nextFrame();
    expect(fired).toBe(false);
    const slept = clock.sleep(20_000);
    client.ack(frame);
    await pushed;
    await slept;
    expect([fired, clock.now()]).toEqual([true, 1_700_000_020_000]);
  });

  it("ends when the gateway closes", async () => {
    const fixture = await startGateway();
    const client = await startClient(fixture);
    const pushed = fixture.push();
    await client.nextFrame();
    await fixture.gateway.close();
    expect(await pushed).toMatchObject({ kind: "reset", phase: "ack" });
  });
});

describe("acknowledgements nobody waits for", () => {
  it("a second one changes nothing", async () => {
    const fixture = await startGateway();
    const client = await startClient(fixture);
    const pushed = fixture.push();
    const frame = await client.nextFrame();
    client.ack(frame, { code: 500 });
    client.ack(frame, { code: 200 });
    expect(await pushed).toMatchObject({ code: 500 });
    const again = fixture.push();
    client.ack(await client.nextFrame());
    expect(await again).toMatchObject({ code: 200 });
  });

  it("one for a message that was never pushed changes nothing", async () => {
    const fixture = await startGatewayInManualTime();
    const client = await startClient(fixture);
    const pushed = fixture.push();
    const frame = await client.nextFrame();
    const nameless = next(fixture.gateway, "acknowledged", ({ messageId }) => messageId === "");
    client.ack({ ...frame, headers: [{ key: "message_id", value: "made-up" }] });
    client.ack({ ...frame, headers: [] });
    expect(await nameless).toMatchObject({ matched: false });
    fixture.pass(3_000);
    expect(await pushed).toMatchObject({ kind: "timed-out" });
  });

  it("one of another app's client changes nothing", async () => {
    const other = createApp({}, createRandom(8));
    const fixture = await startGatewayInManualTime({ apps: [other] });
    const client = await startClient(fixture);
    const thief = await connectRaw(fixture.url, other);
    const pushed = fixture.push();
    const stolen = next(fixture.gateway, "acknowledged");
    thief.ack(await client.nextFrame());
    expect(await stolen).toMatchObject({ connectionId: "connection-2", matched: false });
    fixture.pass(3_000);
    expect(await pushed).toMatchObject({ kind: "timed-out" });
  });
});

describe("the faults of an attempt", () => {
  const pushWith = (
    fixture: Fixture,
    name: ConnectionFaultName,
    pauseMs?: number,
  ): ReturnType<Fixture["push"]> =>
    fixture.push(undefined, { fault: { name, ...(pauseMs === undefined ? {} : { pauseMs }) } });

  it("kill-connection destroys the TCP connection instead of pushing", async () => {
    const fixture = await startGateway();
    const client = await startClient(fixture);
    const outcome = await pushWith(fixture, "kill-connection");
    expect(outcome).toMatchObject({ kind: "broken-off", fault: "kill-connection" });
    expect(await client.closed).toBe(1006);
    expect(client.untaken).toEqual([]);
  });

  it("close-connection says goodbye instead of pushing", async () => {
    const fixture = await startGateway();
    const client = await startClient(fixture);
    const outcome = await pushWith(fixture, "close-connection");
    expect(outcome).toMatchObject({ kind: "broken-off", fault: "close-connection" });
    expect(await client.closed).toBe(1000);
  });

  it("kill-after-push delivers the event and then destroys the connection", async () => {
    const fixture = await startGateway();
    const client = await startClient(fixture);
    const pushed = pushWith(fixture, "kill-after-push");
    const frame = await client.nextFrame();
    expect(await client.closed).toBe(1006);
    (await startClient(fixture)).ack(frame);
    expect(await pushed).toMatchObject({ kind: "acknowledged", code: 200 });
  });

  it("silence leaves the connection open and pushes nothing", async () => {
    const fixture = await startGateway({ limits: { ackMs: 30 } });
    const client = await startClient(fixture);
    expect(await pushWith(fixture, "silence")).toMatchObject({ kind: "timed-out", phase: "ack" });
    expect(client.untaken).toEqual([]);
    expect(fixture.gateway.connections()).toMatchObject([{ state: "frozen" }]);
  });

  it("delay pushes late", async () => {
    const fixture = await startGateway();
    await startClient(fixture, { autoAck: true });
    expect((await pushWith(fixture, "delay", 40)).durationMs).toBeGreaterThanOrEqual(39);
  });

  it.each([
    { name: "fragments", order: ["0", "1", "2"] },
    { name: "fragments-out-of-order", order: ["2", "1", "0"] },
    { name: "fragments-slow", order: ["0", "1", "2"] },
  ] as const)(
    "$name sends three pieces of one message in the order $order",
    async ({ name, order }) => {
      const fixture = await startGateway();
      const client = await startClient(fixture);
      const event = makeEvent(fixture.app);
      const pushed = fixture.push(event, { fault: { name, pauseMs: 20 } });
      const frames = await takeFrames(client, 3);
      client.ack(frames[2] as RawFrame);
      expect(frames.map((frame) => headersOf(frame)["seq"])).toEqual(order);
      expect(frames.map((frame) => headersOf(frame)["sum"])).toEqual(["3", "3", "3"]);
      expect(new Set(frames.map((frame) => headersOf(frame)["message_id"])).size).toBe(1);
      expect(JSON.parse(textOf(frames))).toMatchObject({ event: event.event });
      const outcome = await pushed;
      expect(outcome).toMatchObject({ kind: "acknowledged", code: 200 });
      expect(outcome.durationMs).toBeGreaterThanOrEqual(38);
    },
  );

  it("fragments keep 50 ms between them when nothing else is said", async () => {
    const fixture = await startGatewayInManualTime();
    const client = await startClient(fixture);
    const pushed = pushWith(fixture, "fragments");
    await client.nextFrame();
    fixture.pass(50);
    await client.nextFrame();
    fixture.pass(50);
    client.ack(await client.nextFrame());
    expect(await pushed).toMatchObject({ kind: "acknowledged", durationMs: 100 });
  });

  it("fragments-missing leaves one piece out", async () => {
    const fixture = await startGatewayInManualTime();
    const client = await startClient(fixture);
    const pushed = pushWith(fixture, "fragments-missing");
    expect(headersOf(await client.nextFrame())).toMatchObject({ sum: "3", seq: "0" });
    fixture.pass(50);
    expect(headersOf(await client.nextFrame())).toMatchObject({ sum: "3", seq: "2" });
    fixture.pass(2_950);
    expect(await pushed).toMatchObject({ kind: "timed-out" });
    expect(client.untaken).toEqual([]);
  });

  it("duplicate-push sends the event under two message ids and waits for both", async () => {
    const fixture = await startGateway();
    const client = await startClient(fixture);
    const pushed = pushWith(fixture, "duplicate-push");
    const [first, second] = (await takeFrames(client, 2)) as [RawFrame, RawFrame];
    expect(payloadOf(first)).toEqual(payloadOf(second));
    expect(headersOf(first)["message_id"]).not.toBe(headersOf(second)["message_id"]);
    client.ack(first);
    client.ack(first);
    const stray = next(fixture.gateway, "acknowledged");
    client.ack({ ...first, headers: [] });
    await stray;
    client.ack(second, { code: 500 });
    expect(await pushed).toMatchObject({ kind: "acknowledged", code: 200 });
  });

  it("garbage-frame sends bytes that are no frame before the event", async () => {
    const fixture = await startGateway();
    const client = await startClient(fixture, { autoAck: true });
    const lengths: number[] = [];
    client.socket.on("message", (data: Buffer) => lengths.push(data.length));
    expect(await pushWith(fixture, "garbage-frame")).toMatchObject({ kind: "acknowledged" });
    expect(lengths[0]).toBe(16);
    expect(lengths).toHaveLength(2);
    expect(client.untaken).toHaveLength(1);
  });

  it("lost-ack ignores the acknowledgement", async () => {
    const fixture = await startGatewayInManualTime();
    const client = await startClient(fixture, { autoAck: true });
    const ignored = next(fixture.gateway, "acknowledged");
    const pushed = pushWith(fixture, "lost-ack");
    expect(await ignored).toMatchObject({ matched: true });
    fixture.pass(3_000);
    expect(await pushed).toMatchObject({ kind: "timed-out", phase: "ack" });
    expect(client.untaken).toHaveLength(1);
  });

  it("every one of them is known", async () => {
    const fixture = await startGateway({ limits: { ackMs: 20 } });
    const kinds = await Promise.all(connectionFaultNames.map((name) => pushWith(fixture, name)));
    expect(new Set(kinds.map(({ kind }) => kind))).toEqual(new Set(["offline", "timed-out"]));
  });

  it("one of the webhook is refused as misuse", async () => {
    const fixture = await startGateway();
    await expect(fixture.push(undefined, { fault: { name: "slow-body" } })).rejects.toMatchObject({
      code: "USAGE",
      message:
        'Failed to push over the long connection: the fault "slow-body" exists on webhooks only.',
    });
  });
});

describe("an attempt with randomness of its own", () => {
  it("draws the same ids whatever else was pushed before", async () => {
    const idsAfter = async (others: number): Promise<(string | undefined)[]> => {
      const fixture = await startGateway();
      const client = await startClient(fixture, { autoAck: true });
      for (let count = 0; count < others; count++) await fixture.push();
      client.untaken.length = 0;
      await fixture.push(undefined, { random: createRandom(5) });
      const { message_id, trace_id } = headersOf(await client.nextFrame());
      return [message_id, trace_id];
    };
    expect(await idsAfter(0)).toEqual(await idsAfter(3));
  });
});
