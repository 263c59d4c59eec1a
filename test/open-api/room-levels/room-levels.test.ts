import { describe, expect, it } from "vitest";
import { createRoomLevel } from "../../../src/open-api/room-levels/create-room-level.js";
import { deleteRoomLevel } from "../../../src/open-api/room-levels/delete-room-level.js";
import { getRoomLevel } from "../../../src/open-api/room-levels/get-room-level.js";
import { listRoomLevels } from "../../../src/open-api/room-levels/list-room-levels.js";
import { mgetRoomLevels } from "../../../src/open-api/room-levels/mget-room-levels.js";
import { patchRoomLevel } from "../../../src/open-api/room-levels/patch-room-level.js";
import { searchRoomLevels } from "../../../src/open-api/room-levels/search-room-levels.js";
import type { Tenant } from "../../../src/tenant/tenant.js";
import { dataOf, failureOf } from "../call-operation.js";
import { companyTenant, levelIds, roomIds } from "../small-company.js";

const notExist = [404, 121004, "data not exist"];
const paramError = [400, 121003, "param error"];
const cannotPut = [404, 125001, "cannot create/update room at this level"];
const cannotDelete = [404, 125001, "cannot delete child at this level"];

const { root, tower, floor, annex } = levelIds;

const levelIn = async (tenant: Tenant, room_level_id: string): Promise<unknown> =>
  (await dataOf(getRoomLevel, tenant, { path: { room_level_id } }))["room_level"];

const namesIn = (levels: unknown): string[] =>
  (levels as readonly { readonly name: string }[]).map(({ name }) => name);

describe("a level", () => {
  it("is answered with every documented field", async () => {
    expect(await levelIn(companyTenant(), tower)).toStrictEqual({
      room_level_id: "omb_11111111111111111111111111111111",
      name: "Tower",
      parent_id: "omb_00000000000000000000000000000000",
      path: ["omb_00000000000000000000000000000000", "omb_11111111111111111111111111111111"],
      has_child: true,
      custom_group_id: "T1",
    });
  });

  it("without levels below has no child, whatever its rooms", async () => {
    expect(await levelIn(companyTenant(), floor)).toMatchObject({ has_child: false });
  });

  it("0 is the root, answered with its real id", async () => {
    expect(await levelIn(companyTenant(), "0")).toStrictEqual({
      room_level_id: root,
      name: "Example",
      parent_id: "",
      path: [root],
      has_child: true,
    });
  });

  it.each(["omb_x", roomIds.red])("%s does not exist", async (room_level_id) => {
    const call = { path: { room_level_id } };
    expect(await failureOf(getRoomLevel, companyTenant(), call)).toEqual(notExist);
  });
});

describe("several levels", () => {
  it("come by their ids, in the order asked for, without those that do not exist", async () => {
    const body = { level_ids: [annex, "omb_x", tower, annex] };
    const { items } = await dataOf(mgetRoomLevels, companyTenant(), { body });
    expect(namesIn(items)).toEqual(["Annex", "Tower"]);
  });

  it.each([
    ["F2", [floor]],
    ["F2,T1", [tower, floor]],
    ["none,T1,", [tower]],
    ["none", []],
  ])("come by the tenant's own ids %s", async (custom_level_ids, level_ids) => {
    const data = await dataOf(searchRoomLevels, companyTenant(), { query: { custom_level_ids } });
    expect(data).toStrictEqual({ level_ids });
  });
});

describe("the list of levels", () => {
  it.each([
    ["right below the root without a level", {}, ["Tower", "Annex"]],
    ["right below a level", { room_level_id: tower }, ["Floor 2"]],
    ["none below a level without levels", { room_level_id: annex }, []],
  ])("has those %s", async (_, query, names) => {
    const data = await dataOf(listRoomLevels, companyTenant(), { query });
    expect(namesIn(data["items"])).toEqual(names);
    expect(data["has_more"]).toBe(false);
    expect(data).not.toHaveProperty("page_token");
  });

  it("has pages", async () => {
    const first = await dataOf(listRoomLevels, companyTenant(), { query: { page_size: 1 } });
    expect(first).toMatchObject({ items: [{ name: "Tower" }], has_more: true, page_token: "1" });
    const query = { page_size: 1, page_token: "1" };
    const last = await dataOf(listRoomLevels, companyTenant(), { query });
    expect(last).toMatchObject({ items: [{ name: "Annex" }], has_more: false });
    expect(last).not.toHaveProperty("page_token");
  });

  it.each([
    [{ room_level_id: "omb_x" }, notExist],
    [{ page_token: "x" }, paramError],
    [{ page_size: -1 }, paramError],
  ])("is refused with %j", async (query, error) => {
    expect(await failureOf(listRoomLevels, companyTenant(), { query })).toEqual(error);
  });
});

describe("a new level", () => {
  it("is answered as it is read afterwards, with an id of its own", async () => {
    const tenant = companyTenant();
    const body = { name: "Floor 3", parent_id: tower, custom_group_id: "F3" };
    const { room_level: level } = await dataOf(createRoomLevel, tenant, { body });
    const { room_level_id: id } = level as { room_level_id: string };
    expect(id).toMatch(/^omb_[0-9a-f]{32}$/);
    expect(level).toStrictEqual({
      room_level_id: id,
      path: [root, tower, id],
      has_child: false,
      ...body,
    });
    expect(await levelIn(tenant, id)).toStrictEqual(level);
  });

  it.each([
    [{ name: "Floor 3", parent_id: "omb_x" }, cannotPut],
    [{ name: "Floor 3", parent_id: "0" }, cannotPut],
    [{ name: "Floor 3", parent_id: roomIds.red }, cannotPut],
    [{ name: "", parent_id: tower }, paramError],
  ])("is refused as %j", async (body, error) => {
    const tenant = companyTenant();
    expect(await failureOf(createRoomLevel, tenant, { body })).toEqual(error);
    expect(tenant.levels).toHaveLength(4);
  });
});

describe("a change of a level", () => {
  const patched = (id: string): { path: Record<string, string> } => ({
    path: { room_level_id: id },
  });

  it.each([
    ["its name", tower, { name: "Mast", parent_id: root }, { name: "Mast", custom_group_id: "T1" }],
    [
      "the tenant's own id",
      tower,
      { name: "Tower", parent_id: root, custom_group_id: "T2" },
      { name: "Tower", custom_group_id: "T2" },
    ],
    ["its parent", floor, { name: "Floor 2", parent_id: annex }, { path: [root, annex, floor] }],
    [
      "the root's name",
      root,
      { name: "Company", parent_id: "" },
      { name: "Company", path: [root] },
    ],
  ])("sets %s", async (_, id, body, changed) => {
    const tenant = companyTenant();
    expect(await dataOf(patchRoomLevel, tenant, { ...patched(id), body })).toStrictEqual({});
    expect(await levelIn(tenant, id)).toMatchObject(changed);
  });

  it.each([
    ["below itself", tower, { name: "Tower", parent_id: tower }, cannotPut],
    ["below a level below it", tower, { name: "Tower", parent_id: floor }, cannotPut],
    ["below a level that does not exist", tower, { name: "Tower", parent_id: "omb_x" }, cannotPut],
    ["of the root to another", root, { name: "Example", parent_id: tower }, cannotPut],
    ["of the root to itself", root, { name: "Example", parent_id: root }, cannotPut],
    ["to the root's place", tower, { name: "Tower", parent_id: "" }, cannotPut],
    ["without a name", tower, { name: "", parent_id: root }, paramError],
    ["of none", "omb_x", { name: "Tower", parent_id: root }, notExist],
  ])("is refused %s", async (_, id, body, error) => {
    const tenant = companyTenant();
    const before = tenant.snapshot();
    expect(await failureOf(patchRoomLevel, tenant, { ...patched(id), body })).toEqual(error);
    expect(tenant.snapshot()).toEqual(before);
  });

  it("does not let two levels go below each other at the same time", async () => {
    const tenant = companyTenant();
    const slow: Tenant = {
      ...tenant,
      saveLevel: (level) => Promise.resolve().then(() => tenant.saveLevel(level)),
    };
    const moved = dataOf(patchRoomLevel, slow, {
      ...patched(tower),
      body: { name: "Tower", parent_id: annex },
    });
    const error = failureOf(patchRoomLevel, slow, {
      ...patched(annex),
      body: { name: "Annex", parent_id: tower },
    });
    expect([await moved, await error]).toEqual([{}, cannotPut]);
  });
});

describe("a level that is deleted", () => {
  it.each([
    ["without anything on it", { room_level_id: annex }],
    ["without anything on it, and told so", { room_level_id: annex, delete_child: false }],
  ])("is gone %s", async (_, body) => {
    const tenant = companyTenant();
    expect(await dataOf(deleteRoomLevel, tenant, { body })).toStrictEqual({});
    expect(tenant.findLevel(annex)).toBeUndefined();
  });

  it("takes everything below with it on demand", async () => {
    const tenant = companyTenant();
    const body = { room_level_id: tower, delete_child: true };
    expect(await dataOf(deleteRoomLevel, tenant, { body })).toStrictEqual({});
    expect(tenant.levels.map(({ levelId }) => levelId)).toEqual([root, annex]);
    expect(tenant.rooms).toEqual([]);
  });

  it.each([
    ["with levels on it", { room_level_id: tower }, cannotDelete],
    ["with rooms on it", { room_level_id: floor, delete_child: false }, cannotDelete],
    ["that is the root", { room_level_id: root, delete_child: true }, cannotDelete],
    ["that does not exist", { room_level_id: "omb_x" }, notExist],
  ])("stays: one %s", async (_, body, error) => {
    const tenant = companyTenant();
    const before = tenant.snapshot();
    expect(await failureOf(deleteRoomLevel, tenant, { body })).toEqual(error);
    expect(tenant.snapshot()).toEqual(before);
  });
});
