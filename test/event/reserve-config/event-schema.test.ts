import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compileEventSchema } from "../../../schemas/compile.mjs";
import { eventSchema, validateEvent } from "../../../src/event/reserve-config/event-schema.js";
import { parsePath } from "../../../src/base/json-path.js";
import { applyOverrides, knownPaths } from "../../../src/event/overrides.js";
import { eventNode } from "../../../src/event/reserve-config/event-node.js";
import { nodeAt } from "../../../src/event/schema-node.js";
import type { ReserveConfigEvent } from "../../../src/event/reserve-config/reserve-config-event.js";

const read = (path: string): string =>
  readFileSync(new URL(`../../../${path}`, import.meta.url), "utf8");
const documented = JSON.parse(read("test/vectors/documented-event.json")) as ReserveConfigEvent;
const withValue = (path: string, value: unknown): ReserveConfigEvent =>
  applyOverrides(documented, { set: [{ path, value: value as string }] });

/** Path, values that are just inside, values that are just outside and the rule those break. */
const limits: readonly [string, readonly unknown[], readonly unknown[], string][] = [
  ["event.time_config.days_in_advance", [1, 730], [0, -1], "schema/minimum"],
  ["event.time_config.days_in_advance", [2, 729], [731, 1e9], "schema/maximum"],
  ["event.time_config.days_in_advance", [30], ["30", 1.5, null], "schema/type"],
  ["event.time_config.max_duration", [1, 99], [0], "schema/minimum"],
  ["event.time_config.max_duration", [2, 98], [100], "schema/maximum"],
  ["event.time_config.max_duration", [24], [24.5, "24"], "schema/type"],
  [
    "event.time_config.end_time",
    ["0", "9", "10", "9999", "10000", "59999", "79999", "85999", "86399", "86400"],
    [
      "86401",
      "86410",
      "86500",
      "87000",
      "90000",
      "100000",
      "-1",
      "00",
      "060",
      "",
      "1.5",
      " 60",
      "60\n",
    ],
    "schema/pattern",
  ],
  ["event.time_config.start_time", ["0", "86400"], [0, 86_400, null], "schema/type"],
  ["event.time_config.opening_hour", ["28800"], ["08:00", "86401"], "schema/pattern"],
  ["event.time_config.time_switch", [0, 1], [2, -1], "schema/enum"],
  ["event.time_config.time_switch", [0, 1], [true, "1", 0.5], "schema/type"],
  ["event.time_config.if_cover_child_scope", [true, false], [1, "true"], "schema/type"],
  ["event.approve_config.approval_switch", [0, 1], [2], "schema/enum"],
  ["event.approve_config.approval_condition", [0, 1], [2], "schema/enum"],
  ["event.approve_config.meeting_duration", [0.1, 0.5, 1], [0.09, 0, -1], "schema/minimum"],
  ["event.approve_config.meeting_duration", [98.99, 99], [99.01, 100], "schema/maximum"],
  ["event.approve_config.approvers", [[]], [{}, null, "ou_1"], "schema/type"],
  ["event.reserve_scope_config.allow_all_users", [0, 1], [2], "schema/enum"],
  ["event.reserve_scope_config.allow_users", [[]], [{}], "schema/type"],
  ["event.reserve_scope_config.allow_depts", [[]], [{}], "schema/type"],
  ["event.scope_type", [1, 2], [0, 3], "schema/enum"],
  ["event.scope_type", [1, 2], ["1", "2"], "schema/type"],
  [
    "event.scope_id",
    [`omm_${"0".repeat(32)}`, `omb_${"f".repeat(32)}`],
    [
      `omx_${"0".repeat(32)}`,
      `omm_${"0".repeat(31)}`,
      `omm_${"0".repeat(33)}`,
      `omm_${"A".repeat(32)}`,
    ],
    "schema/pattern",
  ],
  ["schema", ["2.0"], ["1.0", "2"], "schema/const"],
  [
    "header.event_id",
    ["0".repeat(32)],
    ["0".repeat(31), "0".repeat(33), "G".repeat(32)],
    "schema/pattern",
  ],
  ["header.create_time", ["1700000000000"], ["1700000000", "1700000000000000"], "schema/pattern"],
  ["header.token", ["", "x", "rvaYgkND1GOiu5MM0E1rncYC6PLtF7JV"], [null, 1], "schema/type"],
  ["header.tenant_key", ["0".repeat(16)], ["0".repeat(15), "0".repeat(17)], "schema/pattern"],
  ["header.app_id", [`cli_${"0".repeat(16)}`], ["0".repeat(16), "cli_0"], "schema/pattern"],
  ["header.event_type", ["vc.reserve_config.updated_v1"], ["vc.room.updated_v1"], "schema/const"],
  [
    "event.approve_config.approvers[0].user_id.open_id",
    [30, 31, 32].map((length) => `ou_${"0".repeat(length)}`),
    [29, 33].map((length) => `ou_${"0".repeat(length)}`),
    "schema/pattern",
  ],
  [
    "event.reserve_scope_config.allow_users[0].user_id.union_id",
    [30, 31, 32].map((length) => `on_${"0".repeat(length)}`),
    [29, 33].map((length) => `on_${"0".repeat(length)}`),
    "schema/pattern",
  ],
  [
    "event.approve_config.approvers[0].user_id.user_id",
    [null, "e33ggbyz", "Zhang.San"],
    ["", "a b"],
    "schema/pattern",
  ],
  ["event.approve_config.approvers[0].user_id.user_id", [null], [7, {}], "schema/type"],
  ["event.approve_config.approvers[0].user_id", [{}], ["ou_1", null], "schema/type"],
  [
    "event.reserve_scope_config.allow_depts[0].department_id",
    [`od-${"0".repeat(32)}`],
    [`od_${"0".repeat(32)}`, "0"],
    "schema/pattern",
  ],
];

/** Path and pattern of everything that has one, with a text that fits. */
const patterns = knownPaths().flatMap((path) => {
  const { pattern } = nodeAt(eventNode, parsePath(path) ?? []) as { readonly pattern?: string };
  const fitting = limits.find(([limited]) => limited.split(".").at(-1) === path.split(".").at(-1));
  const text = fitting?.[1].findLast((value) => typeof value === "string");
  return pattern === undefined ? [] : [[path, new RegExp(pattern), text as string] as const];
});

describe("validateEvent", () => {
  it("accepts the documented example unchanged", () => {
    expect(validateEvent(documented)).toEqual([]);
  });

  it("accepts an event that says nothing but its scope", () => {
    const { scope_id, scope_type } = documented.event;
    expect(validateEvent({ ...documented, event: { scope_id, scope_type } })).toEqual([]);
  });

  it("accepts fields it does not know, at every level", () => {
    const grow = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(grow);
      if (typeof value !== "object" || value === null) return value;
      const entries = Object.entries(value).map(([key, inner]) => [key, grow(inner)] as const);
      return { ...Object.fromEntries(entries), added_later: { deep: [1, null] } };
    };
    expect(validateEvent(grow(documented))).toEqual([]);
  });

  it.each(limits)("holds the limits of %s (%j, not %j)", (path, inside, outside, rule) => {
    expect(inside.flatMap((value) => validateEvent(withValue(path, value)))).toEqual([]);
    expect(
      outside.map((value) =>
        validateEvent(withValue(path, value)).map((violation) => [
          violation.rule,
          violation.path,
          violation.value,
        ]),
      ),
    ).toEqual(outside.map((value) => [[rule, path, value]]));
  });

  it.each(["", "header.", "event."])("needs every required field below %j", (prefix) => {
    const parent = {
      "": eventSchema,
      "header.": eventSchema.$defs.eventHeader,
      "event.": eventSchema.$defs.reserveConfigUpdated,
    }[prefix];
    const required = parent?.required ?? [];
    expect(required.length).toBeGreaterThan(1);
    expect(
      required.map((name) => validateEvent(applyOverrides(documented, { unset: [prefix + name] }))),
    ).toMatchObject(
      required.map((name) => [
        { rule: "schema/required", path: prefix + name, message: `${prefix}${name} is missing.` },
      ]),
    );
  });

  it.each([
    [
      withValue("event.time_config.max_duration", 100),
      "event.time_config.max_duration must be whole hours from 1 to 99, but is 100.",
    ],
    [
      withValue("event.time_config.max_duration", "24"),
      'event.time_config.max_duration must be whole hours from 1 to 99, but is "24". Did you mean 24?',
    ],
    [
      withValue("event.time_config.end_time", 86_400),
      'event.time_config.end_time must be seconds since midnight as a decimal string, "0" to "86400", but is 86400. Did you mean "86400"?',
    ],
    [
      withValue("header.event_type", "vc.reserve_config.update_v1"),
      'header.event_type must be "vc.reserve_config.updated_v1", but is "vc.reserve_config.update_v1". Did you mean "vc.reserve_config.updated_v1"?',
    ],
    [
      withValue("event.approve_config.approvers[0].user_id", "ou_84aad35d084aa403a838cf73ee18467"),
      'event.approve_config.approvers[0].user_id must be an object with open_id, union_id and user_id, but is "ou_84aad35d084aa403a838cf73ee18467".',
    ],
    [
      withValue("event.time_config", ["x".repeat(80)]),
      `event.time_config must be an object with the booking times, but is ["${"x".repeat(58)}….`,
    ],
    [
      { ...documented, event: { scope_id: documented.event.scope_id, scopeType: 2 } },
      'event.scope_type is missing. Is it what is called "scopeType"?',
    ],
    ["text", 'The event must be a vc.reserve_config.updated_v1 event, schema 2.0, but is "text".'],
    [
      undefined,
      "The event must be a vc.reserve_config.updated_v1 event, schema 2.0, but is undefined.",
    ],
  ])("says what is wrong in words (%#)", (value, message) => {
    expect(validateEvent(value).map((violation) => violation.message)).toEqual([message]);
  });

  it("lists every mistake, one per place", () => {
    const event = applyOverrides(documented, {
      set: { "event.scope_type": "room", "event.time_config.max_duration": 0 },
      unset: ["header.app_id"],
    });
    expect(validateEvent(event).map(({ rule, path }) => `${rule} ${path}`)).toEqual([
      "schema/required header.app_id",
      "schema/type event.scope_type",
      "schema/minimum event.time_config.max_duration",
    ]);
  });
});

describe("the generated validator", () => {
  it("is what `npm run generate` makes of schemas/event.json, byte for byte", async () => {
    const files = Object.entries(await compileEventSchema());
    expect(files).toHaveLength(2);
    expect(files.filter(([path, text]) => read(path) !== text).map(([path]) => path)).toEqual([]);
  });

  it("loads nothing but what reads its patterns", () => {
    const text = read("src/event/reserve-config/validate-event.generated.ts");
    expect(text.match(/\bimport\b.*|\brequire\(.*/g)).toEqual([
      'import { createPattern } from "../schema-pattern.js";',
    ]);
    expect(read("src/event/schema-pattern.ts")).not.toMatch(/\bimport\b/);
  });

  it("decides as ajv does on the schema file itself", () => {
    const reference = new Ajv2020({ allowUnionTypes: true }).compile(
      JSON.parse(read("schemas/event.json")) as object,
    );
    const paths = limits.map(([path]) => path);
    const known = limits.flatMap(([, inside, outside]) => [...inside, ...outside]);
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(fc.constantFrom(...paths), fc.oneof(fc.constantFrom(...known), fc.jsonValue())),
          { maxLength: 3 },
        ),
        (changes) => {
          const event = changes.reduce(
            (changed, [path, value]) =>
              applyOverrides(changed, { set: [{ path, value: value as string }] }),
            documented,
          );
          expect(validateEvent(event).length === 0).toBe(reference(event));
        },
      ),
      { numRuns: 1000 },
    );
  });

  // Its own reading of ids is quicker than a RegExp, and must not be another one.
  it.each(patterns)(
    "reads %s as its pattern says, whatever one character is",
    (path, pattern, id) => {
      const place = fc.nat(id.length);
      const piece = fc.oneof(
        fc.constantFrom(...Array.from("/09:@AFG`afg{\n\0ŰΩ")),
        fc.string({ maxLength: 2 }),
      );
      fc.assert(
        fc.property(place, fc.nat(2), piece, (at, taken, put) => {
          const text = id.slice(0, at) + put + id.slice(at + taken);
          expect(validateEvent(withValue(path, text)).length === 0).toBe(pattern.test(text));
        }),
        { numRuns: 500 },
      );
    },
  );
});
