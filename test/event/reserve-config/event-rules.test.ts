import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { checkApproveConfig } from "../../../src/event/reserve-config/approve-config-rules.js";
import { assertValidEvent } from "../../../src/event/assert-valid-event.js";
import { reserveConfigType } from "../../../src/event/reserve-config/reserve-config-type.js";
import { checkEvent, checkEventRules } from "../../../src/event/reserve-config/event-rules.js";
import { applyOverrides } from "../../../src/event/overrides.js";
import type {
  ApproveConfig,
  ReserveConfigEvent,
  ReserveScopeConfig,
  TimeConfig,
} from "../../../src/event/reserve-config/reserve-config-event.js";
import { checkReserveScope } from "../../../src/event/reserve-config/reserve-scope-rules.js";
import { checkScope } from "../../../src/event/reserve-config/scope-rules.js";
import { checkTimeConfig } from "../../../src/event/reserve-config/time-config-rules.js";

const documented = JSON.parse(
  readFileSync(new URL("../../vectors/documented-event.json", import.meta.url), "utf8"),
) as ReserveConfigEvent;

const approver = { user_id: { open_id: `ou_${"0".repeat(32)}` } };
const departments = (count: number) =>
  Array.from({ length: count }, () => ({ department_id: `od-${"0".repeat(32)}` }));
const users = (count: number) => Array.from({ length: count }, () => approver);
const rulesOf = (violations: readonly { rule: string }[]): string[] =>
  violations.map(({ rule }) => rule);

describe("the rules about booking times", () => {
  it.each<[TimeConfig, string[]]>([
    [{}, []],
    [{ time_switch: 0 }, []],
    [{ start_time: "0", end_time: "60" }, []],
    [{ start_time: "86340", end_time: "86400" }, []],
    [{ start_time: "0", end_time: "0" }, ["time/end-after-start"]],
    // 3570..3600 is wide enough, and nothing is left of it once it is rounded.
    [{ start_time: "3600", end_time: "3600" }, []],
    [
      { start_time: "3610", end_time: "3610" },
      ["time/end-after-start", "time/whole-minutes", "time/whole-minutes"],
    ],
    [{ start_time: "3600", end_time: "3540" }, ["time/end-after-start"]],
    [{ start_time: "86400", end_time: "86400" }, []],
    // Compared as numbers: as texts "9000" would come after "36000".
    [{ start_time: "9000", end_time: "36000" }, []],
    [{ end_time: "60" }, []],
    [{ end_time: "0" }, ["time/end-without-start"]],
    [{ start_time: "86340" }, []],
    [{ start_time: "86400" }, ["time/start-without-end"]],
    [{ opening_hour: "0" }, []],
    [{ opening_hour: "86400" }, []],
    [{ opening_hour: "27900" }, []],
    [{ opening_hour: "59" }, ["time/whole-minutes"]],
    [{ opening_hour: "61" }, ["time/whole-minutes"]],
    [{ start_time: "1", end_time: "86399" }, ["time/whole-minutes", "time/whole-minutes"]],
  ])("%j breaks %j", (config, rules) => {
    expect(rulesOf(checkTimeConfig(config))).toEqual(rules);
  });

  it.each<[TimeConfig, boolean]>([
    [{ start_time: "0", end_time: "29" }, false],
    [{ start_time: "0", end_time: "30" }, true],
    [{ start_time: "1000", end_time: "1029" }, false],
    [{ start_time: "1000", end_time: "1030" }, true],
    [{ end_time: "29" }, false],
    [{ end_time: "30" }, true],
    [{ start_time: "86369" }, true],
    [{ start_time: "86370" }, false],
  ])("keeps the window of %j apart by 30 seconds, rounding aside: %j", (config, wide) => {
    const windowRules = rulesOf(checkTimeConfig(config)).filter(
      (rule) => rule !== "time/whole-minutes",
    );
    expect(windowRules.length === 0).toBe(wide);
  });
});

describe("the rules about approval", () => {
  it.each<[ApproveConfig, string[]]>([
    [{ approval_switch: 0 }, []],
    [{ approval_switch: 0, approvers: [] }, []],
    [{ approval_switch: 1, approval_condition: 0, approvers: [approver] }, []],
    [
      { approval_switch: 1, approval_condition: 1, approvers: [approver], meeting_duration: 0.1 },
      [],
    ],
    [{ approval_condition: 0 }, []],
    [{}, ["approval/no-switch-needs-condition"]],
    [{ meeting_duration: 1 }, ["approval/no-switch-needs-condition"]],
    [{ approval_switch: 1, approvers: [approver] }, ["approval/switch-needs-condition"]],
    [
      { approval_switch: 1, approval_condition: 0, approvers: [] },
      ["approval/switch-needs-approver"],
    ],
    [{ approval_switch: 1, approval_condition: 0 }, ["approval/switch-needs-approver"]],
    [{ approval_switch: 1 }, ["approval/switch-needs-condition", "approval/switch-needs-approver"]],
    [{ approval_condition: 1 }, ["approval/condition-needs-duration"]],
    [{ approval_switch: 0, approval_condition: 1 }, ["approval/condition-needs-duration"]],
    [{ approval_condition: 1, meeting_duration: 99 }, []],
    [{ approval_condition: 1, meeting_duration: 1.25 }, []],
    // 0.1 + 0.2 style numbers: 1.1 and 0.29 have no exact binary form and are still two decimals.
    [{ approval_condition: 1, meeting_duration: 1.1 }, []],
    [{ approval_condition: 1, meeting_duration: 0.29 }, []],
    [{ approval_condition: 1, meeting_duration: 1.255 }, ["approval/two-decimals"]],
  ])("%j breaks %j", (config, rules) => {
    expect(rulesOf(checkApproveConfig(config))).toEqual(rules);
  });
});

describe("the rules about who may book", () => {
  it.each<[string, ReserveScopeConfig, string[]]>([
    ["everybody", { allow_all_users: 1 }, []],
    ["everybody and a list", { allow_all_users: 1, allow_users: users(1) }, []],
    ["one user", { allow_all_users: 0, allow_users: users(1) }, []],
    ["one department", { allow_all_users: 0, allow_depts: departments(1) }, []],
    ["nobody", { allow_all_users: 0 }, ["reserve-scope/somebody-allowed"]],
    [
      "empty lists",
      { allow_all_users: 0, allow_users: [], allow_depts: [] },
      ["reserve-scope/somebody-allowed"],
    ],
    ["an empty block", {}, ["reserve-scope/all-users-required"]],
    ["500 users", { allow_all_users: 0, allow_users: users(500) }, []],
    [
      "500 in all",
      { allow_all_users: 0, allow_users: users(1), allow_depts: departments(499) },
      [],
    ],
    ["501 users", { allow_all_users: 0, allow_users: users(501) }, ["reserve-scope/at-most-500"]],
    [
      "501 in all",
      { allow_all_users: 1, allow_users: users(1), allow_depts: departments(500) },
      ["reserve-scope/at-most-500"],
    ],
  ])("%s: %j", (_name, config, rules) => {
    expect(rulesOf(checkReserveScope(config))).toEqual(rules);
  });
});

describe("the rule about the scope", () => {
  const room = `omm_${"0".repeat(32)}`;
  const level = `omb_${"0".repeat(32)}`;
  it.each([
    [room, 2 as const, []],
    [level, 1 as const, []],
    [room, 1 as const, ["scope/id-matches-type"]],
    [level, 2 as const, ["scope/id-matches-type"]],
  ])("%s of type %d breaks %j", (scope_id, scope_type, rules) => {
    expect(rulesOf(checkScope({ scope_id, scope_type }))).toEqual(rules);
  });
});

describe("checkEvent", () => {
  it("finds nothing wrong with the documented example", () => {
    expect(checkEvent(documented)).toEqual([]);
    expect(checkEventRules(documented)).toEqual([]);
  });

  it("collects violations of all blocks, with path, reason and value", () => {
    const event = applyOverrides(documented, {
      set: {
        "event.scope_type": 1,
        "event.approve_config.approval_switch": 1,
        "event.approve_config.approvers": [],
        "event.reserve_scope_config": { allow_all_users: 0 },
        "event.time_config.end_time": "0",
      },
    });
    expect(checkEvent(event)).toMatchObject([
      {
        rule: "scope/id-matches-type",
        path: "event.scope_id",
        message:
          'event.scope_id must be a level id ("omb_…") while scope_type is 1, but is "omm_3c5dd7e09bac0c1758fcf9511bd1a771".',
        value: "omm_3c5dd7e09bac0c1758fcf9511bd1a771",
      },
      {
        rule: "approval/switch-needs-approver",
        path: "event.approve_config.approvers",
        message:
          "event.approve_config.approvers must name at least one person while approval_switch is 1, but names none.",
        value: [],
      },
      {
        rule: "reserve-scope/somebody-allowed",
        path: "event.reserve_scope_config",
        message:
          "event.reserve_scope_config must name at least one user or department while allow_all_users is 0, but names none.",
        value: { allow_all_users: 0 },
      },
      {
        rule: "time/end-after-start",
        path: "event.time_config.end_time",
        message:
          'event.time_config.end_time must be at least 30 more than start_time ("0"), but is "0".',
        value: "0",
      },
    ]);
  });

  it("leaves the rules aside while the schema is broken, whatever the value is", () => {
    const values = [
      undefined,
      null,
      7,
      "x",
      [],
      {},
      { event: null },
      { event: { time_config: 1 } },
    ];
    const rules = values.flatMap(checkEvent).map(({ rule }) => rule.split("/")[0]);
    expect(new Set(rules)).toEqual(new Set(["schema"]));
  });

  it("is thrown as INVALID_EVENT by assertValidEvent, with every violation", () => {
    const event = applyOverrides(documented, {
      set: { "event.time_config.max_duration": 0, "event.time_config.days_in_advance": 0 },
    });
    expect(() => assertValidEvent(event, reserveConfigType)).toThrow(
      expect.objectContaining({
        code: "INVALID_EVENT",
        message:
          "Failed to use the event: event.time_config.days_in_advance must be whole days from 1 to 730, but is 0. (and 1 more)",
        frame:
          "schema/minimum: event.time_config.days_in_advance must be whole days from 1 to 730, but is 0.\n" +
          "schema/minimum: event.time_config.max_duration must be whole hours from 1 to 99, but is 0.",
        details: { violations: checkEvent(event) },
      }),
    );
    expect(() => assertValidEvent(documented, reserveConfigType)).not.toThrow();
  });
});
