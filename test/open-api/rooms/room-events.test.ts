import { describe, expect, it } from "vitest";
import { roomEventTypes } from "../../../src/event/room-events/room-event-types.js";
import type { Emission } from "../../../src/tenant/tenant-record.js";
import { startOpenApi } from "../open-api-fixture.js";
import { ann, bob, levelIds, roomIds } from "../small-company.js";

const rooms = "/open-apis/vc/v1/rooms";
const levels = "/open-apis/vc/v1/room_levels";

async function startListening() {
  const fixture = await startOpenApi({ app: { events: [...roomEventTypes] } });
  const emissions = fixture.emissions as Emission[];
  const told = () => emissions.splice(0).map(({ event }) => [event.header.event_type, event.event]);
  const dataOf = async (...asked: Parameters<typeof fixture.ask>) => {
    const { body } = await fixture.ask(...asked);
    expect(body).toMatchObject({ code: 0 });
    return (body as { readonly data: Record<string, Record<string, unknown>> }).data;
  };
  return { ...fixture, told, dataOf };
}

const status = { status: false, disable_start_time: "1652356050", disable_end_time: "0" };

const byAllIds = ({ openId, unionId, userId }: typeof ann) => ({
  open_id: openId,
  union_id: unionId,
  user_id: userId,
});

describe("a call on rooms", () => {
  it("that creates or changes one fires an event that says what a GET says, with contacts by all their ids", async () => {
    const { dataOf, told } = await startListening();
    const { room } = await dataOf("post", `${rooms}?user_id_type=user_id`, {
      body: {
        name: "New",
        capacity: 8,
        room_level_id: levelIds.annex,
        description: "Quiet",
        custom_room_id: "N1",
        device: [{ name: "TV" }],
        room_status: { ...status, contact_ids: [ann.userId, bob.userId], disable_reason: "new" },
      },
    });
    const id = String(room?.["room_id"]);
    const asRead = async () => {
      const { room: found } = await dataOf("get", `${rooms}/${id}`);
      const contact_ids = [byAllIds(ann), byAllIds(bob)];
      return { ...found, room_status: { ...(found?.["room_status"] as object), contact_ids } };
    };
    expect(told()).toStrictEqual([["vc.room.created_v1", { room: await asRead() }]]);
    await dataOf("patch", `${rooms}/${id}`, { body: { name: "Newer", capacity: 9 } });
    expect(told()).toStrictEqual([["vc.room.updated_v1", { room: await asRead() }]]);
    await dataOf("delete", `${rooms}/${id}`);
    expect(told()).toStrictEqual([["vc.room.deleted_v1", { room: { room_id: id } }]]);
  });

  it("that is refused, or only reads, fires nothing", async () => {
    const { ask, told } = await startListening();
    const body = { name: "New", capacity: 8, room_level_id: "omb_x" };
    const answers = [
      await ask("post", rooms, { body }),
      await ask("patch", `${rooms}/${roomIds.blue}`, { body: { capacity: -1 } }),
      await ask("delete", `${rooms}/omm_x`),
      await ask("post", levels, { body: { name: "", parent_id: levelIds.root } }),
      await ask("post", `${levels}/del`, { body: { room_level_id: levelIds.tower } }),
    ];
    for (const answer of answers) expect(answer.body).not.toMatchObject({ code: 0 });
    await ask("get", `${rooms}/${roomIds.blue}`);
    await ask("get", levels);
    expect(told()).toEqual([]);
  });
});

describe("a call on levels", () => {
  it("fires an event that says what a GET says", async () => {
    const { dataOf, told } = await startListening();
    const body = { name: "Floor 3", parent_id: levelIds.annex, custom_group_id: "F3" };
    const { room_level: level } = await dataOf("post", levels, { body });
    const id = String(level?.["room_level_id"]);
    expect(told()).toStrictEqual([["vc.room_level.created_v1", { room_level: level }]]);
    const moved = { name: "Floor 4", parent_id: levelIds.tower };
    await dataOf("patch", `${levels}/${id}`, { body: moved });
    const { room_level: found } = await dataOf("get", `${levels}/${id}`);
    expect(found).toMatchObject(moved);
    expect(told()).toStrictEqual([["vc.room_level.updated_v1", { room_level: found }]]);
  });

  it.each([
    ["what is below goes with it", levelIds.tower, true],
    ["nothing is below it", levelIds.annex, false],
    ["the call says nothing of it", levelIds.annex, undefined],
  ])(
    "that deletes one fires one event, with delete_child as sent, when %s",
    async (_, id, sent) => {
      const { dataOf, told } = await startListening();
      await dataOf("post", `${levels}/del`, { body: { room_level_id: id, delete_child: sent } });
      expect(told()).toStrictEqual([
        ["vc.room_level.deleted_v1", { delete_child: sent ?? false, room_level_id: id }],
      ]);
    },
  );
});
