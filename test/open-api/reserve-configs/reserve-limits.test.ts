import { describe, expect, it } from "vitest";
import { reserveConfigs, smallestChange, startOpenApi } from "../open-api-fixture.js";
import { ann, bob, departmentIds, levelIds, roomIds } from "../small-company.js";

const path = `${reserveConfigs}/${roomIds.blue}`;
const scopePath = (query: string): string => `${reserveConfigs}/reserve_scope?${query}`;
const blue = `scope_id=${roomIds.blue}&scope_type=2`;

const users = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ user_id: `ou_${index}` }));

const violations = (...pairs: readonly (readonly [string, string])[]) => ({
  status: 400,
  body: {
    code: 99992402,
    msg: "field validation failed",
    error: {
      field_violations: pairs.map(([field, description]) => ({ field, description })),
    },
  },
});

const refused = (code: number, msg: string, status = 400) => ({ status, body: { code, msg } });

const paramError = refused(121003, "param error");
const unknownScope = refused(
  126001,
  "invalid room or level id, check itself or whether the scope type corresponds to it",
);

const room = (change: object) => ({ scope_type: "2", ...change });

/** A body for the blue room, and the documented answer. */
const badBodies: readonly (readonly [string, unknown, object])[] = [
  ["no JSON", "{", refused(99992402, "field validation failed")],
  ["a list", [], refused(99992402, "field validation failed")],
  ["a text", '"x"', refused(99992402, "field validation failed")],
  ["nothing at all", undefined, violations(["scope_type", "scope_type is required"])],
  ["no scope_type", {}, violations(["scope_type", "scope_type is required"])],
  [
    "a scope_type of null",
    room({ scope_type: null }),
    violations(["scope_type", "scope_type is required"]),
  ],
  ["the scope_type of a level", { ...smallestChange, scope_type: "1" }, unknownScope],
  ["a scope_type that is none", { ...smallestChange, scope_type: "3" }, unknownScope],
  [
    "times without a switch",
    room({ time_config: {} }),
    violations(["time_config.time_switch", "time_config.time_switch is required"]),
  ],
  [
    "a switch of 2",
    room({ time_config: { time_switch: 2 } }),
    violations(["time_config.time_switch", "options: [0,1]"]),
  ],
  [
    "a switch of the approval that is 2",
    room({ approval_config: { approval_switch: 2 } }),
    violations(["approval_config.approval_switch", "options: [0,1]"]),
  ],
  [
    "an approver without an id",
    room({ approval_config: { approval_switch: 1, approval_condition: 0, approvers: [{}] } }),
    violations([
      "approval_config.approvers[*].user_id",
      "approval_config.approvers[*].user_id is required",
    ]),
  ],
  [
    "times that are a text",
    room({ time_config: "x" }),
    refused(99992402, "field validation failed"),
  ],
  [
    "a time of day that is no number",
    room({ time_config: { time_switch: 1, start_time: "8:00" } }),
    refused(99992402, "field validation failed"),
  ],
  ["731 days", room({ time_config: { time_switch: 1, days_in_advance: 731 } }), paramError],
  ["0 hours", room({ time_config: { time_switch: 1, max_duration: 0 } }), paramError],
  ["86401 seconds", room({ time_config: { time_switch: 1, opening_hour: "86401" } }), paramError],
  [
    "an end 29 s after the start",
    room({ time_config: { time_switch: 1, start_time: "60", end_time: "89" } }),
    paramError,
  ],
  [
    "an approval without a condition",
    room({ approval_config: { approval_switch: 1 } }),
    paramError,
  ],
  [
    "an approval by nobody",
    room({ approval_config: { approval_switch: 1, approval_condition: 0, approvers: [] } }),
    paramError,
  ],
  [
    "0.09 hours",
    room({
      approval_config: {
        approval_switch: 1,
        approval_condition: 1,
        meeting_duration: 0.09,
        approvers: [{ user_id: ann.openId }],
      },
    }),
    paramError,
  ],
  ["a scope without allow_all_users", room({ reserve_scope_config: {} }), paramError],
  ["a scope of nobody", room({ reserve_scope_config: { allow_all_users: 0 } }), paramError],
  [
    "501 people",
    room({ reserve_scope_config: { allow_all_users: 0, allow_users: users(501) } }),
    refused(126012, "updated sum of userIDs and deptIDs exceed 500"),
  ],
  [
    "people nobody knows",
    room({ reserve_scope_config: { allow_all_users: 0, allow_users: users(1) } }),
    refused(126013, "some userIDs you put is invalid"),
  ],
  [
    "a person by the wrong kind of id",
    room({ reserve_scope_config: { allow_all_users: 0, allow_users: [{ user_id: ann.userId }] } }),
    refused(126013, "some userIDs you put is invalid"),
  ],
  [
    "a department by the tenant's own id",
    room({
      reserve_scope_config: { allow_all_users: 0, allow_depts: [{ department_id: "D001" }] },
    }),
    refused(126014, "some deptIDs you put is invalid"),
  ],
];

describe("PATCH reserve_configs", () => {
  it.each(badBodies)(
    "refuses %s, changes nothing and tells nobody",
    async (_what, body, answer) => {
      const { ask, emissions, tenant } = await startOpenApi();
      const before = JSON.stringify(tenant.snapshot());
      const response = await ask("patch", path, { body });
      expect({ status: response.status, body: response.body as unknown }).toMatchObject(answer);
      expect(JSON.stringify(tenant.snapshot())).toBe(before);
      expect(emissions).toEqual([]);
    },
  );

  it.each([
    ["an unknown room", `omm_${"9".repeat(32)}`],
    ["an id of nothing", "x"],
    ["a level", levelIds.floor],
  ])("refuses %s with scope_type 2", async (_what, id) => {
    const { ask } = await startOpenApi();
    const response = await ask("patch", `${reserveConfigs}/${id}`, { body: smallestChange });
    expect(response).toMatchObject(unknownScope);
  });

  it("refuses a kind of user id that does not exist, with the ones that do", async () => {
    const { ask } = await startOpenApi();
    const response = await ask("patch", `${path}?user_id_type=email`, { body: smallestChange });
    expect(response).toMatchObject(
      violations(["user_id_type", "options: [open_id,union_id,user_id]"]),
    );
    expect(response.body).toMatchObject({ error: { field_violations: [{ value: "email" }] } });
  });

  it("refuses a body of more than a megabyte", async () => {
    const { ask, emissions } = await startOpenApi();
    const body = { ...smallestChange, note: "x".repeat(1_100_000) };
    const response = await ask("patch", path, { body });
    expect([response.status, response.body]).toMatchObject([400, { code: 99992402 }]);
    expect(emissions).toEqual([]);
  });

  it("names no more than 20 fields", async () => {
    const { ask } = await startOpenApi();
    const approvers = Array.from({ length: 400 }, () => ({}));
    const response = await ask("patch", path, { body: room({ approval_config: { approvers } }) });
    const { error } = response.body as { error: { field_violations: unknown[] } };
    expect(error.field_violations).toHaveLength(20);
  });

  it.each([
    ["no Content-Type", {}],
    ["text/plain", { "Content-Type": "text/plain" }],
    ["the documented one", { "Content-Type": "application/json; charset=utf-8" }],
  ])("reads the body as JSON with %s", async (_what, headers) => {
    const { ask, emissions } = await startOpenApi();
    const response = await ask("patch", path, { body: smallestChange, headers });
    expect(response.body).toEqual({ code: 0, data: {}, msg: "success" });
    expect(emissions).toHaveLength(1);
  });

  it("ignores what it does not know, and null", async () => {
    const { ask, emissions } = await startOpenApi();
    const body = `{"scope_type":"2","__proto__":{"x":1},"extra":[1],"approval_config":null,"time_config":{"time_switch":1,"max_duration":null,"days":9}}`;
    const response = await ask("patch", `${path}?extra=1`, { body });
    expect(response.body).toMatchObject({ code: 0 });
    expect(emissions[0]?.event.event.time_config).toMatchObject({
      time_switch: 1,
      max_duration: 2,
    });
    expect(JSON.stringify(emissions)).not.toContain("extra");
  });

  it("takes numbers where the documentation has texts, unless told not to", async () => {
    const body = {
      scope_type: 2,
      time_config: { time_switch: 1, opening_hour: 28_800, start_time: 60 },
    };
    const lenient = await startOpenApi();
    expect((await lenient.ask("patch", path, { body })).body).toMatchObject({ code: 0 });
    expect(lenient.emissions[0]?.event.event.time_config).toMatchObject({
      opening_hour: "28800",
      start_time: "60",
    });
    const strict = await startOpenApi({ rules: { numbersForText: "refuse" } });
    expect(await strict.ask("patch", path, { body })).toMatchObject(
      refused(99992402, "field validation failed"),
    );
    expect(strict.emissions).toEqual([]);
  });

  it("refuses a text where the documentation has a number", async () => {
    const { ask } = await startOpenApi();
    const body = room({ time_config: { time_switch: "1" } });
    expect(await ask("patch", path, { body })).toMatchObject(
      refused(99992402, "field validation failed"),
    );
  });

  it("says why a value is out of range, for people", async () => {
    const { ask } = await startOpenApi();
    const body = room({ time_config: { time_switch: 1, days_in_advance: 731 } });
    const response = await ask("patch", path, { body });
    expect(response.body).toMatchObject({
      error: { details: [{ value: expect.stringContaining("days_in_advance") }] },
    });
  });
});

describe("GET reserve_scope", () => {
  it.each([
    [
      "nothing",
      "",
      violations(["scope_id", "scope_id is required"], ["scope_type", "scope_type is required"]),
    ],
    ["no id", "scope_type=2", violations(["scope_id", "scope_id is required"])],
    ["an empty id", "scope_id=&scope_type=2", violations(["scope_id", "scope_id is required"])],
    [
      "a kind that is none",
      `scope_id=${roomIds.blue}&scope_type=3`,
      violations(["scope_type", "options: [1,2]"]),
    ],
    [
      "a level as a room",
      `scope_id=${levelIds.floor}&scope_type=2`,
      refused(
        126001,
        "invalid room or level id, check itself or whether the scope_type corresponds to it",
      ),
    ],
  ])("refuses %s", async (_what, query, answer) => {
    const { ask } = await startOpenApi();
    expect(await ask("get", scopePath(query))).toMatchObject(answer);
  });

  it("answers the documented defaults where nothing is set up, keys in alphabetical order", async () => {
    const { ask } = await startOpenApi();
    const { text } = await ask("get", scopePath(blue), { body: {} });
    expect(text).toBe(
      '{"code":0,"data":{"approve_config":{"approval_condition":0,"approval_switch":0,"approvers":[],"meeting_duration":99},"reserve_scope_config":{"allow_all_users":1,"allow_depts":[],"allow_users":[]},"time_config":{"days_in_advance":365,"end_time":"86400","max_duration":2,"opening_hour":"28800","start_time":"0","time_switch":0}},"msg":"success"}',
    );
  });

  it("reads back what was set as approval_config under approve_config, people by the kind asked for", async () => {
    const { ask } = await startOpenApi();
    const body = room({
      approval_config: {
        approval_switch: 1,
        approval_condition: 1,
        meeting_duration: 2.005,
        approvers: [{ user_id: ann.userId }, { user_id: ann.userId }],
      },
      time_config: { time_switch: 1, start_time: "28830", end_time: "64829" },
      reserve_scope_config: {
        allow_all_users: 0,
        allow_users: [{ user_id: bob.userId }],
        allow_depts: [{ department_id: departmentIds.sales }],
      },
    });
    const patched = await ask("patch", `${path}?user_id_type=user_id`, { body });
    expect(patched.body).toEqual({ code: 0, data: {}, msg: "success" });
    const { body: read } = await ask("get", scopePath(`${blue}&user_id_type=union_id`));
    expect(read).toEqual({
      code: 0,
      msg: "success",
      data: {
        approve_config: {
          approval_switch: 1,
          approval_condition: 1,
          meeting_duration: 2.01,
          approvers: [{ user_id: ann.unionId }],
        },
        time_config: {
          time_switch: 1,
          days_in_advance: 365,
          opening_hour: "28800",
          // "Nearest multiple of 60", and half a minute goes up.
          start_time: "28860",
          end_time: "64800",
          max_duration: 2,
        },
        reserve_scope_config: {
          allow_all_users: 0,
          allow_users: [{ user_id: bob.unionId }],
          allow_depts: [{ department_id: departmentIds.sales }],
        },
      },
    });
  });
});
