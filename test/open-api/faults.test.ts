import type { AddressInfo } from "node:net";
import { createServer, request as httpRequest } from "node:http";
import supertest from "supertest";
import { describe, expect, it, onTestFinished } from "vitest";
import { tenantTokenOf } from "../../src/open-api/tenant-token.js";
import {
  type OpenApiFixture,
  reserveConfigs,
  smallestChange,
  startOpenApi,
} from "./open-api-fixture.js";
import { roomIds } from "./small-company.js";

const control = (fixture: OpenApiFixture, path: string, body: unknown) =>
  supertest(fixture.handler)
    .post(`/control/open-api/${path}`)
    .send(typeof body === "string" ? body : JSON.stringify(body));

describe("a planned failure", () => {
  it.each([
    [{ code: 99991400 }, 429, "request trigger frequency limit"],
    [{ code: 121005 }, 403, "no permission"],
    [{ code: 121001 }, 500, "internal error"],
    [{ code: 99991401 }, 400, "ip 127.0.0.1 is denied by app setting"],
    [{ code: 99991403 }, 400, "This month's API call quota has been exceeded"],
    [{ code: 2200, httpStatus: 504 }, 504, "internal error"],
    [{ code: 7, msg: "as I say" }, 400, "as I say"],
    [{ code: 121003, httpStatus: 418 }, 418, "param error"],
  ])("%j is met once, changes nothing, and is over", async (fault, status, msg) => {
    const { openApi, patch, emissions } = await startOpenApi();
    openApi.failNext(fault);
    const failed = await patch();
    expect([failed.status, failed.body]).toMatchObject([status, { code: fault.code, msg }]);
    expect(emissions).toEqual([]);
    expect((await patch()).status).toBe(200);
    expect(emissions).toHaveLength(1);
  });

  it("of the rate has the headers of the rate", async () => {
    const { openApi, patch } = await startOpenApi();
    openApi.failNext({ code: 99991400 });
    expect((await patch()).headers).toMatchObject({
      "x-ogw-ratelimit-limit": "100",
      "x-ogw-ratelimit-reset": "60",
    });
  });

  it("meets as many calls as it says, of the operation it says", async () => {
    const { openApi, patch, ask } = await startOpenApi();
    openApi.failNext({ code: 121001, operation: "patchReserveConfig", times: 2 });
    const read = () =>
      ask("get", `${reserveConfigs}/reserve_scope?scope_id=${roomIds.blue}&scope_type=2`);
    const statuses = [];
    for (const call of [read, patch, read, patch, patch]) statuses.push((await call()).status);
    expect(statuses).toEqual([200, 500, 200, 500, 200]);
  });

  it("spares calls for tokens, and calls without a good one, unless it names them", async () => {
    const { openApi, patch, ask, app } = await startOpenApi();
    const askToken = () =>
      ask("post", "/open-apis/auth/v3/tenant_access_token/internal", {
        token: null,
        body: { app_id: app.appId, app_secret: app.appSecret },
      });
    openApi.failNext({ code: 121001 });
    expect((await askToken()).body).toMatchObject({ code: 0 });
    const path = `${reserveConfigs}/${roomIds.blue}`;
    expect((await ask("patch", path, { token: null })).body).toMatchObject({ code: 99991661 });
    expect((await patch()).status).toBe(500);
    openApi.failNext({
      code: 2200,
      httpStatus: 200,
      msg: "Internal Error",
      operation: "getTenantAccessToken",
    });
    const refused = await askToken();
    expect([refused.status, refused.text]).toEqual([200, '{"code":2200,"msg":"Internal Error"}']);
  });

  it.each([
    [{ code: 1, operation: "patchReserveConfg" }, /no operation "patchReserveConfg"/],
    [{ code: 1, time: 2 }, /no option "time"/],
    [{ code: -1 }, /code is -1/],
    [{ times: 1 }, /code is missing/],
    [{ code: 1, times: 0 }, /times is 0/],
    [{ code: 1, httpStatus: 99 }, /httpStatus is 99/],
  ])("%j is refused", async (fault, message) => {
    const { openApi } = await startOpenApi();
    expect(() => openApi.failNext(fault as never)).toThrow(message);
  });
});

describe("a slow answer", () => {
  async function listen(fixture: OpenApiFixture) {
    const server = createServer(fixture.handler);
    onTestFinished(() => void server.close());
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return (server.address() as AddressInfo).port;
  }

  const isHeld = async (fixture: OpenApiFixture): Promise<void> => {
    while (fixture.time.pendingTimers === 0) await new Promise((resolve) => setImmediate(resolve));
  };

  it("is held back, the change made at once", async () => {
    const fixture = await startOpenApi();
    fixture.openApi.failNext({ code: 0, delayMs: 5_000 });
    let answered = false;
    const patched = fixture.patch().then((response) => {
      answered = true;
      return response;
    });
    await isHeld(fixture);
    expect(fixture.emissions).toHaveLength(1);
    fixture.time.pass(4_999);
    expect(answered).toBe(false);
    fixture.time.pass(1);
    expect((await patched).body).toEqual({ code: 0, data: {}, msg: "success" });
  });

  it("is forgotten when the client leaves", async () => {
    const fixture = await startOpenApi();
    const port = await listen(fixture);
    fixture.openApi.failNext({ code: 0, delayMs: 5_000 });
    const client = httpRequest({
      port,
      host: "127.0.0.1",
      method: "PATCH",
      path: `${reserveConfigs}/${roomIds.blue}`,
      headers: { authorization: `Bearer ${tenantTokenOf(fixture.app.appId)}` },
    });
    client.on("error", () => {});
    client.end(JSON.stringify(smallestChange));
    await isHeld(fixture);
    client.destroy();
    while (fixture.time.pendingTimers > 0) await new Promise((resolve) => setImmediate(resolve));
    expect(fixture.openApi.calls()).toEqual([]);
  });
});

describe("the list of calls", () => {
  it("has what each was answered, the last 200", async () => {
    const told: unknown[] = [];
    const fixture = await startOpenApi({
      rules: { rateLimits: false },
      onCall: (call) => told.push(call),
    });
    const path = `${reserveConfigs}/${roomIds.blue}`;
    const response = await fixture.ask("patch", `${path}?user_id_type=open_id`, { body: "{" });
    expect(fixture.openApi.calls()).toEqual([
      {
        atMs: 1_000_000,
        operation: "patchReserveConfig",
        method: "PATCH",
        path,
        appId: fixture.app.appId,
        httpStatus: 400,
        code: 99992402,
        logId: response.headers["x-tt-logid"],
      },
    ]);
    expect(told).toEqual(fixture.openApi.calls());
    for (let call = 0; call < 200; call++) await fixture.patch();
    expect(fixture.openApi.calls().map(({ code }) => code)).toEqual(Array(200).fill(0));
  });
});

describe("the control API", () => {
  it("plans failures, lists calls and ends tokens", async () => {
    const fixture = await startOpenApi();
    const fault = { code: 121004, operation: "patchReserveConfig" };
    const planned = await control(fixture, "fail", fault);
    expect([planned.status, planned.body]).toEqual([200, fault]);
    expect((await fixture.patch()).body).toMatchObject({ code: 121004 });
    const listed = await supertest(fixture.handler).get("/control/open-api/calls");
    expect(listed.body).toMatchObject([{ operation: "patchReserveConfig", code: 121004 }]);
    expect((await control(fixture, "expire-tokens", "")).body).toEqual({});
    expect((await fixture.patch()).body).toMatchObject({ code: 99991663 });
  });

  it.each([
    [
      "fail",
      { code: 1, operation: "patchReserveConfg" },
      "USAGE",
      'Did you mean "patchReserveConfig"?',
    ],
    ["fail", "{", "MALFORMED_DOCUMENT", "Send a JSON object."],
    ["fail", "[1]", "MALFORMED_DOCUMENT", "Send a JSON object."],
    ["expire-tokens", { appId: 1 }, "USAGE", "Give a text."],
    ["expire-tokens", { app: "x" }, "USAGE", 'Did you mean "appId"?'],
  ])("refuses %s with %j", async (path, body, code, remedy) => {
    const fixture = await startOpenApi();
    const response = await control(fixture, path, body);
    expect([response.status, response.body]).toMatchObject([400, { error: { code, remedy } }]);
    expect((await fixture.patch()).status).toBe(200);
  });

  it("says what is wrong in the language that is asked for", async () => {
    const fixture = await startOpenApi();
    const asked = await control(fixture, "fail?lang=zh", {
      code: 1,
      operation: "patchReserveConfg",
    });
    expect(asked.body).toEqual({
      error: {
        code: "USAGE",
        message: '无法安排 Open API 的故障：没有操作 "patchReserveConfg"。',
        remedy: "是否想写「patchReserveConfig」？",
      },
    });
    const unknown = await control(fixture, "expire-tokens?lang=xx", { appId: "cli_x" });
    expect(unknown.body).toMatchObject({
      error: { message: 'Failed to expire tokens: there is no app "cli_x".' },
    });
  });

  it("answers this machine only, and no other path", async () => {
    const fixture = await startOpenApi();
    const foreign = await control(fixture, "fail", { code: 1 }).set("Host", "evil.example");
    expect(foreign.status).toBe(403);
    expect((await fixture.patch()).status).toBe(200);
    expect((await control(fixture, "x", {})).status).toBe(404);
  });
});

describe("createOpenApi", () => {
  it.each([
    [{ rules: { rateLimit: true } }, /rules\.rateLimit"/],
    [{ rules: { rateLimitStatus: 403 } }, /rules\.rateLimitStatus is 403/],
    [{ rules: { pageSize: 101 } }, /rules\.pageSize is 101/],
    [{ rules: { numbersForText: "no" } }, /rules\.numbersForText is "no"/],
    [{ conections: () => 1 }, /no option "conections"/],
  ])("refuses %j", async (options, message) => {
    await expect(startOpenApi(options as never)).rejects.toThrow(message);
  });
});
