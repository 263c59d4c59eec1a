import { describe, expect, it } from "vitest";
import { openCompany } from "./company-port.js";
import { ann, bob, departmentIds, eve, levelIds, manyRooms, roomIds } from "./small-company.js";

/** What the official client iterates over. */
async function namesIn(pages: AsyncIterable<unknown>, list: string): Promise<string[]> {
  const names: string[] = [];
  for await (const page of pages) {
    const items = (page as Record<string, readonly { readonly name: string }[] | undefined>)[list];
    names.push(...(items ?? []).map(({ name }) => name));
  }
  return names;
}

describe("the official Node client", () => {
  it("creates a room, changes, reads and deletes it", async () => {
    const { client } = await openCompany();
    const created = await client.vc.room.create({
      params: { user_id_type: "open_id" },
      data: {
        name: "New",
        capacity: 8,
        room_level_id: levelIds.annex,
        room_status: { status: true, contact_ids: [ann.openId] },
        device: [{ name: "TV" }],
      },
    });
    const room_id = created.data?.room?.room_id ?? "";
    const path = { room_id };
    expect(await client.vc.room.patch({ path, data: { capacity: 9 } })).toMatchObject({ code: 0 });
    expect(await client.vc.room.get({ path })).toMatchObject({
      code: 0,
      data: { room: { ...created.data?.room, capacity: 9 } },
    });
    const found = await client.vc.room.mget({ data: { room_ids: [room_id, roomIds.blue] } });
    expect(found.data?.items).toMatchObject([{ name: "New" }, { name: "Blue" }]);
    expect(await client.vc.room.delete({ path })).toMatchObject({ code: 0 });
    await expect(client.vc.room.get({ path })).rejects.toMatchObject({
      response: { status: 404, data: { code: 121004, msg: "data not exist" } },
    });
  });

  it("iterates over all rooms, page by page", async () => {
    const { client } = await openCompany({ rooms: manyRooms(25) });
    const pages = await client.vc.room.listWithIterator({ params: { page_size: 10 } });
    expect(await namesIn(pages, "rooms")).toEqual(manyRooms(25).map(({ name }) => name));
  });

  it("searches rooms as a user", async () => {
    const { client, asAnn } = await openCompany();
    const found = await client.vc.room.search({ data: { keyword: "blue" } }, asAnn);
    expect(found).toMatchObject({
      code: 0,
      data: { rooms: [{ room_id: roomIds.blue }], has_more: false },
    });
    expect(found.data).not.toHaveProperty("page_token");
  });

  it("creates a level, moves, finds and deletes it", async () => {
    const { client } = await openCompany();
    const root = await client.vc.roomLevel.get({ path: { room_level_id: "0" } });
    expect(root.data?.room_level?.room_level_id).toBe(levelIds.root);
    const { data } = await client.vc.roomLevel.create({
      data: { name: "Shed", parent_id: levelIds.root, custom_group_id: "S" },
    });
    const room_level_id = data?.room_level?.room_level_id ?? "";
    const path = { room_level_id };
    await client.vc.roomLevel.patch({ path, data: { name: "Shed", parent_id: levelIds.annex } });
    const moved = await client.vc.roomLevel.mget({ data: { level_ids: [room_level_id] } });
    expect(moved.data?.items).toMatchObject([
      { name: "Shed", path: [levelIds.root, levelIds.annex, room_level_id] },
    ]);
    const found = await client.vc.roomLevel.search({ params: { custom_level_ids: "S,T1" } });
    expect(found.data?.level_ids).toEqual([levelIds.tower, room_level_id]);
    await client.vc.roomLevel.del({ data: { room_level_id, delete_child: true } });
    const pages = await client.vc.roomLevel.listWithIterator({ params: { page_size: 1 } });
    expect(await namesIn(pages, "items")).toEqual(["Tower", "Annex"]);
  });

  it("looks people up", async () => {
    const { client } = await openCompany();
    const { user } = client.contact;
    const one = await user.get({ path: { user_id: ann.openId } });
    expect(one.data?.user).toMatchObject({ name: "Ann", user_id: ann.userId });
    const batch = await user.batch({ params: { user_ids: [bob.openId] } });
    expect(batch.data?.items).toMatchObject([{ name: "Bob" }]);
    const both = await user.batch({
      params: { user_ids: [ann.userId, bob.userId], user_id_type: "user_id" },
    });
    expect(both.data?.items).toHaveLength(2);
    const pages = await user.findByDepartmentWithIterator({ params: { department_id: "0" } });
    expect(await namesIn(pages, "items")).toEqual([eve.name]);
  });

  it("looks departments up", async () => {
    const { client } = await openCompany();
    const { department } = client.contact;
    const one = await department.get({ path: { department_id: departmentIds.platform } });
    expect(one.data?.department).toMatchObject({ name: "Platform", department_id: "D002" });
    const two = await department.batch({
      params: { department_ids: [departmentIds.sales, departmentIds.platform] },
    });
    expect(two.data?.items).toMatchObject([{ name: "Sales" }, { name: "Platform" }]);
    const pages = await department.childrenWithIterator({
      path: { department_id: "0" },
      params: { fetch_child: true, page_size: 1 },
    });
    expect(await namesIn(pages, "items")).toEqual(["Engineering", "Platform", "Sales"]);
  });

  it("asks for addresses and connections", async () => {
    const { client } = await openCompany();
    expect(await client.event.outboundIp.list()).toMatchObject({
      data: { ip_list: ["127.0.0.1"], has_more: false },
    });
    expect(await client.event.connection.get()).toEqual({
      code: 0,
      data: { online_instance_cnt: 0 },
      msg: "",
    });
  });
});
