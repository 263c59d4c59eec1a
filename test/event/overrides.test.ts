import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { applyOverrides, knownPaths, parseOverride } from "../../src/event/overrides.js";
import type { ReserveConfigEvent } from "../../src/event/reserve-config/reserve-config-event.js";

const text = readFileSync(new URL("../vectors/documented-event.json", import.meta.url), "utf8");
const documented = JSON.parse(text) as ReserveConfigEvent;
const invalid = (message: string, remedy?: string) =>
  expect.objectContaining({ code: "INVALID_OVERRIDE", message, remedy });

describe("parseOverride", () => {
  it.each([
    ["event.time_config.max_duration=4", 4],
    ["event.time_config.max_duration= 4", 4],
    // Out of range is for the validator to say: with invalid events allowed it may be what is wanted.
    ["event.time_config.max_duration=100", 100],
    ["event.approve_config.meeting_duration=0.5", 0.5],
    ["event.time_config.end_time=86400", "86400"],
    ["event.time_config.end_time=", ""],
    ["event.time_config.end_time=null", "null"],
    ["header.token=a=b", "a=b"],
    ["header.create_time=1700000000000", "1700000000000"],
    ["event.approve_config.approvers[0].user_id.user_id=null", null],
    ["event.approve_config.approvers[0].user_id.user_id=123", "123"],
    ["event.approve_config.approvers=[]", []],
    ['event.reserve_scope_config.allow_depts=[{"department_id":"x"}]', [{ department_id: "x" }]],
    ['event.time_config={"max_duration":4}', { max_duration: 4 }],
    ["event.time_config.if_cover_child_scope=true", true],
    ["event.scope_type=1", 1],
  ])("reads %s by the type of the field", (written, value) => {
    expect(parseOverride(written)).toEqual({ path: written.slice(0, written.indexOf("=")), value });
  });

  it.each([
    [
      "event.time_config.max_duration=four",
      'Failed to set event.time_config.max_duration: it must be whole hours from 1 to 99, but is "four".',
    ],
    [
      "event.time_config.max_duration=1.5",
      'Failed to set event.time_config.max_duration: it must be whole hours from 1 to 99, but is "1.5".',
    ],
    [
      "event.time_config.max_duration=null",
      'Failed to set event.time_config.max_duration: it must be whole hours from 1 to 99, but is "null".',
    ],
    [
      "event.time_config.if_cover_child_scope=1",
      'Failed to set event.time_config.if_cover_child_scope: it must be true or false, but is "1".',
    ],
    [
      "event.approve_config.approvers={}",
      'Failed to set event.approve_config.approvers: it must be a list of people, but is "{}".',
    ],
    [
      "event.time_config=[]",
      'Failed to set event.time_config: it must be an object with the booking times, but is "[]".',
    ],
  ])("refuses %s", (written, message) => {
    expect(() => parseOverride(written)).toThrow(invalid(message));
  });

  it.each([
    ["event.time_config.max_duraton", 'Did you mean "event.time_config.max_duration"?'],
    ["max_duration", 'Did you mean "event.time_config.max_duration"?'],
    ["time_config.end_time", 'Did you mean "event.time_config.end_time"?'],
    ["event.approval_config.approvers", 'Did you mean "event.approve_config.approvers"?'],
    [
      "event.approve_config.approvers[3].user_id.openid",
      'Did you mean "event.approve_config.approvers[0].user_id.open_id"?',
    ],
    [
      "event.time_config.completely_different_thing_altogether_really_far_away",
      "Known are event.time_config.days_in_advance, event.time_config.end_time, event.time_config.if_cover_child_scope, event.time_config.max_duration, event.time_config.opening_hour, event.time_config.start_time, event.time_config.time_switch.",
    ],
    ["completely_different_thing_altogether", "Known are schema, header, event."],
    [
      "event.toString",
      "Known are event.approve_config, event.reserve_scope_config, event.scope_id, event.scope_type, event.time_config.",
    ],
    [
      "event.__proto__",
      "Known are event.approve_config, event.reserve_scope_config, event.scope_id, event.scope_type, event.time_config.",
    ],
  ])("does not know %s, and says what comes near", (path, remedy) => {
    expect(() => parseOverride(`${path}=1`)).toThrow(
      invalid(`Failed to find ${path}: the event has no such field.`, remedy),
    );
  });

  it.each(["event.scope_type", "=4", ""])("needs path and value, not %j", (written) => {
    expect(() => parseOverride(written)).toThrow(
      invalid(
        `Failed to read the override ${JSON.stringify(written)}: it is not of the form path=value.`,
        "Write for instance event.time_config.max_duration=4.",
      ),
    );
  });

  it("needs a path that reads as one", () => {
    expect(() => parseOverride("event..scope_type=1")).toThrow(
      invalid(
        'Failed to read the path "event..scope_type": it is not of the form a.b[0].c.',
        'Did you mean "event.scope_type"?',
      ),
    );
  });
});

describe("applyOverrides", () => {
  const timesOf = (event: ReserveConfigEvent) => event.event.time_config;

  it("sets by path, by parsed override and by part of an event alike", () => {
    const expected = structuredClone(documented);
    expected.event.time_config = { ...expected.event.time_config, max_duration: 4 };
    const ways = [
      { "event.time_config.max_duration": 4 },
      [parseOverride("event.time_config.max_duration=4")],
      { event: { time_config: { max_duration: 4 } } },
    ];
    for (const set of ways) expect(applyOverrides(documented, { set })).toEqual(expected);
  });

  it("leaves the event it was given as it was", () => {
    const before = JSON.stringify(documented);
    applyOverrides(documented, {
      set: { "event.approve_config.approvers[0].user_id.user_id": null, "event.time_config": {} },
      unset: ["header.token", "event.reserve_scope_config.allow_users[0]"],
    });
    expect(JSON.stringify(documented)).toBe(before);
  });

  it("replaces at a path and merges a part", () => {
    const replaced = applyOverrides(documented, {
      set: { "event.time_config": { max_duration: 4 } },
    });
    const merged = applyOverrides(documented, {
      set: { event: { time_config: { max_duration: 4 } } },
    });
    expect(timesOf(replaced)).toEqual({ max_duration: 4 });
    expect(timesOf(merged)).toEqual({ ...timesOf(documented), max_duration: 4 });
  });

  it("replaces lists as a whole and leaves out what is undefined", () => {
    const { event } = applyOverrides(documented, {
      set: {
        event: {
          approve_config: { approvers: [], approval_switch: undefined },
          time_config: undefined,
        },
      },
    });
    expect(event.approve_config).toEqual({ ...documented.event.approve_config, approvers: [] });
    expect(event.time_config).toEqual(documented.event.time_config);
  });

  it("makes the parents that are missing", () => {
    const { scope_id, scope_type } = documented.event;
    const bare: ReserveConfigEvent = { ...documented, event: { scope_id, scope_type } };
    const { event } = applyOverrides(bare, {
      set: { "event.approve_config.approvers[0].user_id.user_id": "e33ggbyz" },
    });
    expect(event.approve_config).toEqual({ approvers: [{ user_id: { user_id: "e33ggbyz" } }] });
  });

  it("adds to the end of a list, but leaves no gap", () => {
    const users = "event.reserve_scope_config.allow_users";
    const { event } = applyOverrides(documented, { set: { [`${users}[1].user_id.user_id`]: "b" } });
    expect(event.reserve_scope_config?.allow_users?.[1]).toEqual({ user_id: { user_id: "b" } });
    expect(() =>
      applyOverrides(documented, { set: { [`${users}[2].user_id.user_id`]: "c" } }),
    ).toThrow(
      invalid(
        `Failed to set ${users}[2].user_id.user_id: the list has 1 items, so the next index is [1].`,
      ),
    );
  });

  it("applies in order, and takes out last", () => {
    const event = applyOverrides(documented, {
      set: [
        { path: "event.scope_type", value: 1 },
        { path: "event.scope_type", value: 2 },
        { path: "event.time_config.if_cover_child_scope", value: true },
      ],
      unset: ["event.time_config.if_cover_child_scope"],
    });
    expect(event).toEqual(documented);
  });

  it("takes out fields, blocks and list items, also ones the schema does not know", () => {
    const grown = { ...documented, added_later: { deep: [1, 2] } };
    const event = applyOverrides(grown, {
      unset: [
        "event.time_config",
        "event.approve_config.approvers[0].user_id.user_id",
        "event.reserve_scope_config.allow_depts[0]",
        "added_later.deep[0]",
      ],
    });
    expect(event.event).not.toHaveProperty("time_config");
    expect(Object.keys(event.event.approve_config?.approvers?.[0]?.user_id ?? {})).toEqual([
      "union_id",
      "open_id",
    ]);
    expect(event.event.reserve_scope_config?.allow_depts).toEqual([]);
    expect(event.added_later).toEqual({ deep: [2] });
  });

  it.each([
    ["event.time_config.if_cover_child_scope", undefined],
    ["event.approve_config.approvers[1]", undefined],
    ["event.approve_config.approvers.length", 'Did you mean "event.approve_config.approvers"?'],
    ["event.toString", undefined],
    ["event[0]", undefined],
    ["event.time_confg", 'Did you mean "event.time_config"?'],
    ["event.scope_id.length", 'Did you mean "event.scope_id"?'],
  ])("cannot take out %s, which is not there", (path, remedy) => {
    expect(() => applyOverrides(documented, { unset: [path] })).toThrow(
      invalid(`Failed to unset ${path}: the event has nothing there.`, remedy),
    );
  });

  it.each([
    [{ "event.time_config.max_duraton": 4 }, "event.time_config.max_duraton"],
    [{ event: { time_config: { max_duraton: 4 } } }, "event.time_config.max_duraton"],
  ])("does not know the path in %j", (set, path) => {
    expect(() => applyOverrides(documented, { set })).toThrow(
      invalid(
        `Failed to find ${path}: the event has no such field.`,
        'Did you mean "event.time_config.max_duration"?',
      ),
    );
  });

  it("can reach every path the documented example has", () => {
    const paths: string[] = [];
    const walk = (value: unknown, path: string): void => {
      if (typeof value !== "object" || value === null) return;
      for (const [key, inner] of Object.entries(value)) {
        const next = Array.isArray(value)
          ? `${path}[${key}]`
          : path === ""
            ? key
            : `${path}.${key}`;
        paths.push(next);
        walk(inner, next);
      }
    };
    walk(documented, "");
    expect(paths.filter((path) => !knownPaths().includes(path))).toEqual([]);
    expect(paths.length).toBeGreaterThan(30);
  });
});

/* Each step was once copied with all that follow it: that took minutes, and the runner's own limit tells. */
describe("a path of half a megabyte", () => {
  const many = 200_000;
  it.each([
    ["names", `a${".a".repeat(many)}`],
    ["fields that exist", `event${".event".repeat(many)}`],
    ["indices", `event.approve_config.approvers${"[0]".repeat(many)}`],
    ["letters", "a".repeat(2 * many)],
    ["brackets", "[".repeat(many)],
  ])("of %s is refused in few words, and nobody waits for that", (_what, path) => {
    for (const use of [
      () => parseOverride(`${path}=1`),
      () => applyOverrides(documented, { set: { [path]: 1 } }),
      () => applyOverrides(documented, { unset: [path] }),
    ]) {
      let message = "";
      try {
        use();
      } catch (error) {
        message = (error as Error).message;
      }
      expect(message).toMatch(/^Failed to /);
      expect(message.length).toBeLessThan(300);
    }
  });
});
