import { describe, expect, it } from "vitest";
import { createRandom } from "../../src/base/random.js";
import { createApp } from "../../src/event/app.js";
import { checkEvent } from "../../src/event/reserve-config/event-rules.js";
import type { TenantApp } from "../../src/tenant/tenant-app.js";
import type { TenantRules } from "../../src/tenant/tenant-rules.js";
import {
  app,
  definition,
  department,
  level,
  openId,
  read,
  room,
  scopeOf,
  smallTenant,
  startMs,
  unionId,
  userId,
} from "./small-tenant.js";

const approver = { user_id: openId(1) };
const many = (count: number, name: "user_id" | "department_id" = "user_id") =>
  Array.from({ length: count }, (_, number) => ({
    [name]: name === "user_id" ? openId(number) : department(number),
  }));

const defaults = {
  approve_config: {
    approval_condition: 0,
    approval_switch: 0,
    approvers: [],
    meeting_duration: 99,
  },
  reserve_scope_config: { allow_all_users: 1, allow_depts: [], allow_users: [] },
  time_config: {
    days_in_advance: 365,
    end_time: "86400",
    max_duration: 2,
    opening_hour: "28800",
    start_time: "0",
    time_switch: 0,
  },
};

/** What stands between the documented limits and acceptance, and what is kept. */
describe("a change to one block", () => {
  it.each<[string, object, object]>([
    ["time_switch alone: documented values", { time_switch: 1 }, { time_switch: 1 }],
    ["days 1", { time_switch: 1, days_in_advance: 1 }, { time_switch: 1, days_in_advance: 1 }],
    [
      "days 730",
      { time_switch: 1, days_in_advance: 730 },
      { time_switch: 1, days_in_advance: 730 },
    ],
    ["hours 1", { time_switch: 0, max_duration: 1 }, { max_duration: 1 }],
    ["hours 99", { time_switch: 0, max_duration: 99 }, { max_duration: 99 }],
    ["opening 0", { time_switch: 0, opening_hour: "0" }, { opening_hour: "0" }],
    ["opening 86400", { time_switch: 0, opening_hour: "86400" }, { opening_hour: "86400" }],
    ["29 goes down", { time_switch: 0, opening_hour: "29" }, { opening_hour: "0" }],
    ["30 goes up", { time_switch: 0, opening_hour: "30" }, { opening_hour: "60" }],
    ["an end of 30 without a start", { time_switch: 0, end_time: "30" }, { end_time: "60" }],
    [
      "a start of 86369 without an end",
      { time_switch: 0, start_time: "86369" },
      { start_time: "86340" },
    ],
    [
      "a window of 30 s",
      { time_switch: 0, start_time: "100", end_time: "130" },
      { start_time: "120", end_time: "120" },
    ],
    [
      "a window that rounds to nothing",
      { time_switch: 1, start_time: "91", end_time: "121" },
      { time_switch: 1, start_time: "120", end_time: "120" },
    ],
    [
      "a window at midnight",
      { time_switch: 1, start_time: "86370", end_time: "86400" },
      { time_switch: 1, start_time: "86400", end_time: "86400" },
    ],
    ["null as absent", { time_switch: 0, max_duration: null, end_time: null }, {}],
    ["members nobody knows", { time_switch: 0, color: "red" }, {}],
    ["a flag sent for a room, whatever it is", { time_switch: 0, if_cover_child_scope: 7 }, {}],
  ])("keeps time_config: %s", async (_name, change, kept) => {
    const { tenant, update, emitted } = smallTenant();
    expect(await update(room(1), { time_config: change })).toMatchObject({ kind: "updated" });
    expect(read(tenant, room(1)).time_config).toEqual({ ...defaults.time_config, ...kept });
    expect(emitted.flatMap(({ event }) => checkEvent(event))).toEqual([]);
  });

  it("replaces times as a whole: what is left out does not keep its value", async () => {
    const { tenant, update } = smallTenant();
    await update(room(1), { time_config: { time_switch: 1, days_in_advance: 7, max_duration: 9 } });
    await update(room(1), { time_config: { time_switch: 1, start_time: "3600" } });
    expect(read(tenant, room(1)).time_config).toEqual({
      ...defaults.time_config,
      time_switch: 1,
      start_time: "3600",
    });
  });

  it.each<[string, object, object]>([
    [
      "every booking",
      { approval_switch: 1, approval_condition: 0, approvers: [approver] },
      { approval_switch: 1, approval_condition: 0, meeting_duration: 99, approvers: [approver] },
    ],
    [
      "long ones",
      { approval_switch: 1, approval_condition: 1, meeting_duration: 0.1, approvers: [approver] },
      { approval_switch: 1, approval_condition: 1, meeting_duration: 0.1, approvers: [approver] },
    ],
    [
      "a duration that is rounded half up",
      { approval_switch: 0, approval_condition: 1, meeting_duration: 1.005 },
      { approval_condition: 1, meeting_duration: 1.01 },
    ],
    ["switch 0 alone", { approval_switch: 0 }, {}],
    ["no switch, condition 0", { approval_condition: 0 }, {}],
    [
      "no switch, condition 1",
      { approval_condition: 1, meeting_duration: 99 },
      { approval_condition: 1, meeting_duration: 99 },
    ],
    [
      "one person twice",
      { approval_switch: 0, approvers: [approver, { user_id: openId(2) }, approver] },
      { approvers: [approver, { user_id: openId(2) }] },
    ],
    [
      "an approver's name beside the id",
      { approval_switch: 0, approvers: [{ ...approver, user_name: "x" }] },
      { approvers: [approver] },
    ],
    ["500 approvers", { approval_switch: 0, approvers: many(500) }, { approvers: many(500) }],
    [
      "501 of whom two are one",
      { approval_switch: 0, approvers: [...many(500), approver] },
      { approvers: many(500) },
    ],
  ])("keeps approval_config: %s", async (_name, change, kept) => {
    const { tenant, update, emitted } = smallTenant();
    expect(await update(room(1), { approval_config: change })).toMatchObject({ kind: "updated" });
    expect(read(tenant, room(1)).approve_config).toEqual({ ...defaults.approve_config, ...kept });
    expect(emitted.flatMap(({ event }) => checkEvent(event))).toEqual([]);
  });

  const approved = {
    approval_switch: 1,
    approval_condition: 1,
    meeting_duration: 3,
    approvers: [approver],
  } as const;
  it.each<[string, object, object]>([
    ["switch 0 keeps all the rest", { approval_switch: 0 }, { approval_switch: 0 }],
    [
      "switch 0 keeps what is sent with it",
      { approval_switch: 0, meeting_duration: 5, approvers: [] },
      { approval_switch: 0, meeting_duration: 5, approvers: [] },
    ],
    [
      "an absent switch keeps the old one, and the approvers",
      { approval_condition: 0 },
      { approval_condition: 0, meeting_duration: 99 },
    ],
    [
      "an absent switch takes new approvers",
      { approval_condition: 1, meeting_duration: 2, approvers: [{ user_id: openId(5) }] },
      { meeting_duration: 2, approvers: [{ user_id: openId(5) }] },
    ],
    [
      "switch 1 replaces approvers",
      { approval_switch: 1, approval_condition: 0, approvers: [{ user_id: openId(6) }] },
      { approval_condition: 0, meeting_duration: 99, approvers: [{ user_id: openId(6) }] },
    ],
  ])("of an approval that is on: %s", async (_name, change, kept) => {
    const { tenant, update } = smallTenant();
    await update(room(1), { approval_config: approved });
    expect(await update(room(1), { approval_config: change })).toMatchObject({ kind: "updated" });
    expect(read(tenant, room(1)).approve_config).toEqual({ ...approved, ...kept });
  });

  it.each<[string, object, object]>([
    ["everybody", { allow_all_users: 1 }, {}],
    [
      "everybody, and lists that are kept all the same",
      {
        allow_all_users: 1,
        allow_users: [approver],
        allow_depts: [{ department_id: department(3) }],
      },
      { allow_users: [approver], allow_depts: [{ department_id: department(3) }] },
    ],
    [
      "one department",
      { allow_all_users: 0, allow_depts: [{ department_id: department(3) }] },
      { allow_all_users: 0, allow_depts: [{ department_id: department(3) }] },
    ],
    [
      "500 in all",
      { allow_all_users: 0, allow_users: many(250), allow_depts: many(250, "department_id") },
      { allow_all_users: 0, allow_users: many(250), allow_depts: many(250, "department_id") },
    ],
  ])("keeps reserve_scope_config: %s", async (_name, change, kept) => {
    const { tenant, update, emitted } = smallTenant();
    expect(await update(room(1), { reserve_scope_config: change })).toMatchObject({
      kind: "updated",
    });
    expect(read(tenant, room(1)).reserve_scope_config).toEqual({
      ...defaults.reserve_scope_config,
      ...kept,
    });
    expect(emitted.flatMap(({ event }) => checkEvent(event))).toEqual([]);
  });

  it("leaves the other blocks as they were", async () => {
    const { tenant, update } = smallTenant();
    await update(room(1), { time_config: { time_switch: 1 } });
    await update(room(1), {
      reserve_scope_config: { allow_all_users: 0, allow_users: [approver] },
    });
    expect(read(tenant, room(1))).toEqual({
      ...defaults,
      time_config: { ...defaults.time_config, time_switch: 1 },
      reserve_scope_config: { allow_all_users: 0, allow_depts: [], allow_users: [approver] },
    });
  });
});

describe("a change that breaks a rule", () => {
  const time = (fields: object) => ({ time_config: { time_switch: 1, ...fields } });
  const approval = (fields: object) => ({ approval_config: fields });
  const scope = (fields: object) => ({ reserve_scope_config: fields });
  it.each<[string, unknown, string, string?]>([
    ["no object", 7, "param-error", "The change must be an object."],
    ["a block that is no object", { time_config: "x" }, "param-error", "time_config must be"],
    ["a list for a block", { time_config: [] }, "param-error"],
    ["no time_switch", { time_config: {} }, "param-error", "time_config.time_switch is missing."],
    ["time_switch 2", time({ time_switch: 2 }), "param-error", "time_config.time_switch must be 0"],
    ["time_switch true", time({ time_switch: true }), "param-error"],
    ["days 0", time({ days_in_advance: 0 }), "param-error", "time_config.days_in_advance must be"],
    ["days 731", time({ days_in_advance: 731 }), "param-error"],
    ["half a day", time({ days_in_advance: 1.5 }), "param-error"],
    ["hours 0", time({ max_duration: 0 }), "param-error"],
    ["hours 100", time({ max_duration: 100 }), "param-error"],
    ["opening 86401", time({ opening_hour: "86401" }), "param-error"],
    ["opening -1", time({ opening_hour: "-1" }), "param-error"],
    ["opening as a word", time({ opening_hour: "08:00" }), "param-error"],
    ["end 29 without a start", time({ end_time: "29" }), "param-error"],
    ["start 86370 without an end", time({ start_time: "86370" }), "param-error"],
    ["a window of 29 s", time({ start_time: "100", end_time: "129" }), "param-error"],
    // Rounded it would be a whole minute: 89 is 60 and 118 is 120.
    [
      "a window of 29 s that rounding widens",
      time({ start_time: "89", end_time: "118" }),
      "param-error",
    ],
    ["an end before the start", time({ start_time: "7200", end_time: "3600" }), "param-error"],
    [
      "an empty approval",
      approval({}),
      "param-error",
      "approval_config.approval_condition is missing",
    ],
    ["no switch and no condition", approval({ meeting_duration: 3 }), "param-error"],
    [
      "switch 1, no condition",
      approval({ approval_switch: 1, approvers: [approver] }),
      "param-error",
    ],
    [
      "switch 1, no approvers",
      approval({ approval_switch: 1, approval_condition: 0 }),
      "param-error",
    ],
    [
      "switch 1, approvers []",
      approval({ approval_switch: 1, approval_condition: 0, approvers: [] }),
      "param-error",
    ],
    ["condition 1, no duration", approval({ approval_condition: 1 }), "param-error"],
    ["condition 2", approval({ approval_condition: 2 }), "param-error"],
    ["duration 0.099", approval({ approval_condition: 1, meeting_duration: 0.099 }), "param-error"],
    [
      "duration 99.001",
      approval({ approval_condition: 1, meeting_duration: 99.001 }),
      "param-error",
    ],
    ["approvers as an object", approval({ approval_switch: 0, approvers: {} }), "param-error"],
    [
      "an approver without an id",
      approval({ approval_switch: 0, approvers: [approver, {}] }),
      "param-error",
      "approval_config.approvers[1].user_id must be a text.",
    ],
    ["who may book without allow_all_users", scope({ allow_users: [approver] }), "param-error"],
    ["nobody", scope({ allow_all_users: 0 }), "param-error"],
    [
      "nobody, with lists",
      scope({ allow_all_users: 0, allow_users: [], allow_depts: [] }),
      "param-error",
    ],
    [
      "a department without an id",
      scope({ allow_all_users: 1, allow_depts: [null] }),
      "param-error",
    ],
    ["501 users", scope({ allow_all_users: 0, allow_users: many(501) }), "too-many-subscribers"],
    [
      "501 in all",
      scope({
        allow_all_users: 1,
        allow_users: many(251),
        allow_depts: many(250, "department_id"),
      }),
      "too-many-subscribers",
    ],
    [
      "501 approvers",
      approval({ approval_switch: 0, approvers: many(501) }),
      "too-many-subscribers",
    ],
    [
      "an unknown approver",
      approval({ approval_switch: 0, approvers: [{ user_id: openId(9999) }] }),
      "unknown-users",
      `Nobody has the open_id "${openId(9999)}".`,
    ],
    [
      "an approver by union_id",
      approval({ approval_switch: 0, approvers: [{ user_id: unionId(1) }] }),
      "unknown-users",
    ],
    [
      "an approver by user_id",
      approval({ approval_switch: 0, approvers: [{ user_id: userId(1) }] }),
      "unknown-users",
    ],
    [
      "an unknown user",
      scope({ allow_all_users: 1, allow_users: [{ user_id: "" }] }),
      "unknown-users",
    ],
    [
      "an unknown department",
      scope({ allow_all_users: 0, allow_depts: [{ department_id: department(9999) }] }),
      "unknown-departments",
    ],
    [
      "a department by its own id",
      scope({ allow_all_users: 0, allow_depts: [{ department_id: "d1" }] }),
      "unknown-departments",
    ],
    // The order: ranges, counts, users, departments.
    [
      "a range and too many",
      { ...time({ max_duration: 0 }), ...scope({ allow_all_users: 0, allow_users: many(501) }) },
      "param-error",
    ],
    [
      "too many, some of them unknown",
      scope({ allow_all_users: 0, allow_users: [...many(501), { user_id: "x" }] }),
      "too-many-subscribers",
    ],
    [
      "an unknown department and an unknown approver",
      {
        ...scope({ allow_all_users: 0, allow_depts: [{ department_id: "x" }] }),
        ...approval({ approval_switch: 0, approvers: [{ user_id: "x" }] }),
      },
      "unknown-users",
    ],
    [
      "one good block and a bad one",
      { ...time({ max_duration: 4 }), ...approval({}) },
      "param-error",
    ],
  ])("is refused: %s", async (_name, change, reason, detail = "") => {
    const { tenant, update, emitted } = smallTenant();
    const before = JSON.stringify(tenant.snapshot());
    const refusal = await update(room(1), change);
    expect(refusal).toMatchObject({ kind: "refused", reason });
    expect(refusal.kind === "refused" && refusal.detail).toContain(detail);
    expect(JSON.stringify(tenant.snapshot())).toBe(before);
    expect(emitted).toEqual([]);
  });

  it.each([
    [{ time_config: { time_switch: 1, max_duration: 100 } }, "time_config.max_duration"],
    [{ approval_config: { approval_switch: 0, approvers: [{ user_id: "x" }] } }, '"x" 的成员。'],
    [{ time_config: {} }, "缺少 time_config.time_switch。"],
  ])("tells in Chinese why %j is refused, in the names of the Open API", async (change, told) => {
    const { update } = smallTenant();
    const refusal = await update(room(1), change);
    const text = refusal.kind === "refused" ? refusal.text.in("zh") : "";
    expect(text).toContain(told);
    expect(text).not.toContain("event.");
    expect(text).toMatch(/。$/);
  });

  it("is refused when nobody would be left to approve what needs approval", async () => {
    const { update } = smallTenant();
    await update(room(1), {
      approval_config: { approval_switch: 1, approval_condition: 0, approvers: [approver] },
    });
    const change = { approval_config: { approval_condition: 0, approvers: [] } };
    expect(await update(room(1), change)).toMatchObject({ reason: "param-error" });
  });

  it.each([
    ["an unknown room", { scopeId: room(99), scopeType: "room" }],
    ["an unknown level", { scopeId: level(99), scopeType: "level" }],
    ["a room as a level", { scopeId: room(1), scopeType: "level" }],
    ["a level as a room", { scopeId: level(1), scopeType: "room" }],
    ["no id", { scopeId: "", scopeType: "room" }],
  ] as const)("is refused before all else for %s", async (_name, scopeReference) => {
    const { tenant, update } = smallTenant();
    const change = { time_config: { time_switch: 9 } };
    expect(await update("", change, scopeReference)).toMatchObject({ reason: "unknown-scope" });
    expect(tenant.reserveConfig(scopeReference)).toMatchObject({ reason: "unknown-scope" });
  });
});

describe("people", () => {
  it.each([
    ["open_id", openId],
    ["union_id", unionId],
    ["user_id", userId],
  ] as const)("are named and read by %s", async (userIdType, idOf) => {
    const { tenant, update, emitted } = smallTenant();
    const change = {
      approval_config: { approval_switch: 0, approvers: [{ user_id: idOf(1) }] },
      reserve_scope_config: { allow_all_users: 0, allow_users: [{ user_id: idOf(2) }] },
    };
    await update(room(1), change, { userIdType });
    expect(tenant.reserveConfig({ ...scopeOf(room(1)), userIdType })).toMatchObject({
      config: {
        approve_config: { approvers: [{ user_id: idOf(1) }] },
        reserve_scope_config: { allow_users: [{ user_id: idOf(2) }] },
      },
    });
    expect(emitted[0]?.event.event).toMatchObject({
      approve_config: {
        approvers: [{ user_id: { open_id: openId(1), union_id: unionId(1), user_id: userId(1) } }],
      },
      reserve_scope_config: {
        allow_users: [
          { user_id: { open_id: openId(2), union_id: unionId(2), user_id: userId(2) } },
        ],
      },
    });
  });
});

describe("the event", () => {
  it("says all three blocks as they are now, in wire order, without the cover flag", async () => {
    const { update, emitted } = smallTenant();
    await update(level(2), { time_config: { time_switch: 1, if_cover_child_scope: true } });
    expect(JSON.stringify(emitted[0]?.event.event)).toBe(
      JSON.stringify({
        approve_config: defaults.approve_config,
        reserve_scope_config: defaults.reserve_scope_config,
        scope_id: level(2),
        scope_type: 1,
        time_config: { ...defaults.time_config, time_switch: 1 },
      }),
    );
  });

  const apps: TenantApp[] = [
    app,
    { ...app, ...createApp({ permissions: ["vc:room:readonly"] }, createRandom(2)) },
    { ...app, ...createApp({ permissions: [] }, createRandom(3)) },
    { ...app, ...createApp({}, createRandom(4)), events: ["vc.room.created_v1"] },
  ];
  it("goes to every app that subscribed and may have it, each with its own header", async () => {
    const { update, emitted } = smallTenant({ definition: { ...definition, apps } });
    const change = { approval_config: { approval_switch: 0, approvers: [approver] } };
    const answer = await update(room(1), change);
    expect(answer).toEqual({ kind: "updated", emissions: emitted });
    expect(emitted.map(({ appId }) => appId)).toEqual([apps[0]?.appId, apps[1]?.appId]);
    for (const [index, { event }] of emitted.entries()) {
      expect(event.header).toEqual({
        event_id: expect.stringMatching(/^[0-9a-f]{32}$/) as string,
        token: apps[index]?.verificationToken,
        create_time: String(startMs),
        event_type: "vc.reserve_config.updated_v1",
        tenant_key: apps[index]?.tenantKey,
        app_id: apps[index]?.appId,
      });
    }
    const ids = emitted.map(({ event }) => event.header.event_id);
    expect(new Set(ids).size).toBe(2);
    const people = emitted.map(({ event }) => event.event.approve_config?.approvers?.[0]?.user_id);
    expect(people.map((person) => person?.user_id)).toEqual([userId(1), null]);
  });

  it("is the same for the same seed", async () => {
    const texts = await Promise.all(
      [1, 2].map(async () => {
        const { update, emitted } = smallTenant();
        await update(room(1), { time_config: { time_switch: 1 } });
        await update(room(2), { time_config: { time_switch: 0 } });
        return JSON.stringify(emitted);
      }),
    );
    expect(texts[0]).toBe(texts[1]);
  });
});

describe("where nobody knows what Feishu does", () => {
  const times = (max_duration: number) => ({ time_config: { time_switch: 1, max_duration } });
  const withRules = (rules: Partial<TenantRules>) => smallTenant({ rules });
  const told = (
    emitted: readonly { readonly event: { readonly event: { readonly scope_id: string } } }[],
  ) => emitted.map(({ event }) => event.event.scope_id);

  it.each([
    ["fires", 2],
    ["silent", 1],
  ] as const)("a PATCH that changes nothing: %s", async (unchangedPatch, events) => {
    const { update, emitted } = withRules({ unchangedPatch });
    await update(room(1), times(3));
    expect(await update(room(1), times(3))).toMatchObject({ kind: "updated" });
    expect(emitted.length).toBe(events);
  });

  it("a level that changes nothing of its own but something below it is not silent", async () => {
    const { update, emitted } = withRules({ unchangedPatch: "silent" });
    await update(level(2), times(3));
    await update(room(1), times(4));
    await update(level(2), times(3));
    await update(level(2), times(3));
    expect(told(emitted)).toEqual([level(2), room(1), level(2)]);
  });

  it.each([
    ["accept", { kind: "updated", emissions: [] }],
    ["refuse", { kind: "refused", reason: "param-error" }],
  ] as const)("a PATCH without a block: %s", async (emptyPatch, answer) => {
    const { update, emitted } = withRules({ emptyPatch });
    for (const change of [{}, { time_config: null }, { colour: 1 }]) {
      expect(await update(room(1), change)).toMatchObject(answer);
    }
    expect(emitted).toEqual([]);
  });

  it.each([
    ["accept", "updated"],
    ["refuse", "refused"],
  ] as const)("a window that rounds to nothing: %s", async (collapsedWindow, kind) => {
    const { update } = withRules({ collapsedWindow });
    const change = { time_config: { time_switch: 1, start_time: "91", end_time: "121" } };
    expect(await update(room(1), change)).toMatchObject({ kind });
  });

  it.each([
    ["keep", 0, "updated", [approver]],
    ["clear", 0, "updated", []],
    ["keep", 1, "updated", [approver]],
    // Nobody would be left to approve.
    ["clear", 1, "refused", [approver]],
  ] as const)(
    "approvers left out with the switch: %s, where it is %d",
    async (absentApprovers, approval_switch, kind, approvers) => {
      const { tenant, update } = withRules({ absentApprovers });
      await update(room(1), {
        approval_config: { approval_switch, approval_condition: 0, approvers: [approver] },
      });
      const change = { approval_config: { approval_condition: 0 } };
      expect(await update(room(1), change)).toMatchObject({ kind });
      expect(read(tenant, room(1)).approve_config.approvers).toEqual(approvers);
    },
  );

  it.each([
    ["one", [level(2)]],
    ["each", [level(2), level(4), room(1), room(2)]],
  ] as const)("the events of a cascade: %s", async (cascadeEvents, scopes) => {
    const { tenant, update, emitted } = withRules({ cascadeEvents });
    await update(level(2), times(3));
    expect(told(emitted)).toEqual(scopes);
    expect(emitted.flatMap(({ event }) => checkEvent(event))).toEqual([]);
    for (const { event } of emitted) {
      expect(read(tenant, event.event.scope_id).time_config).toEqual(event.event.time_config);
    }
    await update(level(2), { time_config: { time_switch: 0, if_cover_child_scope: false } });
    expect(told(emitted).slice(scopes.length)).toEqual([level(2)]);
  });

  it("a cascade of which each scope is told, but only where something changed", async () => {
    const { update, emitted } = withRules({ cascadeEvents: "each", unchangedPatch: "silent" });
    await update(room(1), times(3));
    await update(level(2), times(3));
    expect(told(emitted)).toEqual([room(1), level(2), level(4), room(2)]);
  });

  it.each([
    [true, 1],
    [false, 0],
  ])("whether approval reaches what is below: %s", async (approvalCascades, approval_switch) => {
    const { tenant, update } = withRules({ approvalCascades });
    await update(level(2), {
      approval_config: { approval_switch: 1, approval_condition: 0, approvers: [approver] },
    });
    expect(read(tenant, level(2)).approve_config.approval_switch).toBe(1);
    expect(read(tenant, room(1)).approve_config.approval_switch).toBe(approval_switch);
  });

  it.each([
    ["all", ["approve_config", "reserve_scope_config", "scope_id", "scope_type", "time_config"]],
    ["sent", ["scope_id", "scope_type", "time_config"]],
  ] as const)("the blocks of the event: %s", async (eventBlocks, keys) => {
    const { update, emitted } = withRules({ eventBlocks });
    await update(room(1), times(3));
    expect(Object.keys(emitted[0]?.event.event ?? {})).toEqual(keys);
  });
});

describe("limits of a level", () => {
  const times = (max_duration: number, flag?: boolean) => ({
    time_config: {
      time_switch: 1,
      max_duration,
      ...(flag !== undefined && { if_cover_child_scope: flag }),
    },
  });
  const hours = (tenant: Parameters<typeof read>[0], ...scopes: string[]) =>
    scopes.map((scopeId) => read(tenant, scopeId).time_config.max_duration);

  it.each([undefined, true])(
    "overwrite those of everything below, with the flag %s",
    async (flag) => {
      const { tenant, update } = smallTenant();
      await update(room(1), times(9));
      await update(level(4), times(8));
      await update(room(2), times(7));
      await update(level(2), times(3, flag));
      expect(hours(tenant, level(2), level(4), room(1), room(2))).toEqual([3, 3, 3, 3]);
      expect(hours(tenant, level(1), level(3), room(3), room(4))).toEqual([2, 2, 2, 2]);
    },
  );

  it("are the level's own alone with the flag false", async () => {
    const { tenant, update } = smallTenant();
    await update(room(1), times(9));
    await update(level(2), times(4));
    await update(room(2), times(5));
    await update(level(2), times(3, false));
    expect(hours(tenant, level(2), level(4), room(1), room(2))).toEqual([3, 4, 4, 5]);
  });

  it("show the flag where it was sent, and nowhere else", async () => {
    const { tenant, update } = smallTenant();
    const everybody = { allow_all_users: 1, if_cover_child_scope: false };
    await update(level(2), { ...times(3, true), reserve_scope_config: everybody });
    await update(level(3), times(3));
    await update(room(3), times(3, true));
    const flags = [level(2), level(3), level(4), room(1), room(3)].map((scopeId) => {
      const { time_config, reserve_scope_config } = read(tenant, scopeId);
      return [time_config.if_cover_child_scope, reserve_scope_config.if_cover_child_scope];
    });
    const none = [undefined, undefined];
    expect(flags).toEqual([[true, false], none, none, none, none]);
    await update(level(2), times(3));
    expect(read(tenant, level(2)).time_config).not.toHaveProperty("if_cover_child_scope");
  });

  it("refuse a flag that is neither true nor false", async () => {
    const { update } = smallTenant();
    const change = { time_config: { time_switch: 1, if_cover_child_scope: "yes" } };
    expect(await update(level(2), change)).toMatchObject({ reason: "param-error" });
  });

  it("are what a room's change begins with", async () => {
    const { tenant, update } = smallTenant();
    const approval = { approval_switch: 1, approval_condition: 0, approvers: [approver] };
    await update(level(2), { approval_config: approval });
    await update(room(1), { approval_config: { approval_condition: 1, meeting_duration: 4 } });
    expect(read(tenant, room(1)).approve_config).toEqual({
      approval_condition: 1,
      approval_switch: 1,
      approvers: [approver],
      meeting_duration: 4,
    });
    expect(read(tenant, room(2)).approve_config.meeting_duration).toBe(99);
  });
});
