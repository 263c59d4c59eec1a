import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createRandom } from "../../src/base/random.js";
import { createApp } from "../../src/event/app.js";
import { roomEventTypes } from "../../src/event/room-events/room-event-types.js";
import { createTenant } from "../../src/tenant/create-tenant.js";
import type { TenantApp } from "../../src/tenant/tenant-app.js";
import type { Emission, TenantRecord } from "../../src/tenant/tenant-record.js";
import { createTenantState } from "../../src/tenant/tenant-state.js";
import type { Tenant, TenantOptions } from "../../src/tenant/tenant.js";
import {
  app,
  definition,
  level,
  openId,
  room,
  roomOf,
  smallTenant,
  startMs,
  unionId,
  userId,
} from "./small-tenant.js";

const subscribed: TenantApp = { ...app, events: [...app.events, ...roomEventTypes] };
const small = { ...definition, people: definition.people.slice(0, 8) };

function listening(apps: readonly TenantApp[] = [subscribed], options?: Partial<TenantOptions>) {
  const { tenant, emitted } = smallTenant({ definition: { ...small, apps }, ...options });
  const told = emitted as Emission[];
  /** What a change has told, as the type and the content of each event. */
  const eventsOf = async (change: Promise<unknown>): Promise<readonly unknown[]> => {
    expect(await change).toBeUndefined();
    const events = told.splice(0).map(({ event }) => [event.header.event_type, event.event]);
    return JSON.parse(JSON.stringify(events)) as unknown[];
  };
  return { tenant, told, eventsOf };
}

const whole = {
  roomId: room(50),
  levelId: level(4),
  name: "会议室",
  capacity: 12,
  displayId: "LM123456789",
  description: "By the lift",
  customId: "r-50",
  devices: ["TV", "phone"],
  status: {
    enabled: false,
    disabledFrom: "1652356050",
    disabledUntil: "1652442450",
    reason: "painting",
    contacts: [openId(3)],
    tellsWhenDisabled: true,
    tellsWhenEnabled: false,
  },
};

const written = {
  capacity: 12,
  custom_room_id: "r-50",
  description: "By the lift",
  device: [{ name: "TV" }, { name: "phone" }],
  display_id: "LM123456789",
  name: "会议室",
  path: [1, 2, 4].map(level),
  room_id: room(50),
  room_level_id: level(4),
  room_status: {
    contact_ids: [{ open_id: openId(3), union_id: unionId(3), user_id: userId(3) }],
    disable_end_time: "1652442450",
    disable_notice: true,
    disable_reason: "painting",
    disable_start_time: "1652356050",
    resume_notice: false,
    schedule_status: true,
    status: false,
  },
};

describe("a change of a room", () => {
  it("is told with all of the room, keys in the order Feishu writes them", async () => {
    const { tenant, eventsOf } = listening();
    const created = await eventsOf(tenant.saveRoom(whole));
    // As text, for the order.
    expect(JSON.stringify(created)).toBe(
      JSON.stringify([["vc.room.created_v1", { room: written }]]),
    );
    const moved = { ...whole, levelId: level(3) };
    expect(await eventsOf(tenant.saveRoom(moved))).toEqual([
      [
        "vc.room.updated_v1",
        { room: { ...written, path: [1, 3].map(level), room_level_id: level(3) } },
      ],
    ]);
    expect(await eventsOf(tenant.deleteRoom(room(50)))).toEqual([
      ["vc.room.deleted_v1", { room: { room_id: room(50) } }],
    ]);
  });

  it("has a header of its own for each app, and the user_id only where the app may see it", async () => {
    const reader = createApp({ permissions: ["vc:room:readonly"] }, createRandom(2));
    const { tenant, told } = listening([subscribed, { ...subscribed, ...reader }]);
    await tenant.saveRoom(whole);
    const [first, second] = told;
    expect(told.map(({ appId }) => appId)).toEqual([app.appId, reader.appId]);
    expect(second?.event.header).toMatchObject({
      event_type: "vc.room.created_v1",
      create_time: String(startMs),
      token: reader.verificationToken,
      app_id: reader.appId,
    });
    expect(first?.event.header.event_id).toMatch(/^[0-9a-f]{32}$/);
    expect(second?.event.header.event_id).not.toBe(first?.event.header.event_id);
    const contacts = [{ open_id: openId(3), union_id: unionId(3), user_id: null }];
    expect(second?.event.event).toStrictEqual({
      room: { ...written, room_status: { ...written.room_status, contact_ids: contacts } },
    });
  });
});

describe("a change of a level", () => {
  it("is told of the level alone, whatever is below it", async () => {
    const { tenant, eventsOf } = listening();
    const created = await eventsOf(
      tenant.saveLevel({ levelId: level(9), name: "八层", parentId: level(3), customId: "8" }),
    );
    const own = {
      custom_group_id: "8",
      has_child: false,
      name: "八层",
      parent_id: level(3),
      path: [1, 3, 9].map(level),
      room_level_id: level(9),
    };
    expect(JSON.stringify(created)).toBe(
      JSON.stringify([["vc.room_level.created_v1", { room_level: own }]]),
    );
    const east = { levelId: level(2), name: "East", parentId: level(3) };
    expect(await eventsOf(tenant.saveLevel(east))).toEqual([
      [
        "vc.room_level.updated_v1",
        {
          room_level: {
            has_child: true,
            name: "East",
            parent_id: level(3),
            path: [1, 3, 2].map(level),
            room_level_id: level(2),
          },
        },
      ],
    ]);
    expect(await eventsOf(tenant.saveLevel({ levelId: level(1), name: "New" }))).toMatchObject([
      ["vc.room_level.updated_v1", { room_level: { parent_id: "", path: [level(1)] } }],
    ]);
    expect(await eventsOf(tenant.deleteLevel(level(3)))).toEqual([
      ["vc.room_level.deleted_v1", { delete_child: true, room_level_id: level(3) }],
    ]);
    expect(tenant.rooms.map(({ roomId }) => roomId)).toEqual([room(4)]);
  });

  it("that keeps what is below is refused where something is, and told as such where nothing is", async () => {
    const { tenant, told, eventsOf } = listening();
    for (const number of [2, 3]) {
      const refusal = await tenant.deleteLevel(level(number), { deleteChild: false });
      expect(refusal).toMatchObject({ reason: "wrong-level" });
    }
    expect(told).toEqual([]);
    await tenant.deleteRoom(room(3));
    told.length = 0;
    expect(await eventsOf(tenant.deleteLevel(level(3), { deleteChild: false }))).toEqual([
      ["vc.room_level.deleted_v1", { delete_child: false, room_level_id: level(3) }],
    ]);
  });
});

describe("a change that changes nothing", () => {
  it.each([
    ["fires", 2],
    ["silent", 0],
  ] as const)("is told as unchangedPatch says: %s", async (unchangedPatch, count) => {
    const { tenant, told } = listening([subscribed], { rules: { unchangedPatch } });
    await tenant.saveRoom({ ...roomOf(tenant, room(1)) });
    await tenant.saveLevel({ levelId: level(2), name: "East", parentId: level(1) });
    expect(told).toHaveLength(count);
    await tenant.saveRoom({ ...roomOf(tenant, room(1)), status: { enabled: false } });
    expect(told).toHaveLength(count + 1);
  });
});

it("an app hears of rooms from the moment it subscribes, and no default app does", async () => {
  const { tenant, told } = listening([app]);
  await tenant.saveRoom(whole);
  await tenant.deleteLevel(level(2));
  expect(told).toEqual([]);
  tenant.setApp({ ...app, events: ["vc.room.deleted_v1"] });
  await tenant.saveRoom({ ...whole, levelId: level(3) });
  await tenant.deleteRoom(room(50));
  expect(told.map(({ event }) => event.header.event_type)).toEqual(["vc.room.deleted_v1"]);
});

type Step = { readonly kind: string; readonly number: number; readonly at: number };

const steps = fc.array(
  fc.record({
    kind: fc.constantFrom("saveRoom", "deleteRoom", "saveLevel", "deleteLevel", "keepChildren"),
    /** Of the room or level; small, so that the same one comes again. */
    number: fc.integer({ min: 1, max: 6 }),
    /** The level it goes to; not all of them exist. */
    at: fc.integer({ min: 1, max: 6 }),
  }),
  { minLength: 20, maxLength: 20 },
);
const apps = fc.array(
  fc.record({
    events: fc.subarray([...roomEventTypes, ...app.events]),
    permissions: fc.subarray([
      "vc:room",
      "vc:room:readonly",
      "vc:rooms.roomlevel:read",
      "contact:user.employee_id:readonly",
    ] as const),
  }),
  { minLength: 1, maxLength: 3 },
);

function make(tenant: Tenant, { kind, number, at }: Step) {
  const status = { enabled: number % 2 === 0, contacts: [openId(at), openId(99)] };
  const aRoom = { ...whole, roomId: room(number), levelId: level(at), capacity: at, status };
  switch (kind) {
    case "saveRoom":
      return tenant.saveRoom(aRoom);
    case "deleteRoom":
      return tenant.deleteRoom(room(number));
    case "saveLevel":
      return tenant.saveLevel({ levelId: level(number), name: `L${at}`, parentId: level(at) });
    default:
      return tenant.deleteLevel(level(number), { deleteChild: kind === "deleteLevel" });
  }
}

/** From the outside: what there was and what there is now. */
function expected(before: Tenant["snapshot"], { kind, number }: Step): [string, string] {
  const { rooms, levels } = before();
  if (kind.endsWith("Room")) {
    const wasThere = rooms.some(({ roomId }) => roomId === room(number));
    const verb = kind === "deleteRoom" ? "deleted" : wasThere ? "updated" : "created";
    return [`vc.room.${verb}_v1`, room(number)];
  }
  const wasThere = levels.some(({ levelId }) => levelId === level(number));
  const verb = kind === "saveLevel" ? (wasThere ? "updated" : "created") : "deleted";
  return [`vc.room_level.${verb}_v1`, level(number)];
}

/** The event says what the tenant has after the change. */
function expectTruth(tenant: Tenant, { event }: Emission, seesUserIds: boolean): void {
  const content = event.event as Record<string, Record<string, unknown>>;
  const place = content["room"] ?? content["room_level"];
  if (event.header.event_type.includes("deleted")) return;
  const aRoom = tenant.findRoom(String(place?.["room_id"]));
  const levelId = aRoom?.levelId ?? String(place?.["room_level_id"]);
  expect(place).toMatchObject({
    path: tenant.pathTo(levelId).map((each) => each.levelId),
    room_level_id: levelId,
  });
  if (!aRoom) {
    const { name, parentId } = tenant.findLevel(levelId) ?? {};
    const has_child = tenant.childLevels(levelId).length > 0;
    expect(place).toMatchObject({ name, parent_id: parentId ?? "", has_child });
    return;
  }
  const people = (aRoom.status.contacts ?? []).flatMap((id) => {
    const person = tenant.findPerson(id, "open_id");
    return person ? [person] : [];
  });
  expect(place).toMatchObject({
    capacity: aRoom.capacity,
    room_status: {
      status: aRoom.status.enabled,
      contact_ids: people.map((person) => ({
        open_id: person.openId,
        union_id: person.unionId,
        user_id: seesUserIds ? person.userId : null,
      })),
    },
  });
}

async function expectLaws(
  given: readonly Pick<TenantApp, "events" | "permissions">[],
  story: readonly Step[],
): Promise<number> {
  const records: TenantRecord[] = [];
  const told: Emission[] = [];
  const own = given.map((each, index) => ({
    ...app,
    ...createApp({ permissions: each.permissions }, createRandom(index)),
    events: each.events,
  }));
  const tenant = createTenant({
    definition: { ...small, apps: own },
    random: createRandom(5),
    now: () => startMs,
    store: {
      append: (record) => Promise.resolve(void records.push(structuredClone(record))),
      close: () => Promise.resolve(),
    },
  });
  tenant.onEmission((emission) => Promise.resolve(void told.push(emission)));
  const begin = tenant.snapshot();
  let count = 0;
  for (const step of story) {
    const [eventType, subject] = expected(() => tenant.snapshot(), step);
    told.length = 0;
    const refusal = await make(tenant, step);
    const enough =
      eventType === "vc.room_level.deleted_v1"
        ? ["vc:room", "vc:room:readonly", "vc:rooms.roomlevel:read"]
        : ["vc:room", "vc:room:readonly"];
    const hearing = own.filter(
      ({ events, permissions }) =>
        events.includes(eventType) && permissions.some((each) => enough.includes(each)),
    );
    expect(told.map(({ appId, event }) => [appId, event.header.event_type])).toEqual(
      refusal ? [] : hearing.map(({ appId }) => [appId, eventType]),
    );
    for (const emission of told) {
      expect(JSON.stringify(emission.event.event)).toContain(subject);
      const { permissions = [] } = own.find(({ appId }) => appId === emission.appId) ?? {};
      expectTruth(tenant, emission, permissions.includes("contact:user.employee_id:readonly"));
    }
    count += told.length;
  }
  for (let turn = 0; turn < 10; turn++) await Promise.resolve();
  const replayed = createTenantState(JSON.parse(JSON.stringify(begin)) as typeof begin);
  for (const record of records) replayed.apply(record);
  const end = tenant.snapshot();
  expect(JSON.stringify(replayed.snapshot(tenant.apps))).toBe(JSON.stringify(end));
  expect(end.pending).toEqual([]);
  return count;
}

describe("for random changes of rooms and levels", () => {
  it("each fires exactly the documented event, to exactly the apps that subscribed and may hear it, and says what is so", async () => {
    let count = 0;
    await fc.assert(
      fc.asyncProperty(apps, steps, async (given, story) => {
        count += await expectLaws(given, story);
      }),
      { numRuns: 150, seed: 20_261_129, endOnFailure: true },
    );
    expect(count).toBeGreaterThan(300);
  });
});
