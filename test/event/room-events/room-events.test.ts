import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { createRandom } from "../../../src/base/random.js";
import { createApp, type Permission } from "../../../src/event/app.js";
import { mayReceiveRoomEvent } from "../../../src/event/room-events/may-receive-room-event.js";
import {
  roomEventTypes,
  type RoomEventType,
} from "../../../src/event/room-events/room-event-types.js";
import { readSample } from "../../../src/event/sample/read-sample.js";
import { createSampleType } from "../../../src/event/sample/sample-type.js";

const fileOf = (name: string): URL =>
  new URL(`../../../scenarios/events/${name}.json`, import.meta.url);
const sampleOf = (name: RoomEventType) =>
  readSample(JSON.parse(readFileSync(fileOf(name), "utf8")), name);

/** The paths of all keys, in the order in which they are written; items of lists are alike. */
const keysOf = (value: unknown, path = ""): string[] =>
  Array.isArray(value)
    ? keysOf(value[0], `${path}[]`)
    : typeof value === "object" && value !== null
      ? Object.entries(value).flatMap(([key, inner]) => [
          `${path}.${key}`,
          ...keysOf(inner, `${path}.${key}`),
        ])
      : [];

const roomKeys = [
  ".room",
  ".room.capacity",
  ".room.custom_room_id",
  ".room.description",
  ".room.device",
  ".room.device[].name",
  ".room.display_id",
  ".room.name",
  ".room.path",
  ".room.room_id",
  ".room.room_level_id",
  ".room.room_status",
  ".room.room_status.contact_ids",
  ".room.room_status.contact_ids[].open_id",
  ".room.room_status.contact_ids[].union_id",
  ".room.room_status.contact_ids[].user_id",
  ".room.room_status.disable_end_time",
  ".room.room_status.disable_notice",
  ".room.room_status.disable_reason",
  ".room.room_status.disable_start_time",
  ".room.room_status.resume_notice",
  ".room.room_status.schedule_status",
  ".room.room_status.status",
];
const levelKeys = [
  ".room_level",
  ".room_level.custom_group_id",
  ".room_level.has_child",
  ".room_level.name",
  ".room_level.parent_id",
  ".room_level.path",
  ".room_level.room_level_id",
];

describe("the sample that comes with mocklark of", () => {
  it.each<[RoomEventType, readonly string[]]>([
    ["vc.room.created_v1", roomKeys],
    ["vc.room.updated_v1", roomKeys],
    ["vc.room.deleted_v1", [".room", ".room.room_id"]],
    ["vc.room_level.created_v1", levelKeys],
    ["vc.room_level.updated_v1", levelKeys],
    ["vc.room_level.deleted_v1", [".delete_child", ".room_level_id"]],
  ])("%s has every documented field, in the order Feishu writes them", (name, keys) => {
    const written = JSON.parse(readFileSync(fileOf(name), "utf8")) as object;
    expect(keysOf(written)).toEqual([
      ".schema",
      ".header",
      ...["event_id", "token", "create_time", "event_type", "tenant_key", "app_id"].map(
        (key) => `.header.${key}`,
      ),
      ".event",
      ...keys.map((key) => `.event${key}`),
    ]);
    expect(sampleOf(name).header.event_type).toBe(name);
  });

  it.each(roomEventTypes)("%s is known by the id of its room or level", (name) => {
    const type = createSampleType(sampleOf(name));
    const hex = "7".repeat(32);
    const prefix = name.startsWith("vc.room_level.") ? "omb_" : "omm_";
    expect(type.subjectIdOf(type.withSubject(sampleOf(name), hex))).toBe(prefix + hex);
  });
});

it("a level's event is known by the level, however deep the one is from which its type was learnt", () => {
  const type = createSampleType(sampleOf("vc.room_level.created_v1"));
  const [root, own] = [`omb_${"1".repeat(32)}`, `omb_${"2".repeat(32)}`];
  const sample = sampleOf("vc.room_level.updated_v1");
  for (const path of [[own], [root, own], [root, "a", "b", "c", own]]) {
    const event = { room_level: { name: "x", parent_id: root, path, room_level_id: own } };
    expect(type.subjectIdOf({ ...sample, event })).toBe(own);
  }
});

describe("an app", () => {
  const anApp = (permission: Permission) =>
    createApp({ permissions: [permission] }, createRandom(1));

  it.each<[Permission, readonly RoomEventType[]]>([
    ["vc:room", roomEventTypes],
    ["vc:room:readonly", roomEventTypes],
    ["vc:rooms.roomlevel:read", ["vc.room_level.deleted_v1"]],
    ["vc:rooms.roomlevel:delete", ["vc.room_level.deleted_v1"]],
    ["vc:rooms.room:create", []],
    ["vc:rooms.room.basicinfo:read", []],
    ["contact:user.employee_id:readonly", []],
  ])("with %s may receive %j", (permission, types) => {
    expect(roomEventTypes.filter((type) => mayReceiveRoomEvent(anApp(permission), type))).toEqual(
      types,
    );
  });
});
