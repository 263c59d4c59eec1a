import * as lark from "@larksuiteoapi/node-sdk";
import { describe, expect, it } from "vitest";
import { appTicketOf, tenantTokenOf, userTokenOf } from "../../src/open-api/tenant-token.js";
import { type OpenApiFixture, reserveConfigs, startOpenApi } from "./open-api-fixture.js";
import { openCompany } from "./company-port.js";
import { ann, roomIds } from "./small-company.js";

const auth = "/open-apis/auth/v3";

const credentials = ({ app }: OpenApiFixture) => ({ app_id: app.appId, app_secret: app.appSecret });

const askToken = async (
  fixture: OpenApiFixture,
  path = `${auth}/tenant_access_token/internal`,
  body: object = credentials(fixture),
) => (await fixture.ask("post", path, { token: null, body })).body as Record<string, unknown>;

const readScope = (fixture: OpenApiFixture, token: string) =>
  fixture.ask("get", `${reserveConfigs}/reserve_scope?scope_id=${roomIds.blue}&scope_type=2`, {
    token,
  });

describe("tokens that end", () => {
  const rules = { expireTokens: true };

  it("are the same with 30 minutes left, and replaced below; the old one is good to its own end", async () => {
    const fixture = await startOpenApi({ rules });
    const first = await askToken(fixture);
    expect(first).toMatchObject({ code: 0, msg: "ok", expire: 7_200 });
    fixture.time.pass(5_400_000);
    expect(await askToken(fixture)).toEqual({ ...first, expire: 1_800 });
    fixture.time.pass(1_000);
    const second = await askToken(fixture);
    expect(second).toMatchObject({ code: 0, expire: 7_200 });
    expect(second["tenant_access_token"]).not.toBe(first["tenant_access_token"]);
    for (const each of [first, second]) {
      expect((await readScope(fixture, String(each["tenant_access_token"]))).status).toBe(200);
    }
    fixture.time.pass(1_799_000);
    const stale = await readScope(fixture, String(first["tenant_access_token"]));
    expect([stale.status, stale.body]).toMatchObject([400, { code: 99991663 }]);
    expect((await readScope(fixture, String(second["tenant_access_token"]))).status).toBe(200);
  });

  it("are not good before they were asked for", async () => {
    const fixture = await startOpenApi({ rules });
    const stale = await readScope(fixture, tenantTokenOf(fixture.app.appId));
    expect(stale.body).toMatchObject({ code: 99991663 });
  });

  it("of a person end with a code and a status of their own", async () => {
    const fixture = await startOpenApi({ rules });
    const { access_token: token } = await askUserToken(fixture);
    fixture.time.pass(7_200_000);
    const late = await fixture.ask("post", "/open-apis/vc/v1/rooms/search", {
      token: String(token),
      body: {},
    });
    expect([late.status, late.body]).toMatchObject([401, { code: 99991677, msg: "token expire" }]);
  });
});

describe("tokens that do not end", () => {
  it("are as old as one likes and survive a restart", async () => {
    const fixture = await startOpenApi();
    const first = await askToken(fixture);
    fixture.time.pass(86_400_000);
    expect(await askToken(fixture)).toEqual(first);
    const restarted = await startOpenApi();
    expect((await readScope(restarted, String(first["tenant_access_token"]))).status).toBe(200);
  });

  it("can be ended at once; the next request gives a new one", async () => {
    const fixture = await startOpenApi();
    const old = tenantTokenOf(fixture.app.appId);
    fixture.openApi.expireTokens();
    expect((await readScope(fixture, old)).body).toMatchObject({ code: 99991663 });
    const { tenant_access_token: renewed } = await askToken(fixture);
    expect(renewed).not.toBe(old);
    expect((await readScope(fixture, String(renewed))).status).toBe(200);
    fixture.openApi.expireTokens(fixture.app.appId);
    expect((await readScope(fixture, String(renewed))).body).toMatchObject({ code: 99991663 });
  });

  it("are ended for one app, and only for an app that exists", async () => {
    const fixture = await startOpenApi();
    expect(() => fixture.openApi.expireTokens("cli_x")).toThrow(
      'Failed to expire tokens: there is no app "cli_x".',
    );
    expect((await readScope(fixture, tenantTokenOf(fixture.app.appId))).status).toBe(200);
  });
});

const askUserToken = (fixture: OpenApiFixture, change: object = {}) =>
  askToken(fixture, "/open-apis/authen/v2/oauth/token", {
    grant_type: "authorization_code",
    client_id: fixture.app.appId,
    client_secret: fixture.app.appSecret,
    code: ann.openId,
    ...change,
  });

describe("a person's token", () => {
  it("is given for the person's open id", async () => {
    const fixture = await startOpenApi();
    const answer = await askUserToken(fixture);
    expect(answer).toEqual({
      access_token: userTokenOf(fixture.app.appId, ann.openId),
      code: 0,
      expires_in: 7_200,
      token_type: "Bearer",
    });
    const found = await fixture.ask("post", "/open-apis/vc/v1/rooms/search", {
      token: String(answer["access_token"]),
      body: {},
    });
    expect(found.body).toMatchObject({ code: 0 });
  });

  // https://open.feishu.cn/document/authentication-management/access-token/get-user-access-token
  it.each([
    [{ code: undefined }, 20001],
    [{ client_secret: "x" }, 20002],
    [{ code: "ou_x" }, 20003],
    [{ grant_type: "refresh_token" }, 20036],
    [{ client_id: "cli_x" }, 20048],
  ])("is not given for %j", async (change, code) => {
    const fixture = await startOpenApi();
    expect(await askUserToken(fixture, change)).toEqual({
      code,
      error: expect.any(String),
      error_description: expect.any(String),
    });
  });
});

describe("a store app", () => {
  async function startStoreApp() {
    const pushed: (readonly string[])[] = [];
    const fixture = await startOpenApi({
      app: { type: "store" },
      pushAppTicket: (appId, ticket) => {
        pushed.push([appId, ticket]);
        return Promise.resolve();
      },
    });
    return { fixture, pushed };
  }

  it("is pushed its ticket, and gets its own token for it and with that the tenant's", async () => {
    const { fixture, pushed } = await startStoreApp();
    const { appId, tenantKey } = fixture.app;
    expect(await askToken(fixture, `${auth}/app_ticket/resend`)).toEqual({
      code: 0,
      msg: "success",
    });
    expect(pushed).toEqual([[appId, appTicketOf(appId)]]);
    const [, ticket] = pushed[0] ?? [];
    const own = await askToken(fixture, `${auth}/app_access_token`, {
      ...credentials(fixture),
      app_ticket: ticket,
    });
    expect(own).toMatchObject({ code: 0, expire: 7_140 });
    expect(own["app_access_token"]).toMatch(/^a-/);
    const tenants = await askToken(fixture, `${auth}/tenant_access_token`, {
      app_access_token: own["app_access_token"],
      tenant_key: tenantKey,
    });
    expect(tenants).toMatchObject({ code: 0, expire: 7_140 });
    expect((await readScope(fixture, String(tenants["tenant_access_token"]))).status).toBe(200);
    const withOwn = await readScope(fixture, String(own["app_access_token"]));
    expect(withOwn.body).toMatchObject({ code: 99991671 });
  });

  it.each([
    ["app_access_token", { app_ticket: "x" }, 10012, "get app access token fail"],
    ["app_access_token", {}, 10003, "invalid param"],
    ["app_access_token", { app_secret: "x", app_ticket: "x" }, 10014, "app secret invalid"],
    [
      "tenant_access_token",
      { app_access_token: "a-1", tenant_key: "x" },
      10013,
      "get tenant access token fail",
    ],
    ["tenant_access_token", {}, 10003, "invalid param"],
  ])("is refused %s for %j", async (path, change, code, msg) => {
    const { fixture } = await startStoreApp();
    const body = { ...credentials(fixture), ...change };
    expect(await askToken(fixture, `${auth}/${path}`, body)).toMatchObject({ code, msg });
  });

  it("is what a custom app is not", async () => {
    const fixture = await startOpenApi();
    expect(await askToken(fixture, `${auth}/app_ticket/resend`)).toEqual({
      code: 10016,
      msg: "app resend fail",
    });
    const body = { ...credentials(fixture), app_ticket: appTicketOf(fixture.app.appId) };
    expect(await askToken(fixture, `${auth}/app_access_token`, body)).toMatchObject({
      code: 10014,
    });
  });

  it("whose ticket cannot be pushed is answered all the same, and the failure reported", async () => {
    const failures: unknown[] = [];
    const broken = new Error("no receiver");
    const fixture = await startOpenApi({
      app: { type: "store" },
      pushAppTicket: () => Promise.reject(broken),
      onFailure: (error, operation) => failures.push([operation, error]),
    });
    expect(await askToken(fixture, `${auth}/app_ticket/resend`)).toMatchObject({ code: 0 });
    expect(failures).toEqual([["resendAppTicket", broken]]);
  });
});

describe("the official client", () => {
  const domainless = { path: { reserve_config_id: roomIds.blue } };

  it("changes the limits and reads them back, with nothing set but the address", async () => {
    const { client } = await openCompany();
    const data = { scope_type: "2", time_config: { time_switch: 1, max_duration: 5 } };
    const patched = await client.vc.reserveConfig.patch({ ...domainless, data });
    expect(patched).toEqual({ code: 0, data: {}, msg: "success" });
    const read = await client.vc.reserveConfig.reserveScope({
      params: { scope_id: roomIds.blue, scope_type: "2" },
    });
    expect(read.data?.time_config).toMatchObject({ max_duration: 5, opening_hour: "28800" });
  });

  it("rejects with the answer when it is refused", async () => {
    const { client } = await openCompany();
    const data = { scope_type: "1", time_config: { time_switch: 1 } };
    await expect(client.vc.reserveConfig.patch({ ...domainless, data })).rejects.toMatchObject({
      response: { status: 400, data: { code: 126001 } },
    });
  });

  it("sets up form, admin and disable_inform", async () => {
    const { client } = await openCompany();
    const params = { scope_type: 2 };
    await client.vc.reserveConfigForm.patch({
      ...domainless,
      data: { scope_type: 2, reserve_form_config: { reserve_form: true } },
    });
    expect((await client.vc.reserveConfigForm.get({ ...domainless, params })).data).toMatchObject({
      reserve_form_config: { reserve_form: true },
    });
    await client.vc.reserveConfigAdmin.patch({
      ...domainless,
      data: { scope_type: 2, reserve_admin_config: { users: [{ user_id: ann.openId }] } },
    });
    expect((await client.vc.reserveConfigAdmin.get({ ...domainless, params })).data).toMatchObject({
      reserve_admin_config: { users: [{ user_id: ann.openId }] },
    });
    await client.vc.reserveConfigDisableInform.patch({
      ...domainless,
      data: { scope_type: 2, disable_inform: { if_inform: true } },
    });
    const inform = await client.vc.reserveConfigDisableInform.get({ ...domainless, params });
    expect(inform.data).toMatchObject({ disable_inform: { if_inform: true } });
  });

  it("is told that a person's token does not do for the limits", async () => {
    const { client, app } = await openCompany();
    const data = { scope_type: "2", time_config: { time_switch: 1 } };
    const token = lark.withUserAccessToken(userTokenOf(app.appId, ann.openId));
    await expect(
      client.vc.reserveConfig.patch({ ...domainless, data }, token),
    ).rejects.toMatchObject({
      response: { data: { code: 99991668, msg: "user access token not support" } },
    });
  });
});
