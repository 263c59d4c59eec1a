import { describe, expect, it } from "vitest";
import { searchRooms } from "../../../src/open-api/rooms/search-rooms.js";
import type { ReserveScopeConfigChange } from "../../../src/tenant/reserve-config-change.js";
import type { ScopeReference, Tenant } from "../../../src/tenant/tenant.js";
import { dataOf, failureOf } from "../call-operation.js";
import {
  ann,
  bob,
  companyTenant,
  departmentIds,
  levelIds,
  manyRooms,
  roomIds,
} from "../small-company.js";

/** Limits who may book a room, or everything on a level; everybody may book the others. */
async function companyWhere(
  scope: ScopeReference,
  limits: Partial<ReserveScopeConfigChange>,
): Promise<Tenant> {
  const tenant = companyTenant();
  const result = await tenant.updateReserveConfig({
    ...scope,
    change: { reserve_scope_config: { allow_all_users: 0, ...limits } },
  });
  expect(result).toMatchObject({ kind: "updated" });
  return tenant;
}

const blueRoom = { scopeId: roomIds.blue, scopeType: "room" } as const;

async function found(tenant: Tenant, body: object, user = ann): Promise<string[]> {
  const { rooms } = await dataOf(searchRooms, tenant, { body: { ...body }, user });
  return (rooms as readonly { readonly name: string }[]).map(({ name }) => name);
}

describe("the search for rooms", () => {
  it("is for users alone", async () => {
    expect(searchRooms.tokens).toEqual(["user"]);
    expect(await failureOf(searchRooms, companyTenant())).toEqual([404, 121005, "no permission"]);
  });

  it.each<[string, ReserveScopeConfigChange, boolean]>([
    ["everybody", { allow_all_users: 1 }, true],
    ["the user", { allow_users: [{ user_id: ann.openId }] }, true],
    ["another", { allow_users: [{ user_id: bob.openId }] }, false],
    ["the user's department", { allow_depts: [{ department_id: departmentIds.platform }] }, true],
    ["one above it", { allow_depts: [{ department_id: departmentIds.engineering }] }, true],
    ["another department", { allow_depts: [{ department_id: departmentIds.sales }] }, false],
  ])("finds a room that is for %s or not", async (_, limits, isFound) => {
    const names = await found(await companyWhere(blueRoom, limits), {});
    expect(names).toEqual(isFound ? ["Blue", "Green", "Red"] : ["Green", "Red"]);
  });

  it("heeds what holds for the level of a room", async () => {
    const floor = { scopeId: levelIds.floor, scopeType: "level" } as const;
    const tenant = await companyWhere(floor, { allow_users: [{ user_id: bob.openId }] });
    expect(await found(tenant, {})).toEqual(["Red"]);
    expect(await found(tenant, {}, bob)).toEqual(["Blue", "Green", "Red"]);
  });

  it.each([
    ["a part of the name in any case", { keyword: "RE" }, ["Green", "Red"]],
    ["no level's name by itself", { keyword: "floor" }, []],
    ["a level's name on demand", { keyword: "floor", search_level_name: true }, ["Blue", "Green"]],
    ["the name of a level further up", { keyword: "tower", search_level_name: true }, 3],
    ["rooms below a level", { room_level_id: levelIds.floor }, ["Blue", "Green"]],
    ["a keyword below a level", { keyword: "re", room_level_id: levelIds.floor }, ["Green"]],
    ["the tenant's own ids", { custom_room_ids: ["R", "1234", "none"] }, ["Blue", "Red"]],
    ["those ids whatever else is asked", { custom_room_ids: ["R"], keyword: "Blue" }, ["Red"]],
    ["by the keyword when there are none", { custom_room_ids: [], keyword: "Blue" }, ["Blue"]],
  ])("finds %s", async (_, body, names) => {
    const all = await found(companyTenant(), body);
    expect(typeof names === "number" ? all.length : all).toEqual(names);
  });

  it("counts pages over what it found", async () => {
    const tenant = companyTenant({ rooms: manyRooms(25) });
    const call = { user: ann, body: { keyword: "room 1" } };
    const first = await dataOf(searchRooms, tenant, call);
    expect(first).toMatchObject({ has_more: true, page_token: "10" });
    const body = { keyword: "room 1", page_token: "10" };
    const last = await dataOf(searchRooms, tenant, { user: ann, body });
    // "Room 1" and "Room 10" to "Room 19".
    expect(last["rooms"]).toMatchObject([{ name: "Room 19" }]);
    expect(last).not.toHaveProperty("page_token");
  });

  it.each([
    [{ page_token: "x" }, [400, 121003, "param error"]],
    [{ room_level_id: "omb_x" }, [404, 121004, "data not exist"]],
  ])("is refused with %j", async (body, error) => {
    expect(await failureOf(searchRooms, companyTenant(), { user: ann, body })).toEqual(error);
  });
});
