import { once } from "node:events";
import { describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { createRealClock, type Clock } from "../../src/base/clock.js";
import type { RefusalName } from "../../src/gateway/refusal.js";
import { next, startGateway } from "./gateway-fixture.js";
import { connectRaw, connectUrl, refusedUpgrade } from "./raw-client.js";

/** A clock whose measuring of durations the test moves. */
function createShiftedClock(): { clock: Clock; shift: (ms: number) => void } {
  const real = createRealClock();
  let shiftMs = 0;
  const wall = {
    now: () => real.wall.now(),
    elapsed: () => real.wall.elapsed() + shiftMs,
    setTimer: (...args: Parameters<Clock["wall"]["setTimer"]>) => real.wall.setTimer(...args),
  };
  return { clock: { ...real, wall }, shift: (ms) => (shiftMs += ms) };
}

describe("the upgrade", () => {
  it("lets a ticket in once", async () => {
    const { url, app } = await startGateway();
    const address = await connectUrl(url, app);
    const socket = new WebSocket(address);
    await once(socket, "open");
    expect((await refusedUpgrade(address)).headers).toMatchObject({ "handshake-status": "514" });
    socket.terminate();
  });

  it("refuses a ticket that has expired", async () => {
    const { clock, shift } = createShiftedClock();
    const { url, app } = await startGateway({ clock, limits: { ticketMs: 60_000 } });
    const address = await connectUrl(url, app);
    shift(60_001);
    expect((await refusedUpgrade(address)).statusCode).toBe(400);
  });

  it.each(["/ws/v2?ticket=made-up", "/ws/v2", "/", "//?%", "/ws/v2?ticket="])(
    "refuses %s",
    async (path) => {
      const { gateway, url } = await startGateway();
      const refused = next(gateway, "handshakeRefused");
      const response = await refusedUpgrade(url.replace("http", "ws") + path);
      expect(response.headers).toMatchObject({
        "handshake-status": "514",
        "handshake-autherrcode": "1000040343",
      });
      expect(await refused).toEqual({ refusal: "handshake-auth-failed" });
    },
  );

  it("takes any path with a good ticket", async () => {
    const { url, app } = await startGateway();
    const address = new URL(await connectUrl(url, app));
    address.pathname = "/somewhere/else";
    const socket = new WebSocket(address);
    await once(socket, "open");
    socket.terminate();
    expect(socket.protocol).toBe("");
  });

  it("refuses a connection beyond the limit although the endpoint let it pass", async () => {
    const { url, app } = await startGateway({ limits: { connectionsPerApp: 1 } });
    const early = await connectUrl(url, app);
    await connectRaw(url, app);
    expect((await refusedUpgrade(early)).headers).toMatchObject({
      "handshake-status": "514",
      "handshake-autherrcode": "1000040350",
    });
  });

  it.each([
    ["handshake-forbidden", 403, "403", undefined],
    ["handshake-auth-failed", 400, "514", "1000040343"],
    ["handshake-too-many-connections", 400, "514", "1000040350"],
    ["handshake-unavailable", 503, undefined, undefined],
  ] as [RefusalName, number, string | undefined, string | undefined][])(
    "refuses the next upgrade as %s",
    async (refusal, httpStatus, status, authErrorCode) => {
      const { gateway, url, app } = await startGateway();
      gateway.refuseNext(refusal);
      const response = await refusedUpgrade(await connectUrl(url, app));
      expect(response.statusCode).toBe(httpStatus);
      expect(response.headers["handshake-status"]).toBe(status);
      expect(response.headers["handshake-autherrcode"]).toBe(authErrorCode);
      await connectRaw(url, app);
    },
  );

  it("does not agree to compression", async () => {
    const { url, app } = await startGateway();
    const client = await connectRaw(url, app, { perMessageDeflate: true });
    expect(client.socket.extensions).toBe("");
  });
});
