import { describe, expect, it } from "vitest";
import { getRoom } from "../../../src/open-api/rooms/get-room.js";
import { listRooms } from "../../../src/open-api/rooms/list-rooms.js";
import { mgetRooms } from "../../../src/open-api/rooms/mget-rooms.js";
import type { UserIdType } from "../../../src/tenant/reserve-config-change.js";
import { dataOf, failureOf } from "../call-operation.js";
import { ann, companyTenant, levelIds, manyRooms, roomIds } from "../small-company.js";

const notExist = [404, 121004, "data not exist"];
const paramError = [400, 121003, "param error"];

const namesIn = (rooms: unknown): string[] =>
  (rooms as readonly { readonly name: string }[]).map(({ name }) => name);

describe("a room", () => {
  it("is answered with every documented field", async () => {
    const data = await dataOf(getRoom, companyTenant(), { path: { room_id: roomIds.blue } });
    expect(data).toStrictEqual({
      room: {
        room_id: "omm_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        name: "Blue",
        capacity: 10,
        description: "By the lift",
        display_id: "LM134742334",
        custom_room_id: "1234",
        room_level_id: "omb_22222222222222222222222222222222",
        path: [
          "omb_00000000000000000000000000000000",
          "omb_11111111111111111111111111111111",
          "omb_22222222222222222222222222222222",
        ],
        room_status: {
          status: true,
          schedule_status: true,
          disable_start_time: "1652356050",
          disable_end_time: "1652442450",
          disable_reason: "painting",
          contact_ids: ["ou_11111111111111111111111111111111"],
          disable_notice: true,
          resume_notice: false,
        },
        device: [{ name: "phone" }],
      },
    });
  });

  it("is answered without what nobody set", async () => {
    const data = await dataOf(getRoom, companyTenant(), { path: { room_id: roomIds.green } });
    expect(data["room"]).toStrictEqual({
      room_id: roomIds.green,
      name: "Green",
      capacity: 4,
      display_id: "LM134742335",
      room_level_id: levelIds.floor,
      path: [levelIds.root, levelIds.tower, levelIds.floor],
      room_status: { status: true, schedule_status: true },
      device: [],
    });
  });

  it("that is off for ever stays off", async () => {
    const data = await dataOf(getRoom, companyTenant(), { path: { room_id: roomIds.red } });
    expect(data["room"]).toMatchObject({
      room_status: { status: false, schedule_status: false, disable_end_time: "0" },
    });
  });

  it.each<[UserIdType, string]>([
    ["open_id", ann.openId],
    ["union_id", ann.unionId],
    ["user_id", ann.userId],
  ])("names its contacts by %s", async (userIdType, id) => {
    const call = { path: { room_id: roomIds.blue }, userIdType };
    const { room } = await dataOf(getRoom, companyTenant(), call);
    expect(room).toMatchObject({ room_status: { contact_ids: [id] } });
  });

  it("that does not exist is a 404", async () => {
    const path = { room_id: levelIds.root };
    expect(await failureOf(getRoom, companyTenant(), { path })).toEqual(notExist);
  });
});

describe("several rooms", () => {
  it("come in the order asked for, each once, without those that do not exist", async () => {
    const room_ids = [roomIds.red, "omm_x", roomIds.blue, roomIds.red];
    const { items } = await dataOf(mgetRooms, companyTenant(), { body: { room_ids } });
    expect(namesIn(items)).toEqual(["Red", "Blue"]);
  });
});

describe("the list of rooms", () => {
  it.each([
    ["the whole tenant without a level", {}, ["Blue", "Green", "Red"]],
    ["everything below a level", { room_level_id: levelIds.tower }, ["Red", "Blue", "Green"]],
    ["what is on a level without levels", { room_level_id: levelIds.floor }, ["Blue", "Green"]],
    ["nothing on an empty level", { room_level_id: levelIds.annex }, []],
  ])("has %s", async (_, query, names) => {
    const data = await dataOf(listRooms, companyTenant(), { query });
    expect(namesIn(data["rooms"])).toEqual(names);
    expect(data["has_more"]).toBe(false);
    expect(data).not.toHaveProperty("page_token");
  });

  it.each([
    ["by itself", {}, 10],
    ["as the rule says", { rules: 25 }, 25],
    ["as asked", { page_size: 100 }, 100],
  ])("has pages %s", async (_, { rules, page_size }: Record<string, number>, size) => {
    const tenant = companyTenant({ rooms: manyRooms(101) });
    const call = { query: page_size ? { page_size } : {} };
    const { defaultOpenApiRules } = await import("../../../src/open-api/open-api-rules.js");
    const data = await dataOf(listRooms, tenant, {
      ...call,
      ...(rules && { rules: { ...defaultOpenApiRules, pageSize: rules } }),
    });
    expect(data["rooms"]).toHaveLength(size);
    expect(data).toMatchObject({ has_more: true, page_token: String(size) });
  });

  it.each([{}, { room_level_id: levelIds.root }])(
    "has each room once over its pages: %j",
    async (level) => {
      const tenant = companyTenant({ rooms: manyRooms(25) });
      const pages: number[] = [];
      const names: string[] = [];
      let page_token: unknown = "";
      do {
        const data = await dataOf(listRooms, tenant, { query: { page_token, ...level } });
        names.push(...namesIn(data["rooms"]));
        pages.push((data["rooms"] as unknown[]).length);
        page_token = data["page_token"];
      } while (page_token !== undefined);
      expect(pages).toEqual([10, 10, 5]);
      expect(names).toEqual(manyRooms(25).map(({ name }) => name));
    },
  );

  it.each([
    ["of a level that does not exist", { room_level_id: "omb_x" }, notExist],
    ["from a token of somebody else's", { page_token: "next" }, paramError],
    ["without items on a page", { page_size: 0 }, paramError],
  ])("is refused %s", async (_, query, error) => {
    expect(await failureOf(listRooms, companyTenant(), { query })).toEqual(error);
  });
});
