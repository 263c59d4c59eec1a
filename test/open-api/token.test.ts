import * as lark from "@larksuiteoapi/node-sdk";
import { request } from "undici";
import { describe, expect, it } from "vitest";
import { createRandom } from "../../src/base/random.js";
import { createApp, type App } from "../../src/event/app.js";
import { tenantTokenOf } from "../../src/open-api/tenant-token.js";
import { createSimulator } from "../../src/simulator/simulator.js";
import { startGateway, startGatewayInManualTime } from "../gateway/gateway-fixture.js";

const tenantTokenPath = "/open-apis/auth/v3/tenant_access_token/internal";
const appTokenPath = "/open-apis/auth/v3/app_access_token/internal";

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

async function ask(
  url: string,
  options: { method?: "GET" | "POST"; body?: string; headers?: Record<string, string> } = {},
): Promise<Answer> {
  const { statusCode, headers, body } = await request(url, options);
  return { status: statusCode, headers, text: await body.text() };
}

const askToken = (url: string, body: object | string, path = tenantTokenPath): Promise<Answer> =>
  ask(url + path, {
    method: "POST",
    body: typeof body === "string" ? body : JSON.stringify(body),
  });

const askInfo = (url: string, authorization?: string): Promise<Answer> =>
  ask(`${url}/open-apis/bot/v3/info`, {
    headers: authorization === undefined ? {} : { authorization },
  });

const credentials = ({ appId, appSecret }: App) => ({ app_id: appId, app_secret: appSecret });

describe("a token", () => {
  it("is given to us without a secret, the same that the secret earns", async () => {
    const simulator = createSimulator({ seed: 3 });
    const { app } = simulator;
    const api = await simulator.openApi();
    expect(api.tenantAccessToken(app.appId)).toEqual({
      token: tenantTokenOf(app.appId),
      expire: 7200,
    });
    expect(() => api.tenantAccessToken("cli_nobody")).toThrow(
      /^Failed to give a token: there is no app "cli_nobody"\.$/,
    );
  });

  it("is what the secret earns, in Feishu's form and byte order", async () => {
    const { url, app } = await startGateway();
    const { status, headers, text } = await askToken(url, credentials(app));
    expect([status, headers["content-type"]]).toEqual([200, "application/json; charset=utf-8"]);
    expect(text).toMatch(
      /^\{"code":0,"expire":7200,"msg":"ok","tenant_access_token":"t-g10[0-9a-z]{5}[A-Z2-7]{32}"\}$/,
    );
  });

  it("is the app's as well as the tenant's", async () => {
    const { url, app } = await startGateway();
    const { text } = await askToken(url, credentials(app), appTokenPath);
    const token = tenantTokenOf(app.appId);
    expect(text).toBe(
      `{"app_access_token":"${token}","code":0,"expire":7200,"msg":"ok","tenant_access_token":"${token}"}`,
    );
  });

  it.each([`/${tenantTokenPath}`, `${tenantTokenPath}/`])("is given at %s, too", async (path) => {
    const { url, app } = await startGateway();
    expect((await askToken(url, credentials(app), path)).text).toContain('"code":0');
  });

  it("is the same after a restart, and another for another app", () => {
    const other = createApp({}, createRandom(8));
    expect(tenantTokenOf(other.appId)).toBe(tenantTokenOf(other.appId));
    expect(tenantTokenOf(other.appId)).not.toBe(tenantTokenOf("cli_0000000000000000"));
  });

  it.each([
    ["a wrong secret", { app_secret: "wrong" }, '{"code":10014,"msg":"app secret invalid"}'],
    [
      "an unknown app",
      { app_id: "cli_0000000000000000" },
      '{"code":10014,"msg":"app id not exists"}',
    ],
    ["an app id that is none", { app_id: "app" }, '{"code":10003,"data":{},"msg":"invalid param"}'],
    ["no app id", { app_id: undefined }, '{"code":10003,"data":{},"msg":"invalid param"}'],
    ["no secret", { app_secret: undefined }, '{"code":10003,"data":{},"msg":"invalid param"}'],
    [
      "a secret that is no text",
      { app_secret: 1 },
      '{"code":10003,"data":{},"msg":"invalid param"}',
    ],
  ])("is not given for %s, with status 200", async (_what, change, expected) => {
    const { url, app } = await startGateway();
    for (const path of [tenantTokenPath, appTokenPath]) {
      const { status, text } = await askToken(url, { ...credentials(app), ...change }, path);
      expect([status, text]).toEqual([200, expected]);
    }
  });

  it.each(["", "no json", "null", "[]", "7"])("is not given for the body %j", async (body) => {
    const { url } = await startGateway();
    expect((await askToken(url, body)).text).toContain('"code":10003');
  });

  it("is not given to a GET", async () => {
    const { url } = await startGateway();
    expect(await ask(url + tenantTokenPath)).toMatchObject({
      status: 404,
      text: "404 page not found",
    });
  });
});

describe("GET /open-apis/bot/v3/info", () => {
  it("says who the bot is, the same each time", async () => {
    const { url, app } = await startGateway();
    const authorization = `Bearer ${tenantTokenOf(app.appId)}`;
    const { status, text } = await askInfo(url, authorization);
    expect(status).toBe(200);
    expect(JSON.parse(text)).toEqual({
      bot: {
        activate_status: 2,
        app_name: "mocklark",
        // NoneBot demands one.
        avatar_url: `${url}/avatar.png`,
        ip_white_list: [],
        open_id: expect.stringMatching(/^ou_[0-9a-f]{32}$/),
      },
      code: 0,
      msg: "ok",
    });
    expect((await askInfo(url, authorization)).text).toBe(text);
  });

  it("tells the bots of two apps apart", async () => {
    const other = createApp({}, createRandom(8));
    const { url, app } = await startGateway({ apps: [other] });
    const [one, two] = await Promise.all(
      [app, other].map(({ appId }) => askInfo(url, `Bearer ${tenantTokenOf(appId)}`)),
    );
    expect(one?.status).toBe(200);
    expect(one?.text).not.toBe(two?.text);
  });

  it.each([
    ["no token", undefined, 99991661, "Missing access token for authorization."],
    ["no Bearer", tenantTokenOf("cli_0"), 99991661, "Missing access token for authorization."],
    ["an empty one", "Bearer ", 99991661, "Missing access token for authorization."],
    ["one of nobody", "Bearer t-g1044", 99991663, "Invalid access token for authorization."],
    ["one of a user", "Bearer u-7f1b", 99991668, "Invalid access token for authorization."],
    ["a user's JWT", "Bearer eyJhbGci", 99991668, "Invalid access token for authorization."],
    ["another text", "Bearer hello", 99991671, "Invalid token: must start with t-/u-"],
  ])("refuses %s with status 400", async (_what, authorization, code, msg) => {
    const { url } = await startGateway();
    const { status, headers, text } = await askInfo(url, authorization);
    const log_id = headers["x-tt-logid"];
    expect(status).toBe(400);
    expect(log_id).toMatch(/^\d{14}[0-9A-F]{20}$/);
    expect(JSON.parse(text)).toEqual({
      code,
      msg: expect.stringContaining(msg),
      error: {
        message: expect.any(String),
        log_id,
        // Seen on the wire 2026-02: the log id, the code and the call's number of 19 digits.
        troubleshooter: expect.stringMatching(
          new RegExp(`\\?from=openapi&log_id=${String(log_id)}&code=${code}&method_id=[0-9]{19}$`),
        ),
      },
    });
  });

  it("dates its log ids in China's time", async () => {
    const { url } = await startGatewayInManualTime();
    // 1,000,000 ms after 1970 began in Greenwich, it was a quarter past eight in Beijing.
    const { headers } = await askInfo(url);
    expect(headers["x-tt-logid"]).toMatch(/^19700101081640[0-9A-F]{20}$/);
  });
});

describe("the official Node client", () => {
  const loggerLevel = lark.LoggerLevel.error;

  it("fetches its token and asks who the bot is", async () => {
    const { url, app } = await startGateway();
    const { appId, appSecret } = app;
    const client = new lark.Client({ appId, appSecret, domain: url, loggerLevel });
    const answer: unknown = await client.request({ method: "GET", url: "/open-apis/bot/v3/info" });
    expect(answer).toMatchObject({ code: 0, bot: { app_name: "mocklark", activate_status: 2 } });
  });

  it("reads why it gets no token", async () => {
    const { url, app } = await startGateway();
    const client = new lark.Client({
      appId: app.appId,
      appSecret: "wrong",
      domain: url,
      loggerLevel,
    });
    const answer: unknown = await client.auth.tenantAccessToken.internal({
      data: { app_id: app.appId, app_secret: "wrong" },
    });
    expect(answer).toEqual({ code: 10014, msg: "app secret invalid" });
  });
});
