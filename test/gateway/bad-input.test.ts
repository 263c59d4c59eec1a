import { connect } from "node:net";
import { setImmediate } from "node:timers/promises";
import { request } from "undici";
import { onTestFinished, describe, expect, it } from "vitest";
import {
  makeEvent,
  next,
  startGateway,
  startGatewayInManualTime,
  type Fixture,
} from "./gateway-fixture.js";
import { askEndpoint, connectRaw, connectUrl, rawSocketOf, refusedUpgrade } from "./raw-client.js";

/** Another client of the app gets its events as if nothing had happened. */
async function expectOthersUnaffected(fixture: Fixture): Promise<void> {
  await connectRaw(fixture.url, fixture.app, { autoAck: true });
  expect(await fixture.push()).toMatchObject({ kind: "acknowledged", code: 200 });
}

describe("a client that misbehaves", () => {
  it("is heard out when it sends what is no frame", async () => {
    const fixture = await startGateway();
    const reasons: string[] = [];
    const inChinese: string[] = [];
    fixture.gateway.observe({
      badFrame: (_connection, reason, text) => {
        reasons.push(reason);
        inChinese.push(text.in("zh"));
      },
    });
    const client = await connectRaw(fixture.url, fixture.app, { autoAck: true });
    client.socket.send("text");
    client.socket.send(Buffer.alloc(16, 0xff));
    client.socket.send(Buffer.alloc(0));
    client.send({ method: 7, headers: [] });
    client.send({ method: 0, headers: [{ key: "type", value: "nonsense" }] });
    expect(await fixture.push()).toMatchObject({ kind: "acknowledged" });
    expect(reasons).toEqual([
      "a text message",
      expect.stringContaining("FRAME_VARINT_TOO_LONG"),
      expect.stringContaining("FRAME_MISSING_FIELD"),
      "method 7, type null",
      'method 0, type "nonsense"',
    ]);
    expect(inChinese).toEqual([
      "一条文本消息",
      expect.stringMatching(/^FRAME_VARINT_TOO_LONG：无法解析帧：/),
      expect.stringMatching(/^FRAME_MISSING_FIELD：无法解析帧：/),
      "method 为 7，type 为 null",
      'method 为 0，type 为 "nonsense"',
    ]);
  });

  it("is shown the door when it goes on and on", async () => {
    const fixture = await startGateway({ limits: { badFrames: 3 } });
    const client = await connectRaw(fixture.url, fixture.app);
    const gone = next(fixture.gateway, "connectionClosed");
    for (let count = 0; count < 5; count++) client.socket.send("text");
    expect(await client.closed).toBe(1008);
    // What it says on its way out is not listened to.
    expect(await gone).toMatchObject({ badFrames: 3 });
    await expectOthersUnaffected(fixture);
  });

  it("loses its connection for a frame of 100 MB, which is never held in memory", async () => {
    const fixture = await startGateway();
    const client = await connectRaw(fixture.url, fixture.app);
    const before = process.memoryUsage().arrayBuffers;
    const socket = rawSocketOf(client);
    // The header alone announces the size: FIN + binary, masked, 64-bit length of 100 MB.
    const header = Buffer.from([0x82, 0xff, 0, 0, 0, 0, 0x06, 0x40, 0, 0, 1, 2, 3, 4]);
    socket.write(header);
    expect(await client.closed).toBe(1009);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(20_000_000);
    await expectOthersUnaffected(fixture);
  });

  it("loses its connection for bytes that are no WebSocket frame", async () => {
    const fixture = await startGateway();
    const client = await connectRaw(fixture.url, fixture.app);
    rawSocketOf(client).write(Buffer.from([0xff, 0xff, 0xff, 0xff]));
    expect(await client.closed).toBe(1002);
    await expectOthersUnaffected(fixture);
  });

  it("gets no more pongs than it reads", async () => {
    const fixture = await startGateway({ limits: { bufferedBytes: 100_000 } });
    const client = await connectRaw(fixture.url, fixture.app);
    rawSocketOf(client).pause();
    const bufferedBytes = (): number => fixture.gateway.connections()[0]?.bufferedBytes ?? 0;
    while (bufferedBytes() < 100_000) {
      for (let count = 0; count < 1_000; count++) client.ping();
      await next(fixture.gateway, "connectionPinged");
    }
    for (let count = 0; count < 1_000; count++) client.ping();
    await next(fixture.gateway, "connectionPinged");
    expect(bufferedBytes()).toBeLessThan(101_000);
  });

  it("makes its events wait for room, and time out, when it does not read", async () => {
    const fixture = await startGateway({ limits: { bufferedBytes: 100_000, ackMs: 300 } });
    const client = await connectRaw(fixture.url, fixture.app);
    await client.nextFrame();
    rawSocketOf(client).pause();
    const large = makeEvent(fixture.app, "omm_".padEnd(200_000, "0"));
    const outcomes = await Promise.all(Array.from({ length: 100 }, () => fixture.push(large)));
    const phases = new Set(outcomes.map((outcome) => ("phase" in outcome ? outcome.phase : "")));
    expect(phases).toEqual(new Set(["ack", "send"]));
    expect(fixture.gateway.connections()[0]?.bufferedBytes).toBeLessThan(301_000);
  });

  it("leaves nothing behind of the events that timed out", async () => {
    const fixture = await startGatewayInManualTime({
      limits: { bufferedBytes: 100_000, ackMs: 3_000 },
    });
    const client = await connectRaw(fixture.url, fixture.app);
    await client.nextFrame();
    rawSocketOf(client).pause();
    const large = makeEvent(fixture.app, "omm_".padEnd(200_000, "0"));
    const waiting = (): number => fixture.gateway.connections()[0]?.eventsWaiting ?? 0;
    const pushed = [];
    while (waiting() < 1_000) {
      pushed.push(fixture.push(large));
      await setImmediate();
    }
    fixture.pass(3_000);
    await Promise.all(pushed);
    expect(waiting()).toBe(0);
  });
});

describe("a request that is too long", () => {
  it.each(["/callback/ws/endpoint", "/control/client-config"])(
    "is refused by %s in a few words, without a stack trace",
    async (path) => {
      const { url } = await startGateway();
      const body = JSON.stringify({ AppID: "x".repeat(100_000) });
      const headers = { "content-type": "application/json" };
      const answer = await request(url + path, { method: "POST", body, headers });
      expect(answer.statusCode).toBe(413);
      expect(await answer.body.json()).toEqual({
        code: 413,
        msg: "request entity too large",
        data: {},
      });
    },
  );
});

describe("a crowd", () => {
  it("of askers who never connect costs no more tickets than the bound", async () => {
    const fixture = await startGateway({ limits: { tickets: 10 } });
    const { url, app } = fixture;
    const first = await connectUrl(url, app);
    const credentials = { AppID: app.appId, AppSecret: app.appSecret };
    for (let round = 0; round < 20; round++) {
      await Promise.all(Array.from({ length: 50 }, () => askEndpoint(url, credentials)));
    }
    expect((await refusedUpgrade(first)).headers["handshake-status"]).toBe("514");
    await expectOthersUnaffected(fixture);
  });

  it("of upgrades without a ticket is refused to the last one", async () => {
    const fixture = await startGateway();
    const { gateway, url } = fixture;
    let refused = 0;
    gateway.observe({ handshakeRefused: () => refused++ });
    const address = `${url.replace("http", "ws")}/ws/v2?ticket=none`;
    for (let round = 0; round < 10; round++) {
      await Promise.all(Array.from({ length: 50 }, () => refusedUpgrade(address)));
    }
    expect(refused).toBe(500);
    await expectOthersUnaffected(fixture);
  });

  it("of TCP connections beyond the bound is dropped", async () => {
    const { url } = await startGateway({ limits: { sockets: 5 } });
    const port = Number(new URL(url).port);
    const sockets = Array.from({ length: 20 }, () => connect(port, "127.0.0.1"));
    onTestFinished(() => {
      for (const socket of sockets) socket.destroy();
    });
    let dropped = 0;
    await new Promise<void>((resolve) => {
      for (const socket of sockets) {
        socket.on("error", () => undefined);
        socket.on("close", () => {
          dropped++;
          if (dropped === 15) resolve();
        });
      }
    });
    expect(sockets.filter(({ destroyed }) => !destroyed)).toHaveLength(5);
  });
});
