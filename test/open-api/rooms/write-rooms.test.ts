import { describe, expect, it } from "vitest";
import { createRoom } from "../../../src/open-api/rooms/create-room.js";
import { deleteRoom } from "../../../src/open-api/rooms/delete-room.js";
import { getRoom } from "../../../src/open-api/rooms/get-room.js";
import { patchRoom } from "../../../src/open-api/rooms/patch-room.js";
import type { Emission } from "../../../src/tenant/tenant-record.js";
import type { Tenant } from "../../../src/tenant/tenant.js";
import { dataOf, failureOf } from "../call-operation.js";
import { ann, blueRoom, bob, companyTenant, levelIds, roomIds } from "../small-company.js";

const notExist = [404, 121004, "data not exist"];
const paramError = [400, 121003, "param error"];
const cannotPut = [404, 125001, "cannot create/update room at this level"];

const timesOn = { time_config: { time_switch: 1 } } as const;

const blue = { path: { room_id: roomIds.blue } };

const roomIn = async (tenant: Tenant, room_id: string): Promise<Record<string, unknown>> =>
  (await dataOf(getRoom, tenant, { path: { room_id } }))["room"] as Record<string, unknown>;

/** What neither POST nor PATCH takes. */
const refused: readonly [string, Record<string, unknown>, unknown[]][] = [
  ["a level that does not exist", { room_level_id: "omb_x" }, cannotPut],
  ["a room for its level", { room_level_id: roomIds.red }, cannotPut],
  ["no name", { name: "" }, paramError],
  ["seats below 0", { capacity: -1 }, paramError],
  ["contacts who do not exist", status({ contact_ids: [ann.openId, "ou_x"] }), paramError],
  ["contacts by another kind of id", status({ contact_ids: [ann.userId] }), paramError],
  ["a time that is no number", status({ disable_start_time: "noon" }), paramError],
  ["a time before 1970", status({ disable_end_time: "-1" }), paramError],
  [
    "a time off that ends before it begins",
    status({ disable_start_time: "1652442450", disable_end_time: "1652356050" }),
    paramError,
  ],
];

function status(fields: object): Record<string, unknown> {
  return { room_status: { status: false, ...fields } };
}

describe("a new room", () => {
  const needed = { name: "New", capacity: 8, room_level_id: levelIds.annex };

  it("is answered as it is read afterwards, with ids of its own", async () => {
    const tenant = companyTenant();
    const body = {
      ...needed,
      description: "Quiet",
      custom_room_id: "N1",
      device: [{ name: "TV" }],
      room_status: {
        status: false,
        schedule_status: true,
        disable_start_time: "1652356050",
        disable_end_time: "0",
        contact_ids: [bob.userId],
      },
    };
    const { room } = await dataOf(createRoom, tenant, { body, userIdType: "user_id" });
    expect(room).toStrictEqual({
      room_id: expect.stringMatching(/^omm_[0-9a-f]{32}$/),
      display_id: expect.stringMatching(/^LM\d{9}$/),
      name: "New",
      capacity: 8,
      description: "Quiet",
      custom_room_id: "N1",
      room_level_id: levelIds.annex,
      path: [levelIds.root, levelIds.annex],
      device: [{ name: "TV" }],
      room_status: {
        status: false,
        schedule_status: false,
        disable_start_time: "1652356050",
        disable_end_time: "0",
        contact_ids: [bob.userId],
      },
    });
    const { room_id } = room as { room_id: string };
    expect(await roomIn(tenant, room_id)).toMatchObject({ ...needed, description: "Quiet" });
  });

  it("can be booked unless the call says otherwise", async () => {
    const { room } = await dataOf(createRoom, companyTenant(), { body: needed });
    expect(room).toMatchObject({ room_status: { status: true, schedule_status: true } });
  });

  it.each(refused)("is refused with %s", async (_, fields, error) => {
    const tenant = companyTenant();
    const body = { ...needed, ...fields };
    expect(await failureOf(createRoom, tenant, { body })).toEqual(error);
    expect(tenant.rooms).toHaveLength(3);
  });
});

describe("a change of a room", () => {
  it.each<[Record<string, unknown>, Record<string, unknown>]>([
    [{}, {}],
    [{ name: "Navy" }, { name: "Navy" }],
    [{ capacity: 0 }, { capacity: 0 }],
    [{ description: "" }, { description: "" }],
    [{ custom_room_id: "N" }, { custom_room_id: "N" }],
    [{ device: [] }, { device: [] }],
    [
      { room_level_id: levelIds.annex },
      { room_level_id: levelIds.annex, path: [levelIds.root, levelIds.annex] },
    ],
  ])("sets %j and nothing else", async (body, changed) => {
    const tenant = companyTenant();
    const before = await roomIn(tenant, roomIds.blue);
    expect(await dataOf(patchRoom, tenant, { ...blue, body })).toStrictEqual({});
    expect(await roomIn(tenant, roomIds.blue)).toStrictEqual({ ...before, ...changed });
  });

  it("keeps of the status what it does not name", async () => {
    const tenant = companyTenant();
    await dataOf(patchRoom, tenant, { ...blue, body: { room_status: { status: false } } });
    expect(tenant.findRoom(roomIds.blue)?.status).toEqual({ ...blueRoom.status, enabled: false });
  });

  it.each(refused)("is refused with %s", async (_, body, error) => {
    const tenant = companyTenant();
    const before = await roomIn(tenant, roomIds.blue);
    expect(await failureOf(patchRoom, tenant, { ...blue, body })).toEqual(error);
    expect(await roomIn(tenant, roomIds.blue)).toStrictEqual(before);
  });

  it("is a 404 for a room that does not exist", async () => {
    const call = { path: { room_id: "omm_x" }, body: { name: "New" } };
    expect(await failureOf(patchRoom, companyTenant(), call)).toEqual(notExist);
  });

  it("does not undo another made at the same time, however long keeping it takes", async () => {
    const tenant = companyTenant();
    const slow: Tenant = {
      ...tenant,
      saveRoom: (room) => Promise.resolve().then(() => tenant.saveRoom(room)),
    };
    await Promise.all([
      dataOf(patchRoom, slow, { ...blue, body: { name: "Navy" } }),
      dataOf(patchRoom, slow, { ...blue, body: { capacity: 12 } }),
    ]);
    expect(await roomIn(slow, roomIds.blue)).toMatchObject({ name: "Navy", capacity: 12 });
  });

  it("can be made after one that failed", async () => {
    const tenant = companyTenant();
    const full: Tenant = { ...tenant, saveRoom: () => Promise.reject(new Error("disk full")) };
    const change = { ...blue, body: { name: "Navy" } };
    await expect(dataOf(patchRoom, full, change)).rejects.toThrow("disk full");
    await expect(dataOf(deleteRoom, full, blue)).resolves.toEqual({});
  });
});

describe("the list of a level's rooms", () => {
  it("is that of the moment", async () => {
    const tenant = companyTenant();
    const names = (): string[] => tenant.roomsOn(levelIds.annex).map(({ name }) => name);
    expect(names()).toEqual([]);
    const body = { name: "New", capacity: 8, room_level_id: levelIds.annex };
    await dataOf(createRoom, tenant, { body });
    expect(names()).toEqual(["New"]);
    await dataOf(patchRoom, tenant, { ...blue, body: { room_level_id: levelIds.annex } });
    expect(names()).toEqual(["New", "Blue"]);
    await dataOf(patchRoom, tenant, { ...blue, body: { name: "Navy" } });
    expect(names()).toEqual(["New", "Navy"]);
    await dataOf(deleteRoom, tenant, blue);
    expect(names()).toEqual(["New"]);
  });
});

describe("a room that is deleted", () => {
  it("is gone, once", async () => {
    const tenant = companyTenant();
    expect(await dataOf(deleteRoom, tenant, blue)).toStrictEqual({});
    expect(await failureOf(getRoom, tenant, blue)).toEqual(notExist);
    expect(await failureOf(deleteRoom, tenant, blue)).toEqual(notExist);
  });
});

describe("the event of reserve limits", () => {
  it("is fired by no change of a room", async () => {
    const tenant = companyTenant();
    const emissions: Emission[] = [];
    tenant.onEmission((emission) => Promise.resolve(void emissions.push(emission)));
    const body = { name: "New", capacity: 8, room_level_id: levelIds.annex };
    await dataOf(createRoom, tenant, { body });
    await dataOf(patchRoom, tenant, { ...blue, body });
    await dataOf(deleteRoom, tenant, blue);
    expect(emissions).toEqual([]);
    // The tenant does tell of events, and that is how one would be seen.
    await tenant.updateReserveConfig({ scopeId: roomIds.red, scopeType: "room", change: timesOn });
    expect(emissions).toHaveLength(1);
  });
});
