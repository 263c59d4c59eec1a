import { once, type EventEmitter } from "node:events";
import { describe, expect, it } from "vitest";
import { startWebSocketPings } from "../../src/gateway/websocket-pings.js";
import { manualWallClock } from "../base/manual-wall-clock.js";
import {
  next,
  startGateway,
  startGatewayInManualTime,
  startOfficialClient,
} from "./gateway-fixture.js";
import { connectRaw, rawSocketOf, type RawClient } from "./raw-client.js";

/** Resolves when everything that was sent before has arrived. */
async function caughtUp(client: RawClient): Promise<void> {
  client.ping();
  await client.nextFrame();
}

async function startCounting(options: Parameters<typeof startGatewayInManualTime>[0] = {}) {
  const fixture = await startGatewayInManualTime(options);
  const client = await connectRaw(fixture.url, fixture.app);
  await client.nextFrame();
  let pings = 0;
  client.socket.on("ping", () => pings++);
  return {
    ...fixture,
    client,
    pings: async (): Promise<number> => {
      await caughtUp(client);
      return pings;
    },
  };
}

describe("pings of the WebSocket itself", () => {
  it("come every 30 s by default", async () => {
    const { pass, pings } = await startCounting();
    pass(29_999);
    expect(await pings()).toBe(0);
    pass(1);
    expect(await pings()).toBe(1);
    pass(60_000);
    expect(await pings()).toBe(3);
  });

  it("come as often as asked, and not at all for 0", async () => {
    const often = await startCounting({ websocketPingMs: 1_000 });
    often.pass(5_000);
    expect(await often.pings()).toBe(5);
    const never = await startCounting({ websocketPingMs: 0 });
    never.pass(3_600_000);
    expect(await never.pings()).toBe(0);
  });

  it("do not come from a frozen connection, and come again after thaw", async () => {
    const { gateway, pass, pings } = await startCounting();
    gateway.freeze("connection-1");
    pass(300_000);
    gateway.thaw("connection-1");
    expect(await pings()).toBe(0);
    pass(30_000);
    expect(await pings()).toBe(1);
  });

  it("are held back as everything is when the connection is slow", async () => {
    const { gateway, client, pass, pings } = await startCounting();
    gateway.slow("connection-1", 10_000);
    pass(30_000);
    gateway.slow("connection-1", 0);
    client.ping();
    await next(gateway, "connectionPinged");
    pass(9_999);
    client.ping();
    await next(gateway, "connectionPinged");
    pass(1);
    expect(await pings()).toBe(1);
  });

  it("do not pile up for a client that does not read", async () => {
    const { gateway, client, pass } = await startCounting({ limits: { bufferedBytes: 100_000 } });
    rawSocketOf(client).pause();
    const bufferedBytes = (): number => gateway.connections()[0]?.bufferedBytes ?? 0;
    while (bufferedBytes() < 100_000) {
      for (let count = 0; count < 1_000; count++) client.ping();
      await next(gateway, "connectionPinged");
    }
    const full = bufferedBytes();
    pass(30_000 * 1_000);
    expect(bufferedBytes()).toBeLessThanOrEqual(full + 200);
  });

  it("leave the official Node client as it is", async () => {
    const fixture = await startGateway({ websocketPingMs: 5 });
    const { client } = await startOfficialClient(fixture);
    const { wsConfig } = client as unknown as {
      wsConfig: { getWSInstance: () => EventEmitter };
    };
    for (let count = 0; count < 3; count++) await once(wsConfig.getWSInstance(), "ping");
    expect(await fixture.push()).toMatchObject({ kind: "acknowledged", code: 200 });
    expect(fixture.gateway.connections()).toMatchObject([{ id: "connection-1", badFrames: 0 }]);
  });

  it("leave no timer behind when their connection is closed", () => {
    const time = manualWallClock();
    let pings = 0;
    const running = startWebSocketPings({ wall: time.wall, everyMs: 10, ping: () => pings++ });
    time.pass(25);
    running.cancel();
    expect([pings, time.pendingTimers]).toEqual([2, 0]);
  });

  it.each([-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 31])(
    "cannot be asked for every %d ms",
    async (websocketPingMs) => {
      await expect(startGateway({ websocketPingMs })).rejects.toMatchObject({
        code: "USAGE",
        message: expect.stringContaining(`${websocketPingMs} is no time between two`),
      });
    },
  );
});
