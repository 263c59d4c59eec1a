import { once } from "node:events";
import { request } from "undici";
import { describe, expect, it } from "vitest";
import { next, startGateway } from "./gateway-fixture.js";
import { askEndpoint, connectRaw, headersOf } from "./raw-client.js";

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

async function ask(
  url: string,
  method: "GET" | "POST",
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const response = await request(`${url}/control${path}`, {
    method,
    headers: { ...(body === undefined ? {} : { "content-type": "application/json" }), ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.statusCode, body: await response.body.json() };
}

describe("the control API", () => {
  it("lists the connections", async () => {
    const { gateway, url, app } = await startGateway();
    await connectRaw(url, app);
    await gateway.whenOnline(app.appId);
    expect(await ask(url, "GET", "/connections")).toEqual({
      status: 200,
      body: gateway.connections(),
    });
    expect(gateway.connections()).toMatchObject([
      { id: "connection-1", appId: app.appId, pings: 1 },
    ]);
  });

  it.each([
    { action: "kick", code: 1006 },
    { action: "close", code: 1000 },
  ])("$action ends a connection with $code", async ({ action, code }) => {
    const { url, app } = await startGateway();
    const client = await connectRaw(url, app);
    expect(await ask(url, "POST", `/connections/connection-1/${action}`)).toMatchObject({
      status: 200,
    });
    expect(await client.closed).toBe(code);
  });

  it("freezes and thaws", async () => {
    const { gateway, url, app } = await startGateway();
    await connectRaw(url, app);
    await gateway.whenOnline(app.appId);
    await ask(url, "POST", "/connections/connection-1/freeze");
    expect(gateway.connections()).toMatchObject([{ state: "frozen" }]);
    await ask(url, "POST", "/connections/connection-1/thaw");
    expect(gateway.connections()).toMatchObject([{ state: "online" }]);
  });

  it("slows a connection down", async () => {
    const fixture = await startGateway();
    const client = await connectRaw(fixture.url, fixture.app, { autoAck: true });
    await client.nextFrame();
    await ask(fixture.url, "POST", "/connections/connection-1/slow", { delayMs: 40 });
    expect((await fixture.push()).durationMs).toBeGreaterThanOrEqual(39);
  });

  it("begins and ends an outage", async () => {
    const { url, app } = await startGateway();
    const question = { AppID: app.appId, AppSecret: app.appSecret };
    await ask(url, "POST", "/outage", { outage: "unreachable" });
    await expect(askEndpoint(url, question)).rejects.toThrow("ECONNRESET");
    await ask(url, "POST", "/outage", { outage: "none" });
    expect(await askEndpoint(url, question)).toMatchObject({ code: 0 });
    expect(await ask(url, "POST", "/outage", { outage: "flood" })).toMatchObject({ status: 400 });
  });

  it.each([{ text: "no frame" }, { base64: Buffer.from("no frame").toString("base64") }])(
    "sends a message that is no frame: %o",
    async (body) => {
      const { url, app } = await startGateway();
      const client = await connectRaw(url, app);
      await client.nextFrame();
      const received = once(client.socket, "message");
      await ask(url, "POST", "/connections/connection-1/raw", body);
      expect(String((await received)[0])).toBe("no frame");
      expect(await ask(url, "POST", "/connections/connection-1/raw", {})).toMatchObject({
        status: 400,
      });
    },
  );

  it("changes the ClientConfig", async () => {
    const { url, app } = await startGateway();
    const config = {
      ReconnectCount: -1,
      ReconnectInterval: 1,
      ReconnectNonce: 0,
      PingInterval: 7,
    };
    expect(await ask(url, "POST", "/client-config", { PingInterval: 7 })).toEqual({
      status: 200,
      body: config,
    });
    const answer = await askEndpoint(url, { AppID: app.appId, AppSecret: app.appSecret });
    expect(answer.data.ClientConfig).toEqual(config);
  });

  it("plans refusals", async () => {
    const { url, app } = await startGateway();
    const credentials = { AppID: app.appId, AppSecret: app.appSecret };
    await ask(url, "POST", "/refuse", { refusal: "busy", count: 2, appId: app.appId });
    const codes = [];
    for (let count = 0; count < 3; count++) codes.push((await askEndpoint(url, credentials)).code);
    expect(codes).toEqual([1, 1, 0]);
  });

  it.each([
    { path: "/connections/connection-9/kick", body: {}, why: '"connection-9"' },
    { path: "/connections/connection-1/slow", body: {}, why: '"delayMs": it is missing' },
    { path: "/connections/connection-1/slow", body: { delayMs: -1 }, why: '"delayMs": it is -1' },
    { path: "/client-config", body: { PingInterval: 0 }, why: "PingInterval is 0" },
    { path: "/refuse", body: { refusal: "rude" }, why: '"rude" is not one' },
    { path: "/refuse", body: { refusal: "busy", count: "1" }, why: '"count": it is "1"' },
  ])("answers misuse of $path with 400 and the reason", async ({ path, body, why }) => {
    const { url } = await startGateway();
    expect(await ask(url, "POST", path, body)).toEqual({
      status: 400,
      body: {
        error: {
          code: "USAGE",
          message: expect.stringContaining(why),
          remedy: expect.any(String),
        },
      },
    });
  });

  it("says it in Chinese to whoever asks for that", async () => {
    const { url } = await startGateway();
    expect(await ask(url, "POST", "/connections/connection-9/kick?lang=zh", {})).toMatchObject({
      body: { error: { message: "无法找到连接「connection-9」。", remedy: "没有客户端在线。" } },
    });
  });

  it("answers a body that is no JSON with 400", async () => {
    const { url } = await startGateway();
    const { statusCode, body } = await request(`${url}/control/refuse`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: "{refusal:",
    });
    expect(statusCode).toBe(400);
    expect(await body.json()).toMatchObject({ error: { code: "MALFORMED_DOCUMENT" } });
  });

  it.each([
    { headers: { host: "rebound.example" } },
    { headers: { origin: "https://website.example" } },
    { headers: { host: "127.0.0.1.website.example" } },
    { headers: { origin: "null" } },
    { headers: { origin: "http://127.0.0.1:3000" } },
  ])("refuses a request with $headers", async ({ headers }) => {
    const { gateway, url, app } = await startGateway();
    const client = await connectRaw(url, app);
    const answer = await ask(url, "POST", "/connections/connection-1/kick", undefined, headers);
    expect(answer.status).toBe(403);
    client.ping();
    await next(gateway, "connectionPinged");
    expect(headersOf(await client.nextFrame())).toEqual({ type: "pong" });
  });

  it.each([
    { host: "localhost:80" },
    { host: "[::1]" },
    { host: "localhost:7788", origin: "http://localhost:7788" },
  ])("takes a request with %o", async (headers) => {
    const { url } = await startGateway();
    expect(await ask(url, "GET", "/connections", undefined, headers)).toEqual({
      status: 200,
      body: [],
    });
  });
});
