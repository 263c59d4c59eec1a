import { once } from "node:events";
import { describe, expect, it } from "vitest";
import { createRandom } from "../../src/base/random.js";
import { createApp } from "../../src/event/app.js";
import { makeEvent, next, startGateway, startGatewayInManualTime } from "./gateway-fixture.js";
import { connectRaw, headersOf, payloadOf } from "./raw-client.js";

describe("a connection", () => {
  it("answers a ping with a pong that carries the whole ClientConfig", async () => {
    const { url, app } = await startGateway();
    const client = await connectRaw(url, app);
    const pong = await client.nextFrame();
    expect(pong).toMatchObject({ method: 0, service: 33_554_678 });
    expect(headersOf(pong)).toEqual({ type: "pong" });
    expect(payloadOf(pong)).toEqual({
      ReconnectCount: -1,
      ReconnectInterval: 1,
      ReconnectNonce: 0,
      PingInterval: 120,
    });
  });

  it("tells a changed ClientConfig with the next pong", async () => {
    const { gateway, url, app } = await startGateway();
    const client = await connectRaw(url, app);
    await client.nextFrame();
    gateway.setClientConfig({ PingInterval: 3 });
    client.ping();
    expect(payloadOf(await client.nextFrame())).toMatchObject({
      PingInterval: 3,
      ReconnectInterval: 1,
    });
  });

  it("answers pings of the WebSocket itself", async () => {
    const { url, app } = await startGateway();
    const client = await connectRaw(url, app);
    client.socket.ping("are you there");
    const [data] = (await once(client.socket, "pong")) as [Buffer];
    expect(data.toString()).toBe("are you there");
  });

  it("is ready with its first ping", async () => {
    const { gateway, url, app } = await startGateway({ limits: { readyMs: 60_000 } });
    const ready = next(gateway, "connectionReady");
    const client = await connectRaw(url, app, { pings: false });
    expect(gateway.connections()).toMatchObject([{ state: "opening", pings: 0 }]);
    client.ping();
    expect(await ready).toMatchObject({ id: "connection-1", state: "online", pings: 1 });
  });

  it("is ready after a while without a ping", async () => {
    const { gateway, url, app } = await startGateway({ limits: { readyMs: 5 } });
    await connectRaw(url, app, { pings: false });
    expect(await gateway.whenOnline(app.appId)).toMatchObject({ state: "online", pings: 0 });
  });

  it("gets its first event only when it is ready", async () => {
    const { url, app, push } = await startGateway({ limits: { readyMs: 60_000 } });
    const client = await connectRaw(url, app, { pings: false, autoAck: true });
    const pushed = push();
    client.ping();
    expect(headersOf(await client.nextFrame())).toEqual({ type: "pong" });
    expect(headersOf(await client.nextFrame())).toMatchObject({ type: "event" });
    expect(await pushed).toMatchObject({ kind: "acknowledged", code: 200 });
  });

  it("is listed while it is there", async () => {
    const { gateway, url, app } = await startGateway();
    const client = await connectRaw(url, app, { autoAck: true });
    await gateway.whenOnline(app.appId);
    const closed = next(gateway, "connectionClosed");
    client.socket.close(1000);
    expect(await closed).toMatchObject({ id: "connection-1", appId: app.appId, state: "closed" });
    expect(gateway.connections()).toEqual([]);
  });
});

describe("whenOnline", () => {
  it("says what to do when nobody comes", async () => {
    const { gateway, app } = await startGateway();
    await expect(gateway.whenOnline(app.appId, { timeoutMs: 5 })).rejects.toMatchObject({
      code: "ENVIRONMENT",
      message: `Failed to meet a client of ${app.appId}: none came online within 5 ms.`,
    });
  });

  it("refuses an app it does not know", async () => {
    const { gateway } = await startGateway();
    await expect(gateway.whenOnline("cli_0000000000000000")).rejects.toMatchObject({
      code: "USAGE",
    });
  });
});

describe("what is done to a connection", () => {
  it("kick destroys it without a close frame", async () => {
    const { gateway, url, app } = await startGateway();
    const client = await connectRaw(url, app);
    gateway.kick("connection-1");
    expect(await client.closed).toBe(1006);
  });

  it.each(["kick", "closeCleanly"] as const)(
    "%s takes it out of the choice at once, before its end is known",
    async (action) => {
      const { gateway, url, app, push } = await startGateway();
      await connectRaw(url, app);
      await gateway.whenOnline(app.appId);
      gateway[action]("connection-1");
      expect(gateway.connections()).toMatchObject([{ state: "closing" }]);
      expect(await push()).toMatchObject({ kind: "offline" });
    },
  );

  it("closeCleanly says goodbye", async () => {
    const { gateway, url, app } = await startGateway();
    const client = await connectRaw(url, app);
    gateway.closeCleanly("connection-1");
    expect(await client.closed).toBe(1000);
  });

  it("freeze leaves it open and silent, and thaw brings it back", async () => {
    const { gateway, url, app, push, pass } = await startGatewayInManualTime();
    const client = await connectRaw(url, app, { autoAck: true });
    await client.nextFrame();
    gateway.freeze("connection-1");
    client.ping();
    const sent = next(gateway, "pushed");
    const pushed = push();
    await sent;
    pass(3_000);
    expect(await pushed).toMatchObject({ kind: "timed-out", phase: "ack" });
    expect(client.untaken).toEqual([]);
    expect(client.socket.readyState).toBe(client.socket.OPEN);
    gateway.thaw("connection-1");
    expect(headersOf(await client.nextFrame())).toEqual({ type: "pong" });
    expect(await push()).toMatchObject({ kind: "acknowledged" });
  });

  it("a frozen connection gets no event while another is there", async () => {
    const { gateway, url, app, push } = await startGateway();
    await connectRaw(url, app);
    await gateway.whenOnline(app.appId);
    gateway.freeze("connection-1");
    await connectRaw(url, app, { autoAck: true });
    for (let count = 0; count < 10; count++) {
      expect(await push()).toMatchObject({ kind: "acknowledged" });
    }
  });

  it("slow holds back everything that goes to the client, in order", async () => {
    const { gateway, url, app, push, pass } = await startGatewayInManualTime();
    const client = await connectRaw(url, app, { autoAck: true });
    await client.nextFrame();
    gateway.slow("connection-1", 60);
    expect(gateway.connections()).toMatchObject([{ delayMs: 60 }]);
    client.ping();
    await next(gateway, "connectionPinged");
    pass(10);
    const pushed = push();
    gateway.slow("connection-1", 0);
    expect(gateway.connections()).toMatchObject([{ delayMs: 0 }]);
    pass(49);
    expect(gateway.connections()[0]?.bufferedBytes).toBeGreaterThan(0);
    pass(1);
    expect(headersOf(await client.nextFrame())).toEqual({ type: "pong" });
    pass(10);
    expect(await pushed).toMatchObject({ kind: "acknowledged", durationMs: 60 });
  });

  it("refuses a connection that does not exist", async () => {
    const { gateway } = await startGateway();
    expect(() => gateway.kick("connection-9")).toThrow(
      'Failed to find the connection "connection-9".',
    );
  });
});

describe("setClientConfig", () => {
  it("lets a pong carry the ReconnectCount of 1 that Feishu once sent", async () => {
    const { gateway, url, app } = await startGateway({ clientConfig: "ping-90" });
    const client = await connectRaw(url, app);
    const seen = { ReconnectInterval: 90, ReconnectNonce: 25, PingInterval: 90 };
    expect(payloadOf(await client.nextFrame())).toEqual({ ReconnectCount: -1, ...seen });
    gateway.setClientConfig({ ReconnectCount: 1 });
    client.ping();
    expect(payloadOf(await client.nextFrame())).toEqual({ ReconnectCount: 1, ...seen });
  });

  it.each([
    [{ PingInterval: 0 }, "PingInterval is 0"],
    [{ PingInterval: 0.5 }, "PingInterval is 0.5"],
    [{ ReconnectNonce: -1 }, "ReconnectNonce is -1"],
    [{ ReconnectCount: undefined }, "ReconnectCount is undefined"],
    [{ pingInterval: 1 }, '"pingInterval" is not part of it'],
    ["ping90", 'there is none named "ping90"'],
  ])("refuses %j, on which clients break", async (changes, why) => {
    const { gateway } = await startGateway();
    expect(() => gateway.setClientConfig(changes as never)).toThrow(why);
  });
});

describe("an event on its way", () => {
  it("is told to observers with its headers, and its acknowledgement with the echo", async () => {
    const { gateway, url, app, push } = await startGateway();
    const ready = next(gateway, "connectionReady");
    await connectRaw(url, app, { autoAck: true });
    await ready;
    const pushed = next(gateway, "pushed");
    const acknowledged = next(gateway, "acknowledged");
    const event = makeEvent(app);
    await push(event);
    const { messageId, headers, eventId } = await pushed;
    expect(eventId).toBe(event.header.event_id);
    expect(Object.fromEntries(headers.map(({ key, value }) => [key, value]))).toMatchObject({
      type: "event",
      message_id: messageId,
      sum: "1",
      seq: "0",
    });
    const ack = await acknowledged;
    expect(ack).toMatchObject({ messageId, matched: true });
    expect(ack.headers.map(({ key }) => key)).toContain("trace_id");
  });
});

describe("several clients of an app", () => {
  it("share its events at random, reproducibly for a seed", async () => {
    const chosen = async (seed: number): Promise<string[]> => {
      const { gateway, url, app, push } = await startGateway({ random: createRandom(seed) });
      for (let index = 0; index < 3; index++) {
        const ready = next(gateway, "connectionReady");
        await connectRaw(url, app, { autoAck: true });
        await ready;
      }
      const order: string[] = [];
      gateway.observe({ acknowledged: ({ connectionId }) => order.push(connectionId) });
      for (let count = 0; count < 20; count++) await push();
      return order;
    };
    const first = await chosen(3);
    expect(new Set(first).size).toBe(3);
    expect(await chosen(3)).toEqual(first);
    expect(await chosen(4)).not.toEqual(first);
  });

  it("each event goes to one of them", async () => {
    const { gateway, url, app, push } = await startGateway();
    const one = await connectRaw(url, app, { autoAck: true });
    const ready = next(gateway, "connectionReady");
    const other = await connectRaw(url, app, { autoAck: true });
    await ready;
    for (let count = 0; count < 10; count++) await push();
    const events = [...one.untaken, ...other.untaken].filter(({ method }) => method === 1);
    expect(events).toHaveLength(10);
  });

  it("clients of another app get nothing of it", async () => {
    const other = createApp({}, createRandom(8));
    const { url, app, push } = await startGateway({ apps: [other] });
    const stranger = await connectRaw(url, other);
    await stranger.nextFrame();
    expect(await push(makeEvent(app))).toMatchObject({ kind: "offline" });
    expect(stranger.untaken).toEqual([]);
  });
});
