import { describe, expect, it, onTestFinished } from "vitest";
import { createRandom } from "../../src/base/random.js";
import { createApp } from "../../src/event/app.js";
import { tenantTokenOf, userTokenOf } from "../../src/open-api/tenant-token.js";
import { reserveConfigs, smallestChange, startOpenApi } from "./open-api-fixture.js";
import { ann, companyApp, levelIds, roomIds } from "./small-company.js";

const path = `${reserveConfigs}/${roomIds.blue}`;
const invalid =
  "Invalid access token for authorization. Please make a request with token attached.";

interface ErrorBody {
  readonly code: number;
  readonly msg: string;
  readonly error: {
    readonly log_id: string;
    readonly troubleshooter: string;
    readonly message?: string;
    readonly field_violations?: readonly object[];
    readonly permission_violations?: readonly object[];
  };
}

const bodyOf = (response: { readonly body: unknown }): ErrorBody => response.body as ErrorBody;

describe("a call that succeeds", () => {
  it("answers code, data and msg in alphabetical order, with the headers that clients read", async () => {
    const { patch } = await startOpenApi();
    const response = await patch();
    expect(response.status).toBe(200);
    expect(response.text).toBe('{"code":0,"data":{},"msg":"success"}');
    expect(response.headers).toMatchObject({
      "content-type": "application/json; charset=utf-8",
      // 1,000,000 ms after 1970 began in Greenwich, it was a quarter past eight in Beijing.
      "x-tt-logid": expect.stringMatching(/^19700101081640[0-9A-F]{20}$/),
      "x-request-id": expect.stringMatching(
        /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
      ),
      "request-id": response.headers["x-request-id"],
    });
    expect(response.headers).not.toHaveProperty("x-ogw-ratelimit-limit");
  });
});

describe("a token", () => {
  it.each([
    ["missing", { token: null }, 400, 99991661, /^Missing access token for authorization\./],
    [
      "without Bearer",
      { token: null, headers: { Authorization: tenantTokenOf("cli_0") } },
      400,
      99991661,
      /^Missing access token/,
    ],
    ["of nobody", { token: "t-g1044" }, 400, 99991663, invalid],
    ["of a user nobody knows", { token: "u-7f1b" }, 400, 99991668, invalid],
    ["of a user, as a JWT", { token: "eyJhbGci.e30.c2ln" }, 400, 99991668, invalid],
    ["of another kind", { token: "x-1" }, 400, 99991671, "Invalid token: must start with t-/u-"],
  ])("%s is refused, whatever else is wrong", async (_what, asked, status, code, msg) => {
    const { ask, emissions } = await startOpenApi({ app: { permissions: [] } });
    const response = await ask("patch", path, { ...asked, body: "{" });
    expect(response.status).toBe(status);
    const body = bodyOf(response);
    expect(body.code).toBe(code);
    expect(body.msg).toMatch(msg);
    expect(Object.keys(body)).toEqual(["code", "msg", "error"]);
    expect(body.error.log_id).toBe(response.headers["x-tt-logid"]);
    expect(emissions).toEqual([]);
  });

  it("of a person is refused where only the app may call, and the app's where only a person may", async () => {
    const { ask, app } = await startOpenApi();
    const asAnn = await ask("patch", path, {
      token: userTokenOf(app.appId, ann.openId),
      body: smallestChange,
    });
    expect([asAnn.status, asAnn.body]).toMatchObject([
      400,
      { code: 99991668, msg: "user access token not support" },
    ]);
    const asApp = await ask("post", "/open-apis/vc/v1/rooms/search", { body: {} });
    expect([asApp.status, asApp.body]).toMatchObject([
      400,
      { code: 99991663, msg: "tenant access token not support" },
    ]);
  });

  it.each([
    ["stopped", 99991662, "app not in use"],
    ["uninstalled", 99991673, "unauthorized app"],
  ] as const)("of an app that is %s is refused", async (state, code, msg) => {
    const { ask } = await startOpenApi({ app: { state } });
    const response = await ask("patch", path, { body: smallestChange });
    expect([response.status, response.body]).toMatchObject([400, { code, msg }]);
  });

  it("is only good with the app it was made for", async () => {
    const stranger = createApp({}, createRandom(8));
    const { ask } = await startOpenApi();
    const response = await ask("patch", path, {
      token: tenantTokenOf(stranger.appId),
      body: smallestChange,
    });
    expect(response.body).toMatchObject({ code: 99991663 });
  });
});

describe("a permission", () => {
  it("that is missing is named, in both languages, with the link that asks for it", async () => {
    const { ask, app, emissions } = await startOpenApi({ app: { permissions: [] } });
    const query = `?scope_id=${roomIds.blue}&scope_type=2`;
    const response = await ask("get", `${reserveConfigs}/reserve_scope${query}`);
    const list = "[vc:room, vc:room:readonly, vc:rooms.room.basicinfo:read]";
    const link = `https://open.feishu.cn/app/${app.appId}/auth?q=vc:room,vc:room:readonly,vc:rooms.room.basicinfo:read&op_from=openapi&token_type=tenant`;
    expect(response.status).toBe(400);
    const { code, msg, error } = bodyOf(response);
    expect(code).toBe(99991672);
    expect(msg).toBe(
      `Access denied. One of the following scopes is required: ${list}.应用尚未开通所需的应用身份权限：${list}，点击链接申请并开通任一权限即可：${link}`,
    );
    expect(error.permission_violations).toEqual(
      ["vc:room", "vc:room:readonly", "vc:rooms.room.basicinfo:read"].map((subject) => ({
        type: "action_scope_required",
        subject,
      })),
    );
    expect(error.troubleshooter).toMatch(
      /^排查建议查看\(Troubleshooting suggestions\): https:\/\/open\.feishu\.cn\/search\?from=openapi&log_id=\w{34}&code=99991672&method_id=\d{19}$/,
    );
    expect(emissions).toEqual([]);
  });

  it("that a person's call lacks has a code of its own", async () => {
    const { ask, app } = await startOpenApi({ app: { permissions: [] } });
    const response = await ask("post", "/open-apis/vc/v1/rooms/search", {
      token: userTokenOf(app.appId, ann.openId),
      body: {},
    });
    expect(response.status).toBe(400);
    const { code, msg, error } = bodyOf(response);
    expect(code).toBe(99991679);
    expect(msg).toMatch(
      /^Unauthorized\. You do not have permission to perform the requested operation on the resource\./,
    );
    expect(error.permission_violations?.[0]).toEqual({
      type: "action_privilege_required",
      subject: "vc:room",
    });
  });

  it.each([
    ["vc:room", 0],
    ["vc:rooms.room:update", 0],
    ["vc:room:readonly", 99991672],
  ] as const)("%s: a PATCH answers %i", async (permission, code) => {
    const { patch } = await startOpenApi({ app: { permissions: [permission] } });
    expect((await patch()).body).toMatchObject({ code });
  });

  it("is needed to name people by user_id, and before the value is looked at", async () => {
    const { ask } = await startOpenApi({ app: { permissions: ["vc:room"] } });
    const byUserId = await ask("patch", `${path}?user_id_type=user_id`, { body: smallestChange });
    expect([byUserId.status, byUserId.body]).toMatchObject([
      400,
      {
        code: 99991672,
        error: {
          permission_violations: [
            { type: "action_scope_required", subject: "contact:user.employee_id:readonly" },
          ],
        },
      },
    ]);
    const byUnionId = await ask("patch", `${path}?user_id_type=union_id`, {
      body: smallestChange,
    });
    expect(byUnionId.body).toMatchObject({ code: 0 });
  });
});

describe("a rate", () => {
  it("of 100 a minute refuses the next call, and says until when", async () => {
    const { patch, time, emissions } = await startOpenApi();
    for (let call = 0; call < 100; call++) expect((await patch()).status).toBe(200);
    time.pass(8_000);
    const over = await patch();
    expect([over.status, over.body]).toMatchObject([
      429,
      { code: 99991400, msg: "request trigger frequency limit" },
    ]);
    expect(over.headers).toMatchObject({
      "x-ogw-ratelimit-limit": "100",
      "x-ogw-ratelimit-reset": "52",
    });
    expect(emissions).toHaveLength(100);
    time.pass(52_000);
    expect((await patch()).status).toBe(200);
  });

  it("is counted for each call and each app by itself", async () => {
    const other = companyApp({ appId: "cli_0000000000000002" });
    const { patch, ask, app } = await startOpenApi({
      definition: { apps: [companyApp(), other] },
    });
    for (let call = 0; call < 101; call++) await patch();
    expect((await patch()).status).toBe(429);
    const read = `${reserveConfigs}/reserve_scope?scope_id=${roomIds.blue}&scope_type=2`;
    expect((await ask("get", read)).status).toBe(200);
    const token = tenantTokenOf(other.appId);
    expect(other.appId).not.toBe(app.appId);
    expect((await ask("patch", path, { token, body: smallestChange })).status).toBe(200);
  });

  it("of 50 a second holds beside that of 1000 a minute", async () => {
    const { ask, time } = await startOpenApi();
    const get = () => ask("get", `/open-apis/vc/v1/rooms/${roomIds.blue}`);
    for (let call = 0; call < 50; call++) expect((await get()).status).toBe(200);
    const over = await get();
    expect([over.status, over.headers["x-ogw-ratelimit-limit"]]).toEqual([429, "50"]);
    expect(over.headers["x-ogw-ratelimit-reset"]).toBe("1");
    time.pass(1_000);
    expect((await get()).status).toBe(200);
  });

  it("can be answered with 400, as older calls do, or not counted", async () => {
    const old = await startOpenApi({ rules: { rateLimitStatus: 400 } });
    for (let call = 0; call < 100; call++) await old.patch();
    expect((await old.patch()).status).toBe(400);
    const free = await startOpenApi({ rules: { rateLimits: false } });
    for (let call = 0; call < 100; call++) await free.patch();
    expect((await free.patch()).status).toBe(200);
  });
});

describe("a path", () => {
  it.each([
    ["get", "/open-apis/vc/v1/reserve_config"],
    ["get", path],
    ["put", path],
    ["patch", `${reserveConfigs}/`],
    ["patch", `${reserveConfigs}/a/b`],
    ["get", "/open-apis/vc/v1/rooms/mget/x"],
  ] as const)("that nobody serves is left to the next: %s %s", async (method, unknown) => {
    const { ask } = await startOpenApi();
    const response = await ask(method, unknown, { body: smallestChange });
    expect([response.status, response.text]).toEqual([404, "404 page not found"]);
  });

  it("may begin with two slashes, as a domain with a slash at its end makes it", async () => {
    const { ask } = await startOpenApi();
    expect((await ask("patch", `/${path}`, { body: smallestChange })).status).toBe(200);
  });

  it.each(["%", "%zz", "%E0%A4%A", "%00", "omm_%2e%2e"])(
    "with the id %s names no room and breaks nothing",
    async (id) => {
      const { ask } = await startOpenApi();
      const response = await ask("patch", `${reserveConfigs}/${id}`, { body: smallestChange });
      expect([response.status, response.body]).toMatchObject([400, { code: 126001 }]);
      expect(response.text).not.toMatch(/at .*\.ts|URIError/);
    },
  );

  it("reserve_scope is the limits' own, not a room's id", async () => {
    const { ask } = await startOpenApi();
    const query = `scope_id=${levelIds.floor}&scope_type=1`;
    const response = await ask("get", `${reserveConfigs}/reserve_scope?${query}`);
    expect(response.body).toMatchObject({ code: 0, data: { time_config: {} } });
  });
});

describe("an operation that fails on our side", () => {
  it("is answered 121001 and reported, without a stack", async () => {
    const failures: unknown[] = [];
    const full = new Error("ENOSPC: no space left on device");
    const { ask, tenant } = await startOpenApi();
    const { ask: askBroken } = await startOpenApi({
      tenant: { ...tenant, updateReserveConfig: () => Promise.reject(full) },
      onFailure: (error, operation) => failures.push([operation, error]),
    });
    const response = await askBroken("patch", path, { body: smallestChange });
    expect([response.status, response.body]).toMatchObject([
      500,
      { code: 121001, msg: "internal error" },
    ]);
    expect(response.text).not.toContain("ENOSPC");
    expect(failures).toEqual([["patchReserveConfig", full]]);
    expect((await ask("patch", path, { body: smallestChange })).status).toBe(200);
  });

  it("is a warning of the process unless told otherwise, and so is a listener that fails", async () => {
    const warnings: string[] = [];
    const onWarning = ({ name, message }: Error): void => {
      if (name === "MocklarkWarning") warnings.push(message);
    };
    process.on("warning", onWarning);
    onTestFinished(() => void process.off("warning", onWarning));
    const { patch } = await startOpenApi({
      onCall: () => {
        throw new Error("no console");
      },
    });
    expect((await patch()).status).toBe(200);
    await new Promise((resolve) => setImmediate(resolve));
    expect(warnings).toEqual(["The Open API failed in patchReserveConfig: no console"]);
  });
});
