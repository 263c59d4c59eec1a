import { once } from "node:events";
import type { IncomingMessage } from "node:http";
import { request } from "undici";
import { describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { isFromForeignPage } from "../../src/gateway/foreign-page.js";
import { startGateway } from "./gateway-fixture.js";
import { connectUrl } from "./raw-client.js";

describe("a request", () => {
  it.each<[what: string, headers: Record<string, string>]>([
    ["from a website", { host: "127.0.0.1:7788", origin: "https://website.example" }],
    ["from another port of this machine", { host: "localhost:7788", origin: "http://localhost" }],
    ["from a file or a sandbox", { host: "127.0.0.1:7788", origin: "null" }],
    ["by a rebound name", { host: "website.example:7788", origin: "http://website.example:7788" }],
    [
      "by a name like an address",
      { host: "127.0.0.1.example", origin: "http://127.0.0.1.example" },
    ],
    ["of two origins", { host: "a", origin: "http://a, http://b" }],
    ["without a Host", { origin: "http://127.0.0.1:7788" }],
    ["that a page's image makes", { host: "127.0.0.1:7788", "sec-fetch-site": "cross-site" }],
    ["of a neighbour's page", { host: "localhost:7788", "sec-fetch-site": "same-site" }],
  ])("%s is a foreign page's", (_what, headers) => {
    expect(isFromForeignPage(headers)).toBe(true);
  });

  it.each<[what: string, headers: Record<string, string>]>([
    ["of an official client", { host: "127.0.0.1:7788" }],
    ["of a client in a container", { host: "host.docker.internal:7788" }],
    ["by any name", { host: "gateway.example:7788" }],
    ["of Node's fetch", { host: "127.0.0.1:7788", "sec-fetch-mode": "cors" }],
    ["of a page of ours", { host: "localhost:7788", origin: "http://localhost:7788" }],
    ["of a page of ours at IPv6", { host: "[::1]:7788", origin: "http://[::1]:7788" }],
    ["of a page of ours with TLS", { host: "127.0.0.1", origin: "https://127.0.0.1" }],
    // websocket-client for Python names the address it connects to.
    ["of a client with an Origin", { host: "mocklark:7788", origin: "http://mocklark:7788" }],
    ["typed by a person", { host: "127.0.0.1:7788", "sec-fetch-site": "none" }],
  ])("%s is none", (_what, headers) => {
    expect(isFromForeignPage(headers)).toBe(false);
  });
});

describe("the gateway", () => {
  const page = { origin: "https://website.example", "content-type": "text/plain" };

  it.each([
    ["/callback/ws/endpoint", { AppID: "evil", AppSecret: "evil" }],
    ["//callback/ws/endpoint/", { AppID: "evil", AppSecret: "evil" }],
    ["/open-apis/auth/v3/tenant_access_token/internal", { app_id: "evil", app_secret: "evil" }],
    ["/control/outage", { outage: "unreachable" }],
    ["/nowhere", {}],
  ])("refuses a website at %s, and tells nobody", async (path, body) => {
    const seen: unknown[] = [];
    const see = (what: unknown): void => void seen.push(what);
    const { gateway, url } = await startGateway({
      observers: [{ endpointAsked: see, triedInVain: see }],
    });
    const answer = await request(url + path, {
      method: "POST",
      headers: page,
      body: JSON.stringify(body),
    });
    expect(answer.statusCode).toBe(403);
    expect(await answer.body.text()).not.toContain("evil");
    expect(answer.headers).not.toHaveProperty("access-control-allow-origin");
    expect(seen).toEqual([]);
    expect(gateway.connections()).toEqual([]);
  });

  it("opens no WebSocket for a website, and leaves its ticket to the client", async () => {
    const seen: unknown[] = [];
    const { url, app } = await startGateway({
      observers: [{ handshakeRefused: (refused) => void seen.push(refused) }],
    });
    const address = await connectUrl(url, app);
    const foreign = new WebSocket(address, { origin: page.origin });
    foreign.on("error", () => undefined);
    const [, response] = (await once(foreign, "unexpected-response")) as [unknown, IncomingMessage];
    response.resume();
    expect(response.statusCode).toBe(403);
    expect(seen).toEqual([]);
    const own = new WebSocket(address, { origin: url });
    await once(own, "open");
    own.terminate();
  });
});
