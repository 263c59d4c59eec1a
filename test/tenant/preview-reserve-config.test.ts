import { describe, expect, it } from "vitest";
import {
  department,
  level,
  openId,
  read,
  room,
  scopeOf,
  smallTenant,
  unionId,
} from "./small-tenant.js";
import type { ReserveConfigChange } from "../../src/tenant/reserve-config-change.js";

const updateOf = (scopeId: string, change: unknown) => ({
  ...scopeOf(scopeId),
  change: change as ReserveConfigChange,
});

const shortDays = {
  time_config: { time_switch: 1, start_time: "32400", end_time: "64800", max_duration: 3 },
};

describe("the preview of a change", () => {
  it("is what the change then sends, to the byte, and changes nothing itself", async () => {
    const { tenant, emitted } = smallTenant();
    const before = tenant.snapshot();
    const preview = tenant.previewReserveConfig(updateOf(room(1), shortDays));
    expect(tenant.snapshot()).toEqual(before);
    expect(emitted).toEqual([]);
    const updated = await tenant.updateReserveConfig(updateOf(room(1), shortDays));
    if (preview.kind === "refused" || updated.kind === "refused") throw new Error("refused");
    expect(preview.emissions).toHaveLength(1);
    expect(JSON.stringify(updated.emissions)).toBe(JSON.stringify(preview.emissions));
  });

  it("leaves every later change as it would have been", async () => {
    const [looked, blind] = [smallTenant(), smallTenant()];
    for (const scopeId of [level(1), room(1), room(2), level(4)]) {
      looked.tenant.previewReserveConfig(updateOf(scopeId, shortDays));
      looked.tenant.previewReserveConfig(updateOf(room(4), shortDays));
      await looked.update(scopeId, shortDays);
      await blind.update(scopeId, shortDays);
    }
    expect(JSON.stringify(looked.emitted)).toBe(JSON.stringify(blind.emitted));
    expect(new Set(looked.emitted.map(({ event }) => event.header.event_id)).size).toBe(4);
    expect(looked.tenant.newRoomId()).toBe(blind.tenant.newRoomId());
  });

  it("says which blocks of a level reach what is below it", () => {
    const { tenant } = smallTenant();
    const change = {
      ...shortDays,
      approval_config: { approval_switch: 0 },
      reserve_scope_config: { allow_all_users: 1, if_cover_child_scope: false },
    };
    expect(tenant.previewReserveConfig(updateOf(level(2), change))).toMatchObject({
      cascades: ["approval", "times"],
    });
    expect(tenant.previewReserveConfig(updateOf(room(1), change))).toMatchObject({ cascades: [] });
  });

  it("sends nothing for a change without a block", () => {
    const { tenant } = smallTenant();
    expect(tenant.previewReserveConfig(updateOf(room(1), {}))).toEqual({
      kind: "previewed",
      emissions: [],
      cascades: [],
    });
  });

  it.each<[string, object, readonly (readonly [field: string, rule: string | undefined])[]]>([
    [
      "ranges of one block and what spans the fields of the others",
      {
        time_config: { time_switch: 1, days_in_advance: 731, max_duration: 0 },
        approval_config: { approval_switch: 1, approval_condition: 1, approvers: [] },
        reserve_scope_config: { allow_all_users: 0 },
      },
      [
        ["time_config.days_in_advance", "schema/maximum"],
        ["time_config.max_duration", "schema/minimum"],
        ["approval_config.approvers", "approval/switch-needs-approver"],
        ["approval_config.meeting_duration", "approval/condition-needs-duration"],
        ["reserve_scope_config", "reserve-scope/somebody-allowed"],
      ],
    ],
    [
      "an end before the start, and people nobody knows",
      {
        time_config: { time_switch: 1, start_time: "600", end_time: "60" },
        approval_config: {
          approval_switch: 1,
          approval_condition: 0,
          approvers: [{ user_id: unionId(1) }, { user_id: openId(1) }],
        },
        reserve_scope_config: {
          allow_all_users: 0,
          allow_users: [{ user_id: "ou_x" }],
          allow_depts: [{ department_id: "od-x" }, { department_id: department(1) }],
        },
      },
      [
        ["time_config.end_time", "time/end-after-start"],
        ["approval_config.approvers", undefined],
        ["reserve_scope_config.allow_users", undefined],
        ["reserve_scope_config.allow_depts", undefined],
      ],
    ],
    [
      "a missing switch and a list that is no list of ids",
      {
        time_config: { max_duration: 3 },
        reserve_scope_config: { allow_all_users: 1, allow_users: [{}] },
      },
      [
        ["reserve_scope_config.allow_users[0].user_id", undefined],
        ["time_config.time_switch", undefined],
      ],
    ],
    [
      "too many of both kinds",
      {
        approval_config: {
          approval_switch: 0,
          approvers: Array.from({ length: 501 }, (_, number) => ({ user_id: openId(number) })),
        },
        reserve_scope_config: {
          allow_all_users: 1,
          allow_depts: Array.from({ length: 501 }, (_, number) => ({
            department_id: department(number),
          })),
        },
      },
      [
        ["reserve_scope_config", "reserve-scope/at-most-500"],
        ["approval_config.approvers", undefined],
      ],
    ],
  ])("names everything that stands against it: %s", async (_name, change, expected) => {
    const { tenant } = smallTenant();
    const preview = tenant.previewReserveConfig(updateOf(room(1), change));
    if (preview.kind !== "refused") throw new Error("not refused");
    const named = preview.refusals.map(({ field, rule }) => [field, rule]);
    expect(named).toHaveLength(expected.length);
    expect(named).toEqual(expect.arrayContaining([...expected]));
    expect(await tenant.updateReserveConfig(updateOf(room(1), change))).toEqual(
      preview.refusals[0],
    );
  });

  it("names the approval that would be left without an approver", async () => {
    const { tenant, update } = smallTenant({ rules: { absentApprovers: "clear" } });
    await update(room(1), {
      approval_config: {
        approval_switch: 1,
        approval_condition: 0,
        approvers: [{ user_id: openId(1) }],
      },
    });
    const change = { approval_config: { approval_condition: 0 } };
    expect(tenant.previewReserveConfig(updateOf(room(1), change))).toMatchObject({
      kind: "refused",
      refusals: [
        {
          reason: "param-error",
          field: "approval_config.approvers",
          rule: "approval/switch-needs-approver",
        },
      ],
    });
  });

  it("refuses a room that is not there", () => {
    const { tenant } = smallTenant();
    expect(tenant.previewReserveConfig(updateOf(room(99), shortDays))).toMatchObject({
      kind: "refused",
      refusals: [{ reason: "unknown-scope" }],
    });
  });
});

describe("the sources of limits", () => {
  it("are the room's own, a level's above it, or nobody's", async () => {
    const { tenant, update } = smallTenant();
    await update(room(1), { approval_config: { approval_switch: 0 } });
    await update(level(2), { time_config: { time_switch: 1, max_duration: 4 } });
    expect(tenant.limitSources(scopeOf(room(1)))).toEqual({
      approval: room(1),
      times: level(2),
      scope: undefined,
    });
    expect(tenant.limitSources(scopeOf(level(2)))).toMatchObject({ times: level(2) });
    expect(tenant.limitSources(scopeOf(room(3)))).toMatchObject({ times: undefined });
    expect(tenant.limitSources(scopeOf(room(99)))).toBeUndefined();
    expect(read(tenant, room(1)).time_config.max_duration).toBe(4);
  });
});
