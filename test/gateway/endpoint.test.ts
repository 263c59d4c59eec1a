import { describe, expect, it } from "vitest";
import { createRandom } from "../../src/base/random.js";
import { createApp } from "../../src/event/app.js";
import { refusals } from "../../src/gateway/refusal.js";
import { next, startGateway } from "./gateway-fixture.js";
import { askEndpoint, connectRaw } from "./raw-client.js";

const credentials = (app: { appId: string; appSecret: string }) => ({
  AppID: app.appId,
  AppSecret: app.appSecret,
});

const missingCredentials = {
  code: 1000040344,
  msg: "app_id is required and either app_secret or client_assertion_provider is required",
  data: {},
};
const invalidCredentials = { code: 1000040345, msg: "app_id or app_secret is invalid", data: {} };
const invalidAppId = { code: 1000040346, msg: "app_id is invalid", data: { URL: "" } };

describe("POST /callback/ws/endpoint", () => {
  it("answers with an address and all four numbers of the ClientConfig", async () => {
    const { url, app } = await startGateway({ clientConfig: {} });
    const answer = await askEndpoint(url, credentials(app));
    expect(answer).toMatchObject({ code: 0, msg: "" });
    expect(answer.data.ClientConfig).toEqual({
      ReconnectCount: -1,
      ReconnectInterval: 120,
      ReconnectNonce: 30,
      PingInterval: 120,
    });
    expect(answer.data.URL).toMatch(
      /^ws:\/\/127\.0\.0\.1:\d+\/ws\/v2\?fpid=493&aid=552564&device_id=[1-9]\d{18}&access_key=[0-9a-f]{32}&service_id=33554678&ticket=[0-9a-f-]{36}$/,
    );
  });

  it("keeps what the Node client reads out of the URL away from the first parameter", async () => {
    const { url, app } = await startGateway();
    const { data } = await askEndpoint(url, credentials(app));
    const asNodeParsesIt = new URLSearchParams(data.URL);
    expect(asNodeParsesIt.get("service_id")).toBe("33554678");
    expect(asNodeParsesIt.get("device_id")).toMatch(/^\d{19}$/);
  });

  it.each([
    { what: "two slashes", path: "//callback/ws/endpoint", headers: {} },
    { what: "no Content-Type", path: "/callback/ws/endpoint", headers: {} },
    {
      what: "a form's Content-Type",
      path: "/callback/ws/endpoint",
      headers: { "content-type": "application/x-www-form-urlencoded" },
    },
    {
      what: "a charset",
      path: "/callback/ws/endpoint",
      headers: { "content-type": "application/json; charset=utf-8", locale: "zh" },
    },
  ])("takes a request with $what", async ({ path, headers }) => {
    const { url, app } = await startGateway();
    const answer = await askEndpoint(url, credentials(app), { path, headers });
    expect(answer.code).toBe(0);
  });

  it("sends the client back to the host it came by", async () => {
    const { url, app } = await startGateway();
    const host = `gateway.test:${new URL(url).port}`;
    const { data } = await askEndpoint(url, credentials(app), { headers: { host } });
    expect(data.URL).toContain(`ws://${host}/ws/v2?`);
  });

  it.each([
    ["an unknown app", { AppID: "cli_0000000000000000" }, invalidAppId],
    ["an unknown app with an assertion", { AppID: "cli_0", ClientAssertion: "x" }, invalidAppId],
    ["a wrong secret", { AppSecret: "wrong" }, invalidCredentials],
    [
      "an assertion nobody vouches for",
      { AppSecret: "", ClientAssertion: "x" },
      invalidCredentials,
    ],
    ["no secret", { AppSecret: undefined }, missingCredentials],
    ["an empty secret", { AppSecret: "" }, missingCredentials],
    ["a secret that is no text", { AppSecret: 1 }, missingCredentials],
    ["no app id", { AppID: undefined }, missingCredentials],
    ["an app id that is no text", { AppID: ["cli_0"] }, missingCredentials],
  ])("refuses %s", async (_what, change, answer) => {
    const { url, app } = await startGateway();
    expect(await askEndpoint(url, { ...credentials(app), ...change })).toEqual(answer);
  });

  it.each(["", "not json", "null", "[]", "7", "{}"])("refuses the body %j", async (body) => {
    const { url } = await startGateway();
    expect(await askEndpoint(url, body)).toEqual(missingCredentials);
  });

  it("refuses a store app, which Feishu does not let use the long connection", async () => {
    const { url, app } = await startGateway({}, { type: "store" });
    expect(await askEndpoint(url, credentials(app))).toMatchObject({ code: 403, data: {} });
  });

  it("refuses an app that has as many connections as it may have", async () => {
    const { url, app } = await startGateway({ limits: { connectionsPerApp: 2 } });
    await connectRaw(url, app);
    await connectRaw(url, app);
    expect(await askEndpoint(url, credentials(app))).toMatchObject({ code: 1000040350, data: {} });
  });

  it.each([
    ["busy", 1],
    ["forbidden", 403],
    ["auth-failed", 514],
    ["internal-error", 1000040343],
    ["missing-credentials", 1000040344],
    ["invalid-credentials", 1000040345],
    ["invalid-app-id", 1000040346],
    ["incorrect-domain", 1000040351],
    ["too-many-connections", 1000040350],
  ] as const)("refuses the next client as %s with code %i, once", async (refusal, code) => {
    const { gateway, url, app } = await startGateway();
    gateway.refuseNext(refusal);
    const data = refusal === "invalid-app-id" ? { URL: "" } : {};
    expect(await askEndpoint(url, credentials(app))).toEqual({
      code,
      msg: refusals[refusal].msg,
      data,
    });
    expect(await askEndpoint(url, credentials(app))).toMatchObject({ code: 0 });
  });

  it("refuses clients of the named app only, as often as asked", async () => {
    const other = createApp({}, createRandom(8));
    const { gateway, url, app } = await startGateway({ apps: [other] });
    gateway.refuseNext("busy", { count: 2, appId: app.appId });
    const codes = [];
    for (const asker of [other, app, app, app]) {
      codes.push((await askEndpoint(url, credentials(asker))).code);
    }
    expect(codes).toEqual([0, 1, 1, 0]);
  });

  it("tells observers who asked and what they were answered", async () => {
    const { gateway, url, app } = await startGateway();
    const asked = next(gateway, "endpointAsked");
    await askEndpoint(url, { AppID: app.appId, AppSecret: "wrong" });
    expect(await asked).toEqual({ appId: app.appId, refusal: "invalid-credentials" });
  });
});
