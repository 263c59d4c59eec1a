import { describe, expect, it } from "vitest";
import { createRandom } from "../../../src/base/random.js";
import { createApp } from "../../../src/event/app.js";
import { createDirectory } from "../../../src/event/directory.js";
import {
  createEventFactory,
  eventVariants,
} from "../../../src/event/reserve-config/event-factory.js";
import { checkEvent } from "../../../src/event/reserve-config/event-rules.js";

const random = createRandom(5);
const directory = await createDirectory({ random, names: false });
const app = createApp({}, random);
const now = () => 1_700_000_000_123;
const factory = (seed = 5) =>
  createEventFactory({ random: createRandom(seed), directory, app, now });
const many = (count: number) => {
  const { create } = factory();
  return Array.from({ length: count }, () => create());
};

describe("a made event", () => {
  it("carries the app's header", () => {
    expect(factory().create().header).toEqual({
      event_id: expect.stringMatching(/^[0-9a-f]{32}$/) as string,
      token: app.verificationToken,
      create_time: "1700000000123",
      event_type: "vc.reserve_config.updated_v1",
      tenant_key: app.tenantKey,
      app_id: app.appId,
    });
  });

  it("follows the app when its token or permissions change", () => {
    let current = app;
    const { create } = createEventFactory({ random, directory, app: () => current, now });
    create();
    current = { ...app, verificationToken: "rotated", permissions: ["vc:room"] };
    const event = create({ variant: "five-hundred" });
    expect(event.header.token).toBe("rotated");
    expect(event.event.reserve_scope_config?.allow_users?.[0]?.user_id?.user_id).toBeNull();
  });

  it("has its keys in wire order: header as captured, everything below event by the alphabet", () => {
    const event = factory().create();
    expect(Object.keys(event)).toEqual(["schema", "header", "event"]);
    expect(Object.keys(event.header)).toEqual([
      "event_id",
      "token",
      "create_time",
      "event_type",
      "tenant_key",
      "app_id",
    ]);
    const unsorted: string[][] = [];
    JSON.stringify(event.event, (_key, value: unknown) => {
      if (typeof value === "object" && value !== null && !Array.isArray(value)) {
        const keys = Object.keys(value);
        if (keys.join() !== keys.toSorted().join()) unsorted.push(keys);
      }
      return value;
    });
    expect(unsorted).toEqual([]);
  });

  it("has an id of its own", () => {
    expect(new Set(many(2000).map(({ header }) => header.event_id)).size).toBe(2000);
  });

  it("names only people, departments, rooms and levels of the directory", () => {
    const known = new Set(
      JSON.stringify(directory).match(/(?:ou|on|omm|omb)_[0-9a-f]{32}|od-[0-9a-f]{32}/g),
    );
    const named = JSON.stringify(many(200).map(({ event }) => event)).match(
      /(?:ou|on|omm|omb)_[0-9a-f]{32}|od-[0-9a-f]{32}/g,
    );
    expect(named?.length).toBeGreaterThan(500);
    expect(named?.filter((id) => !known.has(id))).toEqual([]);
  });

  it("is approved by the same few people, who keep their ids", () => {
    const approvers = many(500).flatMap(({ event }) => event.approve_config?.approvers ?? []);
    const openIds = new Set(approvers.map(({ user_id }) => user_id?.open_id));
    expect(approvers.length).toBeGreaterThan(400);
    expect(openIds.size).toBe(12);
    expect(new Set(approvers.map((approver) => JSON.stringify(approver))).size).toBe(12);
  });

  it("varies in scope and in every setting", () => {
    const events = many(500);
    const distinct = (read: (event: (typeof events)[number]["event"]) => unknown): number =>
      new Set(events.map(({ event }) => read(event))).size;
    expect(distinct((event) => event.scope_type)).toBe(2);
    expect(distinct((event) => event.approve_config?.approval_switch)).toBe(2);
    expect(distinct((event) => event.approve_config?.approval_condition)).toBe(2);
    expect(distinct((event) => event.reserve_scope_config?.allow_all_users)).toBe(2);
    expect(distinct((event) => event.time_config?.time_switch)).toBe(2);
    expect(distinct((event) => event.time_config?.max_duration)).toBeGreaterThan(50);
    expect(distinct((event) => event.time_config?.start_time)).toBeGreaterThan(20);
    expect(distinct((event) => event.approve_config?.meeting_duration)).toBeGreaterThan(20);
  });

  it("shares nothing that a change of one event would carry into the next", () => {
    const { create } = factory();
    for (const variant of eventVariants) {
      const text = JSON.stringify(factory().create({ variant }));
      const first = factory().create({ variant });
      scramble(first.event);
      expect(JSON.stringify(factory().create({ variant }))).toBe(text);
      expect(checkEvent(create({ variant }))).toEqual([]);
    }
  });
});

/** Overwrites every leaf and empties every list. */
function scramble(value: object): void {
  for (const [key, inner] of Object.entries(value)) {
    if (typeof inner === "object" && inner !== null) scramble(inner as object);
    else (value as Record<string, unknown>)[key] = "scrambled";
  }
  if (Array.isArray(value)) value.length = 0;
}

describe("the options of an event", () => {
  const { create } = factory();

  it("choose the scope", () => {
    const scopes = (scope: "room" | "level") =>
      new Set(
        Array.from({ length: 50 }, () => create({ scope }).event).map(
          ({ scope_id, scope_type }) => scope_id.slice(0, 4) + scope_type,
        ),
      );
    expect(scopes("room")).toEqual(new Set(["omm_2"]));
    expect(scopes("level")).toEqual(new Set(["omb_1"]));
  });

  it("choose the id and the time", () => {
    const { header } = create({ eventId: "a".repeat(32), createTimeMs: 1_600_000_000_000 });
    expect(header).toMatchObject({ event_id: "a".repeat(32), create_time: "1600000000000" });
  });

  it("put values in and take values out, last of all", () => {
    const { event } = create({
      overrides: { "event.time_config.max_duration": 4 },
      unset: ["event.approve_config"],
    });
    expect(event.time_config?.max_duration).toBe(4);
    expect(event).not.toHaveProperty("approve_config");
  });

  it("add the two fields that only the SDKs know", async () => {
    const named = createEventFactory({
      random,
      directory: await createDirectory({ random }),
      app,
      now,
    });
    const event = named.create({
      variant: "five-hundred",
      coverChildScope: true,
      departmentNames: true,
    });
    expect(event.event.time_config?.if_cover_child_scope).toBe(true);
    expect(event.event.reserve_scope_config?.allow_depts?.[0]?.department_name).toMatch(/部$/);
    expect(checkEvent(event)).toEqual([]);
    const plain = JSON.stringify(many(200));
    expect(plain).not.toMatch(/if_cover_child_scope|department_name/);
  });

  it("cannot name departments that have no names", () => {
    expect(() => create({ departmentNames: true })).toThrow(
      expect.objectContaining({ code: "USAGE", remedy: "Make the directory with names." }),
    );
  });
});

describe("the variants", () => {
  const { create } = factory();

  it("minimal says nothing but the scope", () => {
    expect(Object.keys(create({ variant: "minimal" }).event)).toEqual(["scope_id", "scope_type"]);
  });

  it("smallest has the smallest documented values and empty lists", () => {
    expect(create({ variant: "smallest" }).event).toMatchObject({
      approve_config: {
        approval_condition: 0,
        approval_switch: 0,
        approvers: [],
        meeting_duration: 0.1,
      },
      reserve_scope_config: { allow_all_users: 1, allow_depts: [], allow_users: [] },
      time_config: {
        days_in_advance: 1,
        end_time: "60",
        max_duration: 1,
        opening_hour: "0",
        start_time: "0",
        time_switch: 0,
      },
    });
  });

  it("largest has the largest documented values", () => {
    const { event } = create({ variant: "largest" });
    expect(event).toMatchObject({
      approve_config: { approval_condition: 1, approval_switch: 1, meeting_duration: 99 },
      time_config: {
        days_in_advance: 730,
        end_time: "86400",
        max_duration: 99,
        opening_hour: "86400",
        start_time: "86340",
        time_switch: 1,
      },
    });
  });

  it.each(["largest", "five-hundred"] as const)(
    "%s lists 500 different users and departments",
    (variant) => {
      const { allow_users = [], allow_depts = [] } =
        create({ variant }).event.reserve_scope_config ?? {};
      const ids = [
        ...allow_users.map(({ user_id }) => user_id?.open_id),
        ...allow_depts.map(({ department_id }) => department_id),
      ];
      expect(new Set(ids).size).toBe(500);
      expect(allow_depts.length).toBeGreaterThan(0);
    },
  );

  it("five-hundred needs a directory of that size", async () => {
    const small = await createDirectory({ random, people: 10, names: false });
    const { create: createSmall } = createEventFactory({ random, directory: small, app, now });
    expect(() => createSmall({ variant: "five-hundred" })).toThrow(
      expect.objectContaining({
        code: "USAGE",
        message:
          "Failed to list 500 users and departments: the directory has 10 people and 24 departments.",
        remedy: "Make the directory with at least 480 people.",
      }),
    );
    expect(checkEvent(createSmall())).toEqual([]);
  });
});

describe("the seed", () => {
  it("fixes the bytes", () => {
    expect(JSON.stringify(many(50))).toBe(JSON.stringify(many(50)));
    expect(JSON.stringify(factory(6).create())).not.toBe(JSON.stringify(factory(5).create()));
  });

  it("makes the same event at another time, but for its create_time", () => {
    const later = createEventFactory({
      random: createRandom(5),
      directory,
      app,
      now: () => now() + 86_400_000,
    }).create();
    const event = factory().create();
    expect(later).toEqual({
      ...event,
      header: { ...event.header, create_time: "1700086400123" },
    });
  });

  it("leaves the settings alone when ids come from a source of their own", () => {
    const other = createEventFactory({
      random: createRandom(5),
      directory,
      app,
      now,
      eventIds: createRandom(99),
    });
    const [left, right] = [factory().create(), other.create()];
    expect(right.event).toEqual(left.event);
    expect(right.header.event_id).not.toBe(left.header.event_id);
  });

  it("gives the same settings whether an id is drawn or given", () => {
    const [left, right] = [factory(), factory()];
    left.create({ eventId: "b".repeat(32) });
    right.create();
    expect(left.create().event).toEqual(right.create().event);
  });
});
