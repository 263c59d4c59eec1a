import { createServer } from "node:http";
import * as lark from "@larksuiteoapi/node-sdk";
import { describe, expect, it, onTestFinished } from "vitest";
import { createVirtualClock } from "../../src/base/clock.js";
import { createSimulator } from "../../src/simulator/simulator.js";
import {
  createOfficialClient,
  makeEvent,
  next,
  quickConfig,
  startClient,
  startGateway,
  startOfficialClient,
} from "./gateway-fixture.js";
import { manualWallClock } from "../base/manual-wall-clock.js";
import { connectRaw } from "./raw-client.js";

describe("the official Node client", () => {
  it("pings, receives an event and acknowledges it", async () => {
    const fixture = await startGateway();
    const { seen } = await startOfficialClient(fixture);
    const event = makeEvent(fixture.app);
    expect(fixture.gateway.connections()).toMatchObject([{ pings: 1, state: "online" }]);
    expect(await fixture.push(event)).toMatchObject({ kind: "acknowledged", code: 200 });
    expect(seen).toHaveLength(1);
    expect(seen[0]).toMatchObject({ ...event.event, event_id: event.header.event_id, token: "" });
  });

  it("takes a domain that ends in a slash", async () => {
    const fixture = await startGateway();
    await startOfficialClient({ ...fixture, url: `${fixture.url}/` });
    expect(await fixture.push()).toMatchObject({ kind: "acknowledged", code: 200 });
  });

  it("acknowledges with 500 when its handler fails, and goes on", async () => {
    const fixture = await startGateway();
    let fails = true;
    await startOfficialClient(fixture, {
      handler: () => {
        if (fails) throw new Error("no database");
      },
    });
    expect(await fixture.push()).toMatchObject({ kind: "acknowledged", code: 500 });
    fails = false;
    expect(await fixture.push()).toMatchObject({ kind: "acknowledged", code: 200 });
  });

  it("sends what its handler returns along with the acknowledgement", async () => {
    const fixture = await startGateway();
    await startOfficialClient(fixture, { handler: () => "success" });
    const outcome = await fixture.push();
    const { data } = JSON.parse("body" in outcome ? outcome.body : "") as { data: string };
    expect(Buffer.from(data, "base64").toString("utf8")).toBe('"success"');
  });

  it("is timed out while its handler takes too long", async () => {
    const fixture = await startGateway({ limits: { ackMs: 40 } });
    let release = (): void => {};
    const released = new Promise<void>((resolve) => (release = resolve));
    await startOfficialClient(fixture, { handler: () => released });
    expect(await fixture.push()).toMatchObject({ kind: "timed-out", phase: "ack" });
    const late = next(fixture.gateway, "acknowledged");
    release();
    expect(await late).toMatchObject({ matched: false });
  });

  it.each(["fragments", "fragments-out-of-order"] as const)("puts %s together", async (name) => {
    const fixture = await startGateway();
    const { seen } = await startOfficialClient(fixture);
    const outcome = await fixture.push(undefined, { fault: { name, pauseMs: 1 } });
    expect(outcome).toMatchObject({ kind: "acknowledged", code: 200 });
    expect(seen).toEqual([expect.objectContaining({ scope_id: expect.stringMatching(/^omm_/) })]);
  });

  it("survives a garbage frame", async () => {
    const fixture = await startGateway();
    const { seen } = await startOfficialClient(fixture);
    const outcome = await fixture.push(undefined, { fault: { name: "garbage-frame" } });
    expect([outcome.kind, seen.length]).toEqual(["acknowledged", 1]);
  });

  it("handles a duplicate push twice", async () => {
    const fixture = await startGateway();
    const { seen } = await startOfficialClient(fixture);
    await fixture.push(undefined, { fault: { name: "duplicate-push" } });
    expect(seen.map(({ event_id: id }) => id)).toEqual(Array(2).fill(seen[0]?.["event_id"]));
  });

  it.each(["kick", "closeCleanly"] as const)("comes back after %s", async (action) => {
    const fixture = await startGateway();
    const { seen } = await startOfficialClient(fixture);
    const back = next(fixture.gateway, "connectionReady");
    fixture.gateway[action]("connection-1");
    expect(await back).toMatchObject({ id: "connection-2" });
    expect(await fixture.push()).toMatchObject({ kind: "acknowledged", code: 200 });
    expect(seen).toHaveLength(1);
  });

  it("acknowledges on its new connection what it got on the one that was killed", async () => {
    const fixture = await startGateway();
    const back = (): Promise<unknown> =>
      next(fixture.gateway, "connectionReady", ({ id }) => id === "connection-2");
    let returned: Promise<unknown> = Promise.resolve();
    await startOfficialClient(fixture, { handler: () => returned });
    returned = back();
    const outcome = await fixture.push(undefined, { fault: { name: "kill-after-push" } });
    expect(outcome).toMatchObject({ kind: "acknowledged", code: 200 });
  });

  it("pings as often as the ClientConfig says", async () => {
    const fixture = await startGateway({ clientConfig: { PingInterval: 1 } });
    const second = next(fixture.gateway, "connectionPinged", ({ pings }) => pings === 2);
    await startOfficialClient(fixture);
    expect(await second).toMatchObject({ id: "connection-1" });
  });

  it("takes a new ClientConfig from a pong", async () => {
    // Without the pong's numbers it would come back after up to half a minute.
    const fixture = await startGateway({ clientConfig: { ReconnectNonce: 30 } });
    fixture.gateway.observe({
      connectionOpened: () => fixture.gateway.setClientConfig(quickConfig),
    });
    await startOfficialClient(fixture);
    // An event answered means that the pong before it was read.
    await fixture.push();
    const back = next(fixture.gateway, "connectionReady");
    fixture.gateway.kick("connection-1");
    expect(await back).toMatchObject({ id: "connection-2" });
  });

  it("tries again after an internal error at the endpoint", async () => {
    const fixture = await startGateway();
    await startOfficialClient(fixture);
    fixture.gateway.refuseNext("internal-error");
    const refused = next(fixture.gateway, "endpointAsked");
    const back = next(fixture.gateway, "connectionReady");
    fixture.gateway.kick("connection-1");
    expect(await refused).toMatchObject({ refusal: "internal-error" });
    expect(await back).toMatchObject({ id: "connection-2" });
  });

  it("tries again after a refused upgrade", async () => {
    const fixture = await startGateway();
    await startOfficialClient(fixture);
    fixture.gateway.refuseNext("handshake-unavailable");
    const refused = next(fixture.gateway, "handshakeRefused");
    const back = next(fixture.gateway, "connectionReady");
    fixture.gateway.kick("connection-1");
    expect(await refused).toEqual({ appId: fixture.app.appId, refusal: "handshake-unavailable" });
    expect(await back).toMatchObject({ id: "connection-2" });
  });

  it("gives up over a wrong secret, and says why", async () => {
    const { url, app } = await startGateway();
    const official = createOfficialClient(url, app, { secret: "wrong" });
    startClient(official);
    expect((await official.failed).message).toContain(
      "code=1000040345, msg=app_id or app_secret is invalid",
    );
  });

  it.each([
    ["missing-credentials", 1000040344, "app_id is required and either app_secret or"],
    ["invalid-app-id", 1000040346, "app_id is invalid"],
    ["incorrect-domain", 1000040351, "Incorrect domain name"],
    ["busy", 1, "system busy"],
    ["forbidden", 403, "forbidden"],
    ["auth-failed", 514, "auth failed"],
  ] as const)("gives up over %s, and says why", async (refusal, code, msg) => {
    const { gateway, url, app } = await startGateway();
    gateway.refuseNext(refusal);
    const official = createOfficialClient(url, app);
    startClient(official);
    expect((await official.failed).message).toContain(`code=${code}, msg=${msg}`);
  });

  it("gives up over an app id that is unknown", async () => {
    const { url, app } = await startGateway();
    const official = createOfficialClient(url, { ...app, appId: "cli_0000000000000000" });
    startClient(official);
    expect((await official.failed).message).toContain("code=1000040346, msg=app_id is invalid");
  });

  it("gives up when there are too many connections", async () => {
    const { gateway, url, app } = await startGateway();
    gateway.refuseNext("too-many-connections");
    const official = createOfficialClient(url, app);
    startClient(official);
    expect((await official.failed).message).toContain("code=1000040350");
  });

  it("shares the events with a second one, each going to one of them", async () => {
    const fixture = await startGateway();
    const one = await startOfficialClient(fixture);
    const other = await startOfficialClient(fixture);
    for (let count = 0; count < 20; count++) await fixture.push();
    expect(one.seen.length + other.seen.length).toBe(20);
    expect(Math.min(one.seen.length, other.seen.length)).toBeGreaterThan(0);
  });
});

describe("a delivery over the long connection", () => {
  it("climbs the retry ladder of webhooks in simulated time", async () => {
    const clock = createVirtualClock({ autoAdvance: true });
    const simulator = createSimulator({ seed: 5, clock });
    onTestFinished(() => simulator.close());
    const fixture = await startGateway({ clock }, simulator.app);
    let failures = 2;
    await startOfficialClient(fixture, {
      handler: () => {
        if (failures-- > 0) throw new Error("not yet");
      },
    });
    const delivery = await simulator.push({ to: fixture.gateway.channel(fixture.app.appId) });
    expect(delivery).toMatchObject({
      channel: "long-connection",
      target: fixture.app.appId,
      status: "succeeded",
    });
    expect(delivery.attempts.map(({ next }) => next)).toMatchObject([
      { kind: "retry", waitMs: 15_000 },
      { kind: "retry", waitMs: 300_000 },
      { kind: "succeeded" },
    ]);
    expect(simulator.deliveries.entries()).toMatchObject([
      { status: "FAIL", httpCode: 500, hookType: 4, "retry cnt": 0 },
      { status: "FAIL", httpCode: 500, hookType: 4, "retry cnt": 1 },
      { status: "SUCCESS", httpCode: 200, hookType: 4, "retry cnt": 2 },
    ]);
  });

  it.each(["kill-connection", "close-connection"] as const)(
    "is tried again, after %s, when the client is back, though simulated time could be faster",
    async (name) => {
      const clock = createVirtualClock({ autoAdvance: true });
      const simulator = createSimulator({ clock });
      onTestFinished(() => simulator.close());
      const fixture = await startGateway({ clock }, simulator.app);
      const { seen } = await startOfficialClient(fixture);
      const to = fixture.gateway.channel(fixture.app.appId);
      const delivery = await simulator.push({ to, fault: { name } });
      expect(delivery.attempts.map(({ outcome }) => outcome.kind)).toEqual([
        "broken-off",
        "acknowledged",
      ]);
      expect(seen).toHaveLength(1);
    },
  );

  it("waits no longer for a client than one may take to come back", async () => {
    const time = manualWallClock();
    const clock = createVirtualClock({ autoAdvance: true, wall: time.wall });
    let plan = (): void => {};
    const planned = new Promise<void>((resolve) => (plan = resolve));
    const simulator = createSimulator({ clock, observers: [{ retryPlanned: () => plan() }] });
    onTestFinished(() => simulator.close());
    const clientConfig = { ReconnectNonce: 30 };
    const { gateway, url, app } = await startGateway({ clock, clientConfig }, simulator.app);
    await connectRaw(url, app);
    await gateway.whenOnline(app.appId);
    const delivered = simulator.push({
      to: gateway.channel(app.appId),
      fault: { name: "kill-connection" },
    });
    await planned;
    time.pass(31_999);
    for (let turn = 0; turn < 10; turn++) await new Promise((resolve) => setImmediate(resolve));
    expect(simulator.deliveries.entries()).toHaveLength(1);
    time.pass(1);
    const { attempts } = await delivered;
    expect(attempts.map(({ outcome }) => outcome.kind)).toEqual([
      "broken-off",
      ...Array<string>(4).fill("offline"),
    ]);
  });

  it("is given up after five attempts when the app stays offline", async () => {
    const clock = createVirtualClock({ autoAdvance: true });
    const simulator = createSimulator({ clock });
    onTestFinished(() => simulator.close());
    const { gateway, app } = await startGateway({ clock }, simulator.app);
    const delivery = await simulator.push({ to: gateway.channel(app.appId) });
    expect(delivery.status).toBe("given-up");
    expect(simulator.deliveries.entries().map(({ msg }) => msg)).toEqual(
      Array(5).fill("app not online"),
    );
  });

  it("brings the event the webhook brings for the same seed", async () => {
    const startMs = 1_700_000_000_000;
    const [overWebhook, overConnection] = [1, 2].map(() =>
      createSimulator({ seed: 11, clock: createVirtualClock({ startMs }) }),
    ) as [ReturnType<typeof createSimulator>, ReturnType<typeof createSimulator>];
    onTestFinished(async () => {
      await overWebhook.close();
      await overConnection.close();
    });
    const bodies: string[] = [];
    const receiver = createServer((request, response) => {
      request.setEncoding("utf8").on("data", (chunk: string) => bodies.push(chunk));
      request.on("end", () => response.end());
    });
    await overWebhook.push({ to: receiver });

    const fixture = await startGateway({ clock: overConnection.clock }, overConnection.app);
    const { seen } = await startOfficialClient(fixture);
    await overConnection.push({ to: fixture.gateway.channel(fixture.app.appId) });

    // The SDK hands over a webhook's body and a frame's payload in one form, so it is the judge.
    const sameSdk = new lark.EventDispatcher({ loggerLevel: lark.LoggerLevel.error }).register({
      "vc.reserve_config.updated_v1": async (data: unknown) => data,
    } as never);
    const fromWebhook: unknown = await sameSdk.invoke(JSON.parse(bodies.join("")), {
      needCheck: false,
    });
    expect(seen).toEqual([{ ...(fromWebhook as object), token: "" }]);
  });
});

describe("channel", () => {
  it("keeps what two callers push apart", async () => {
    const { gateway, url, app } = await startGateway();
    const client = await connectRaw(url, app);
    await client.nextFrame();
    const event = makeEvent(app);
    const pushes = [1, 2].map(() => gateway.channel(app.appId).attempt({ event, attempt: 1 }));
    client.ack(await client.nextFrame(), { code: 500 });
    client.ack(await client.nextFrame(), { code: 200 });
    const codes = (await Promise.all(pushes)).map(
      ({ outcome }) => "code" in outcome && outcome.code,
    );
    expect(codes).toEqual([500, 200]);
  });

  it("refuses an app the gateway does not know", async () => {
    const { gateway } = await startGateway();
    expect(() => gateway.channel("cli_0000000000000000")).toThrow(
      'Failed to find the app "cli_0000000000000000" at the gateway.',
    );
  });
});

describe("whenAnswering", () => {
  it("names the client whose connection is alive", async () => {
    const { gateway, url, app } = await startGateway();
    await connectRaw(url, app);
    const { id } = await gateway.whenAnswering(app.appId);
    expect(gateway.connections().map((each) => each.id)).toEqual([id]);
  });

  it("passes over one that ends for the one that comes after it", async () => {
    const { gateway, url, app } = await startGateway();
    const first = await connectRaw(url, app);
    const { id } = await gateway.whenAnswering(app.appId);
    first.socket.pause();
    const answering = gateway.whenAnswering(app.appId);
    first.socket.terminate();
    const second = await connectRaw(url, app);
    expect((await answering).id).not.toBe(id);
    second.socket.close();
    await expect(gateway.whenAnswering(app.appId, { timeoutMs: 200 })).rejects.toMatchObject({
      code: "ENVIRONMENT",
    });
  });

  it("says so when a client reads nothing", async () => {
    const { gateway, url, app } = await startGateway();
    const { socket } = await connectRaw(url, app);
    await gateway.whenAnswering(app.appId);
    socket.pause();
    await expect(gateway.whenAnswering(app.appId, { timeoutMs: 50 })).rejects.toMatchObject({
      code: "ENVIRONMENT",
      message: expect.stringContaining("did not answer a WebSocket ping within 50 ms"),
    });
  });
});

describe("setApp", () => {
  it("lets another app in and takes a new secret", async () => {
    const fixture = await startGateway();
    const app = { ...fixture.app, appSecret: "rotated" };
    fixture.gateway.setApp(app);
    await startOfficialClient({ ...fixture, app });
    expect(await fixture.push()).toMatchObject({ kind: "acknowledged", code: 200 });
  });
});

describe("listen", () => {
  it("says which port is taken", async () => {
    const { url } = await startGateway();
    const port = Number(new URL(url).port);
    const { gateway } = await startGateway();
    await expect(gateway.listen(port)).rejects.toMatchObject({
      code: "ENVIRONMENT",
      message: expect.stringContaining(`Failed to open the gateway on 127.0.0.1:${port}: `),
    });
  });

  it.each([65_536, -1, 0.5, Number.NaN])("refuses %d, which is no port", async (port) => {
    const { gateway } = await startGateway();
    await expect(gateway.listen(port)).rejects.toMatchObject({
      code: "USAGE",
      message: `Failed to open the gateway: ${port} is no port.`,
    });
  });
});

describe("close", () => {
  it("closes every port, also one that is only just being opened", async () => {
    const { gateway, url } = await startGateway();
    const opening = gateway.listen();
    await gateway.close();
    for (const each of [url, (await opening).url]) {
      await expect(fetch(each)).rejects.toMatchObject({ cause: { code: "ECONNREFUSED" } });
    }
  });
});

describe("an observer that throws", () => {
  it("disturbs neither the clients nor the other observers, and is not called again", async () => {
    const fixture = await startGateway();
    const warned = new Promise<Error>((resolve) => process.once("warning", resolve));
    let calls = 0;
    fixture.gateway.observe({
      connectionReady() {
        calls++;
        throw new Error("broken report");
      },
    });
    await connectRaw(fixture.url, fixture.app, { autoAck: true });
    await connectRaw(fixture.url, fixture.app, { autoAck: true });
    expect(await fixture.push()).toMatchObject({ kind: "acknowledged", code: 200 });
    expect((await warned).message).toMatch(/connectionReady .*broken report/);
    expect(calls).toBe(1);
  });
});

describe("close", () => {
  it("lets nobody wait any longer for a client", async () => {
    const { gateway, app } = await startGateway();
    const waiting = gateway.whenOnline(app.appId);
    void gateway.close();
    await expect(waiting).rejects.toThrow(
      `Failed to meet a client of ${app.appId}: the gateway was closed.`,
    );
  });
});
