import type { Json } from "../../base/json-path.js";
import type { Random } from "../../base/random.js";
import { applyOverrides } from "../overrides.js";
import type { ReserveConfigEvent } from "./reserve-config-event.js";
import { mostSubscribers } from "./reserve-scope-rules.js";
import { latestOpenStart, timeStep } from "./time-config-rules.js";

/** One deliberate mistake. */
export interface Mutation {
  /** The one rule that the mutant breaks, as violations name it. */
  readonly rule: string;
  /** Where the violation is reported. */
  readonly path: string;
  /** The mistake in a few words. */
  readonly describe: string;
  /** A copy of a valid event with the mistake in it. */
  readonly mutate: (event: ReserveConfigEvent, random: Random) => unknown;
}

type Values = Readonly<Record<string, Json>>;
type DrawValue = (random: Random) => Json;

/** Every way this package can break an event, each breaking exactly one rule. */
export const mutations: readonly Mutation[] = [
  missing("header"),
  missing("event"),
  missing("header.event_id"),
  missing("header.token"),
  missing("header.create_time"),
  missing("event.scope_id"),
  missing("event.scope_type"),

  wrong("schema/const", "schema", "another version", () => "1.0"),
  wrong("schema/const", "header.event_type", "another event type", () => "vc.room.updated_v1"),
  wrong("schema/enum", "event.scope_type", "a scope that does not exist", anyOf(0, 3, -1)),
  wrong("schema/enum", "event.approve_config.approval_switch", "neither 0 nor 1", anyOf(2, -1)),
  wrong("schema/enum", "event.approve_config.approval_condition", "neither 0 nor 1", anyOf(2, -1)),
  wrong("schema/enum", "event.reserve_scope_config.allow_all_users", "neither 0 nor 1", anyOf(2)),
  wrong("schema/enum", "event.time_config.time_switch", "neither 0 nor 1", anyOf(2, -1)),

  wrong("schema/pattern", "header.event_id", "a UUID", (random) => random.uuid()),
  wrong("schema/pattern", "header.create_time", "seconds", (random) => random.digits(10)),
  wrong("schema/pattern", "header.create_time", "microseconds", (random) => random.digits(16)),
  wrong("schema/pattern", "header.tenant_key", "a digit short", (random) => random.hex(15)),
  wrong("schema/pattern", "header.app_id", "no cli_ in front", (random) => random.hex(16)),
  wrong(
    "schema/pattern",
    "event.scope_id",
    "an unknown prefix",
    (random) => `omx_${random.hex(32)}`,
  ),
  wrong("schema/pattern", "event.scope_id", "a digit short", (random) => `omm_${random.hex(31)}`),
  wrong("schema/pattern", "event.time_config.end_time", "after midnight", anyOf("86401", "90000")),
  wrong("schema/pattern", "event.time_config.start_time", "negative", anyOf("-60", "-1")),
  wrong("schema/pattern", "event.time_config.opening_hour", "a clock time", anyOf("08:00", "8h")),

  wrong("schema/minimum", "event.time_config.days_in_advance", "too few", anyOf(0, -1)),
  wrong("schema/maximum", "event.time_config.days_in_advance", "too many", anyOf(731, 9999)),
  wrong("schema/minimum", "event.time_config.max_duration", "too short", anyOf(0, -1)),
  wrong("schema/maximum", "event.time_config.max_duration", "too long", anyOf(100, 9999)),
  wrong("schema/minimum", "event.approve_config.meeting_duration", "too short", anyOf(0, 0.09)),
  wrong("schema/maximum", "event.approve_config.meeting_duration", "too long", anyOf(99.01, 100)),

  wrong("schema/type", "event.scope_type", "a string, as in the Open API", anyOf("1", "2")),
  wrong("schema/type", "header.create_time", "a number", () => 1_700_000_000_000),
  wrong("schema/type", "event.time_config", "a list", () => []),
  wrong("schema/type", "event.time_config.end_time", "a number", anyOf(0, 86_400)),
  wrong("schema/type", "event.time_config.max_duration", "not whole", anyOf(1.5, 0.5)),
  wrong("schema/type", "event.time_config.time_switch", "a boolean", anyOf(true, false)),
  wrong("schema/type", "event.time_config.if_cover_child_scope", "a number", anyOf(0, 1)),
  wrong("schema/type", "event.approve_config.meeting_duration", "a string", anyOf("1", "1.5")),
  wrong("schema/type", "event.approve_config.approvers", "null", () => null),
  inFirst("schema/type", "event.approve_config.approvers", "user_id", "a plain id", openId),
  inFirst(
    "schema/pattern",
    "event.approve_config.approvers",
    "user_id.open_id",
    "a union id",
    unionId,
  ),
  inFirst(
    "schema/pattern",
    "event.approve_config.approvers",
    "user_id.union_id",
    "an open id",
    openId,
  ),
  inFirst(
    "schema/pattern",
    "event.reserve_scope_config.allow_users",
    "user_id.user_id",
    "empty",
    () => "",
  ),
  inFirst(
    "schema/type",
    "event.reserve_scope_config.allow_users",
    "user_id.user_id",
    "a number",
    () => 7,
  ),
  inFirst(
    "schema/pattern",
    "event.reserve_scope_config.allow_depts",
    "department_id",
    "no prefix",
    (random) => random.hex(32),
  ),

  {
    rule: "scope/id-matches-type",
    path: "event.scope_id",
    describe: "the id of a room on a level, or the other way round",
    mutate: (event) =>
      set(event, {
        "event.scope_id": event.event.scope_id.replace(/^om[mb]/, (prefix) =>
          prefix === "omm" ? "omb" : "omm",
        ),
      }),
  },
  {
    rule: "time/end-after-start",
    path: "event.time_config.end_time",
    describe: "the end is not after the start",
    mutate(event, random) {
      const start = random.integer(0, 1440);
      // One that is equal may be a short window that was rounded away.
      const end = random.integer(0, Math.max(0, start - 1));
      return set(event, {
        "event.time_config.start_time": String(start * timeStep),
        "event.time_config.end_time": String(end * timeStep),
      });
    },
  },
  {
    rule: "time/end-without-start",
    path: "event.time_config.end_time",
    describe: "an end at midnight and no start",
    mutate: (event) =>
      without(set(event, { "event.time_config.end_time": "0" }), "event.time_config.start_time"),
  },
  {
    rule: "time/start-without-end",
    path: "event.time_config.start_time",
    describe: "a start in the last minute of the day and no end",
    mutate: (event) =>
      without(
        set(event, {
          "event.time_config.start_time": String(Math.ceil(latestOpenStart / timeStep) * timeStep),
        }),
        "event.time_config.end_time",
      ),
  },
  wrong("time/whole-minutes", "event.time_config.opening_hour", "not a whole minute", (random) =>
    String(random.integer(0, 1439) * timeStep + random.integer(1, timeStep - 1)),
  ),
  approval("approval/switch-needs-condition", "approval_condition", "on without a condition", {
    approval_switch: 1,
    meeting_duration: 1,
  }),
  approval(
    "approval/no-switch-needs-condition",
    "approval_condition",
    "neither switch nor condition",
    {
      meeting_duration: 1,
    },
  ),
  {
    rule: "approval/switch-needs-approver",
    path: "event.approve_config.approvers",
    describe: "on without an approver",
    mutate: (event) =>
      set(event, {
        "event.approve_config": {
          approval_condition: 0,
          approval_switch: 1,
          approvers: [],
          meeting_duration: 1,
        },
      }),
  },
  approval(
    "approval/condition-needs-duration",
    "meeting_duration",
    "longer than what is not said",
    {
      approval_condition: 1,
      approval_switch: 1,
    },
  ),
  {
    rule: "approval/two-decimals",
    path: "event.approve_config.meeting_duration",
    describe: "more than two decimals",
    mutate: (event, random) =>
      set(event, {
        "event.approve_config.approval_condition": 1,
        "event.approve_config.meeting_duration": random.integer(1, 98) + 0.125,
      }),
  },
  {
    rule: "reserve-scope/all-users-required",
    path: "event.reserve_scope_config.allow_all_users",
    describe: "whether everybody may book is not said",
    mutate: (event) => set(event, { "event.reserve_scope_config": { allow_users: [] } }),
  },
  {
    rule: "reserve-scope/somebody-allowed",
    path: "event.reserve_scope_config",
    describe: "nobody may book",
    mutate: (event) =>
      set(event, {
        "event.reserve_scope_config": { allow_all_users: 0, allow_depts: [], allow_users: [] },
      }),
  },
  {
    rule: "reserve-scope/at-most-500",
    path: "event.reserve_scope_config",
    describe: "one department too many",
    mutate: (event, random) =>
      set(event, {
        "event.reserve_scope_config": {
          allow_all_users: 0,
          allow_depts: Array.from({ length: mostSubscribers + 1 }, () => ({
            department_id: `od-${random.hex(32)}`,
          })),
        },
      }),
  },
];

function missing(path: string): Mutation {
  return {
    rule: "schema/required",
    path,
    describe: "left out",
    mutate: (event) => without(event, path),
  };
}

function wrong(rule: string, path: string, describe: string, value: DrawValue): Mutation {
  return { rule, path, describe, mutate: (event, random) => set(event, { [path]: value(random) }) };
}

/** A mistake in the only item of a list. */
function inFirst(
  rule: string,
  list: string,
  inner: string,
  describe: string,
  value: DrawValue,
): Mutation {
  const path = `${list}[0].${inner}`;
  return {
    rule,
    path,
    describe,
    mutate: (event, random) => set(event, { [list]: [], [path]: value(random) }),
  };
}

/** A mistake in a block with one approver. */
function approval(rule: string, field: string, describe: string, values: Values): Mutation {
  return {
    rule,
    path: `event.approve_config.${field}`,
    describe,
    mutate: (event, random) =>
      set(event, {
        "event.approve_config": {
          ...values,
          approvers: [{ user_id: { open_id: openId(random), union_id: unionId(random) } }],
        },
      }),
  };
}

function openId(random: Random): string {
  return `ou_${random.hex(32)}`;
}

function unionId(random: Random): string {
  return `on_${random.hex(32)}`;
}

function anyOf(...values: readonly Json[]): DrawValue {
  return (random) => random.pick(values);
}

function set(event: ReserveConfigEvent, values: Values): ReserveConfigEvent {
  return applyOverrides(event, { set: values });
}

/** Takes a path out if it is there. */
function without(event: ReserveConfigEvent, path: string): ReserveConfigEvent {
  const [last, ...parents] = path.split(".").toReversed();
  const parent = parents
    .toReversed()
    .reduce<unknown>(
      (value, step) => (value as Record<string, unknown> | undefined)?.[step],
      event,
    );
  const present =
    typeof parent === "object" && parent !== null && Object.hasOwn(parent, last ?? "");
  return present ? applyOverrides(event, { unset: [path] }) : event;
}
