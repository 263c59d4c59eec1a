import { request } from "undici";
import { describe, expect, it } from "vitest";
import { next, startGateway } from "./gateway-fixture.js";
import { askEndpoint, connectRaw, connectUrl } from "./raw-client.js";
import { WebSocket } from "ws";
import { once } from "node:events";

const credentials = (app: { appId: string; appSecret: string }) => ({
  AppID: app.appId,
  AppSecret: app.appSecret,
});

describe("an outage", () => {
  it("breaks every connection and resets whoever asks or connects, until it is over", async () => {
    const { gateway, url, app } = await startGateway();
    const client = await connectRaw(url, app);
    const early = await connectUrl(url, app);
    gateway.setOutage("unreachable");
    expect(await client.closed).toBe(1006);

    const asked = next(gateway, "triedInVain");
    await expect(askEndpoint(url, credentials(app))).rejects.toThrow("ECONNRESET");
    expect(await asked).toEqual({ at: "endpoint", outage: "unreachable" });

    const connected = next(gateway, "triedInVain");
    const socket = new WebSocket(early);
    await once(socket, "error");
    expect(await connected).toEqual({ at: "handshake", outage: "unreachable" });

    gateway.setOutage(undefined);
    await connectRaw(url, app);
    await gateway.whenOnline(app.appId);
  });

  it("leaves the control API alone", async () => {
    const { gateway, url } = await startGateway();
    gateway.setOutage("unreachable");
    const { statusCode } = await request(`${url}/control/connections`);
    expect(statusCode).toBe(200);
  });

  it("of the endpoint alone accepts requests and resets them at its end, with clients still connected", async () => {
    const { gateway, url, app, push } = await startGateway();
    const client = await connectRaw(url, app, { autoAck: true });
    await client.nextFrame();
    gateway.setOutage("silent-endpoint");
    const held = next(gateway, "triedInVain");
    const asking = askEndpoint(url, credentials(app)).catch(() => "reset");
    expect(await held).toEqual({ at: "endpoint", outage: "silent-endpoint" });
    expect(await push()).toMatchObject({ kind: "acknowledged", code: 200 });
    gateway.setOutage(undefined);
    expect(await asking).toBe("reset");
    expect(await askEndpoint(url, credentials(app))).toMatchObject({ code: 0 });
  });
});

describe("a message that is no frame", () => {
  it.each([
    ["bytes", Buffer.from([0xff, 0xff]), true],
    ["a text", "hello", false],
  ] as const)("goes out as it is given: %s", async (_what, message, isBinary) => {
    const { gateway, url, app } = await startGateway();
    const client = await connectRaw(url, app);
    const { id } = await gateway.whenOnline(app.appId);
    await client.nextFrame();
    const received = once(client.socket, "message");
    gateway.sendRaw(id, message);
    const [data, binary] = (await received) as [Buffer, boolean];
    expect(data).toEqual(Buffer.from(message));
    expect(binary).toBe(isBinary);
  });
});

describe("what a client sends in place of what it should", () => {
  it("is told: WebSocket's own ping", async () => {
    const { gateway, url, app } = await startGateway();
    const client = await connectRaw(url, app, { pings: false });
    const pinged = next(gateway, "nativePinged");
    client.socket.ping();
    expect(await pinged).toMatchObject({ id: "connection-1", pings: 0 });
  });

  it("is told: the ticket of an earlier connection", async () => {
    const { gateway, url, app } = await startGateway();
    const address = await connectUrl(url, app);
    const socket = new WebSocket(address);
    await once(socket, "open");
    const refused = next(gateway, "handshakeRefused");
    const again = new WebSocket(address);
    await once(again, "error");
    expect(await refused).toEqual({ refusal: "handshake-auth-failed", usedTicket: true });
    socket.terminate();
  });
});
