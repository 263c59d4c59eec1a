import { Agent as HttpsAgent } from "node:https";
import type * as lark from "@larksuiteoapi/node-sdk";
import { Agent, request } from "undici";
import { describe, expect, it, onTestFinished } from "vitest";
import { createCertificates } from "../../src/wire/certificates.js";
import { createOfficialClient, next, startClient, startGateway } from "./gateway-fixture.js";
import { askEndpoint } from "./raw-client.js";

describe("a gateway with a certificate", () => {
  it("serves https and wss to clients that trust its authority", async () => {
    const { caPem, certPem, keyPem } = await createCertificates({ nowMs: Date.now() });
    const fixture = await startGateway({ tls: { certPem, keyPem } });
    const { gateway, url, app } = fixture;
    const credentials = { AppID: app.appId, AppSecret: app.appSecret };
    await expect(askEndpoint(url, credentials)).rejects.toThrow(/certificate/);

    const dispatcher = new Agent({ connect: { ca: caPem } });
    const agent = new HttpsAgent({ ca: caPem });
    onTestFinished(async () => {
      agent.destroy();
      await dispatcher.close();
    });
    // The SDK's own HTTP client takes no authority; this is the documented way to bring another.
    const httpInstance = {
      request: async (wish: { url: string; data: unknown }) => {
        const body = JSON.stringify(wish.data);
        return (await request(wish.url, { method: "POST", body, dispatcher })).body.json();
      },
    } as unknown as lark.HttpInstance;
    const ready = next(gateway, "connectionReady");
    const official = createOfficialClient(url, app, { agent, httpInstance });
    startClient(official);
    await ready;
    expect(url).toMatch(/^https:/);
    expect(await fixture.push()).toMatchObject({ kind: "acknowledged", code: 200 });
    expect(official.seen).toHaveLength(1);
  });
});

describe("the gateway's port", () => {
  it.each([
    ["GET", "/elsewhere"],
    ["GET", "/"],
    ["POST", "/open-apis/callback/ws/endpoint"],
    ["GET", "/callback/ws/endpoint"],
    ["POST", "/open-apis/bot/v3/info"],
    ["GET", "/open-apis/contact/v3/nobody"],
    ["POST", "/control/elsewhere"],
  ] as const)("answers %s %s with plain text, as Feishu does", async (method, path) => {
    const { url } = await startGateway();
    const { statusCode, headers, body } = await request(url + path, { method });
    expect(await body.text()).toBe("404 page not found");
    expect([statusCode, headers["content-type"]]).toEqual([404, "text/plain"]);
  });

  it("is closed when the gateway is, also while clients are connecting", async () => {
    const { gateway, url, app } = await startGateway();
    const credentials = { AppID: app.appId, AppSecret: app.appSecret };
    await askEndpoint(url, credentials);
    await gateway.close();
    await expect(askEndpoint(url, credentials)).rejects.toThrow(/ECONNREFUSED/);
  });
});
