import { describe, expect, it } from "vitest";
import { createTenant } from "../../src/tenant/create-tenant.js";
import { createRandom } from "../../src/base/random.js";
import {
  definition,
  level,
  openId,
  read,
  room,
  roomOf,
  scopeOf,
  smallTenant,
} from "./small-tenant.js";

const limits = (max_duration: number) => ({ time_config: { time_switch: 1, max_duration } });
const ids = (places: readonly ({ levelId: string } | { roomId: string })[]) =>
  places.map((place) => ("roomId" in place ? place.roomId : place.levelId));

describe("the tree of levels and rooms", () => {
  it("is looked up from every side", () => {
    const { tenant } = smallTenant();
    expect(ids(tenant.pathTo(level(4)))).toEqual([level(1), level(2), level(4)]);
    expect(tenant.pathTo(level(9))).toEqual([]);
    expect(ids(tenant.childLevels(level(1)))).toEqual([level(2), level(3)]);
    expect(ids(tenant.roomsOn(level(4)))).toEqual([room(1), room(2)]);
    expect(tenant.roomsOn(level(2))).toEqual([]);
    expect(tenant.findRoom(room(3))?.name).toBe("Room 3");
    expect(tenant.findLevel(level(3))?.name).toBe("West");
    expect(tenant.findRoom(level(3))).toBeUndefined();
    expect(
      [scopeOf(room(1)), scopeOf(level(1)), scopeOf(room(9))].map((it) => tenant.hasScope(it)),
    ).toEqual([true, true, false]);
  });

  it("takes on new rooms and levels, with fresh ids", async () => {
    const { tenant } = smallTenant();
    const levelId = tenant.newLevelId();
    const roomId = tenant.newRoomId();
    expect(levelId).toMatch(/^omb_[0-9a-f]{32}$/);
    expect(roomId).toMatch(/^omm_[0-9a-f]{32}$/);
    expect(tenant.newDisplayId()).toMatch(/^LM[1-9]\d{8}$/);
    await tenant.saveLevel({ levelId, name: "West 1", parentId: level(3) });
    const known = { ...roomOf(definition, room(1)), roomId, levelId };
    await tenant.saveRoom(known);
    expect(tenant.roomsOn(levelId)).toEqual([known]);
    expect(tenant.rooms.at(-1)).toEqual(known);
    expect(ids(tenant.levels)).toEqual([1, 2, 3, 4].map(level).concat(levelId));
  });

  it("gives a new room the limits of its level, and a moved one those of its new level", async () => {
    const { tenant, update } = smallTenant();
    await update(level(2), limits(7));
    await update(level(3), limits(9));
    const moved = roomOf(tenant, room(1));
    await tenant.saveRoom({ ...moved, roomId: room(50) });
    expect(read(tenant, room(50)).time_config.max_duration).toBe(7);
    await tenant.saveRoom({ ...moved, levelId: level(3) });
    expect(read(tenant, room(1)).time_config.max_duration).toBe(9);
    expect(ids(tenant.roomsOn(level(4)))).toEqual([room(2), room(50)]);
    expect(ids(tenant.roomsOn(level(3)))).toEqual([room(3), room(1)]);
  });

  it("lets a room that moves keep limits of its own", async () => {
    const { tenant, update } = smallTenant();
    await update(room(1), limits(5));
    await tenant.saveRoom({ ...roomOf(tenant, room(1)), levelId: level(3) });
    expect(read(tenant, room(1)).time_config.max_duration).toBe(5);
  });

  it("moves a level with all that is below it", async () => {
    const { tenant, update } = smallTenant();
    await update(level(3), limits(9));
    await tenant.saveLevel({ levelId: level(2), name: "East", parentId: level(3) });
    expect(ids(tenant.pathTo(level(4)))).toEqual([1, 3, 2, 4].map(level));
    expect(read(tenant, room(1)).time_config.max_duration).toBe(9);
    expect(ids(tenant.levels)).toEqual([1, 3, 2, 4].map(level));
  });

  it("loses what is below a deleted level, and the limits of all of it", async () => {
    const { tenant, update } = smallTenant();
    await update(room(1), limits(5));
    await update(level(4), {
      ...limits(6),
      time_config: { time_switch: 1, if_cover_child_scope: false },
    });
    await tenant.setSideBlock(scopeOf(room(1)), "admin", { users: [] });
    const former = roomOf(tenant, room(1));
    await tenant.deleteLevel(level(2));
    expect(ids(tenant.levels)).toEqual([level(1), level(3)]);
    expect(ids(tenant.rooms)).toEqual([room(3), room(4)]);
    expect(tenant.snapshot().blocks).toEqual([]);
    await tenant.saveRoom({ ...former, levelId: level(3) });
    expect(read(tenant, room(1)).time_config.max_duration).toBe(2);
  });

  it("loses a room with its limits", async () => {
    const { tenant, update } = smallTenant();
    await update(room(1), limits(5));
    expect(await tenant.deleteRoom(room(1))).toBeUndefined();
    expect(tenant.findRoom(room(1))).toBeUndefined();
    expect(ids(tenant.roomsOn(level(4)))).toEqual([room(2)]);
    expect(tenant.snapshot().blocks).toEqual([]);
    expect(await update(room(1), limits(5))).toMatchObject({ reason: "unknown-scope" });
  });

  const aRoom = roomOf(definition, room(1));
  type SmallTenant = ReturnType<typeof smallTenant>["tenant"];
  it.each<[string, (tenant: SmallTenant) => Promise<unknown>, string]>([
    ["a room on no level", (it) => it.saveRoom({ ...aRoom, levelId: level(9) }), "wrong-level"],
    ["a second root", (it) => it.saveLevel({ levelId: level(9), name: "x" }), "wrong-level"],
    [
      "a level below itself",
      (it) => it.saveLevel({ levelId: level(2), name: "x", parentId: level(4) }),
      "wrong-level",
    ],
    [
      "a level on itself",
      (it) => it.saveLevel({ levelId: level(2), name: "x", parentId: level(2) }),
      "wrong-level",
    ],
    [
      "the root below another",
      (it) => it.saveLevel({ levelId: level(1), name: "x", parentId: level(2) }),
      "wrong-level",
    ],
    [
      "a level without its parent",
      (it) => it.saveLevel({ levelId: level(8), name: "x", parentId: level(9) }),
      "wrong-level",
    ],
    ["the deletion of the root", (it) => it.deleteLevel(level(1)), "wrong-level"],
    ["the deletion of no level", (it) => it.deleteLevel(level(9)), "data-not-exist"],
    ["the deletion of no room", (it) => it.deleteRoom(room(9)), "data-not-exist"],
    ["a block of no scope", (it) => it.setSideBlock(scopeOf(room(9)), "form", {}), "unknown-scope"],
  ])("refuses %s", async (_name, change, reason) => {
    const { tenant } = smallTenant();
    const before = JSON.stringify(tenant.snapshot());
    expect(await change(tenant)).toMatchObject({ kind: "refused", reason });
    expect(JSON.stringify(tenant.snapshot())).toBe(before);
  });

  it("is renamed at its root", async () => {
    const { tenant } = smallTenant();
    await tenant.saveLevel({ levelId: level(1), name: "New" });
    expect(tenant.levels[0]).toEqual({ levelId: level(1), name: "New" });
  });
});

describe("the form, admin and disable_inform blocks", () => {
  it.each(["form", "disable_inform"] as const)("%s of a level holds below it", async (name) => {
    const { tenant } = smallTenant();
    const block = { if_cover_child_scope: true, informed_users: [openId(1)] };
    await tenant.setSideBlock(scopeOf(room(1)), name, { own: 1 });
    await tenant.setSideBlock(scopeOf(level(2)), name, block);
    expect(tenant.sideBlock(scopeOf(level(2)), name)).toEqual(block);
    expect(tenant.sideBlock(scopeOf(room(1)), name)).toEqual({ informed_users: [openId(1)] });
    expect(tenant.sideBlock(scopeOf(room(3)), name)).toBeUndefined();
    await tenant.setSideBlock(scopeOf(level(2)), name, { if_cover_child_scope: false, only: 1 });
    expect(tenant.sideBlock(scopeOf(room(1)), name)).toEqual({ informed_users: [openId(1)] });
  });

  it("admin, which has no flag, is everybody's own, and none fires an event", async () => {
    const { tenant, emitted } = smallTenant();
    await tenant.setSideBlock(scopeOf(level(2)), "admin", { users: [openId(1)] });
    expect(tenant.sideBlock(scopeOf(level(2)), "admin")).toEqual({ users: [openId(1)] });
    expect(tenant.sideBlock(scopeOf(room(1)), "admin")).toBeUndefined();
    expect(emitted).toEqual([]);
  });
});

describe("a definition", () => {
  const create = (changes: Partial<typeof definition>) =>
    createTenant({
      definition: { ...definition, ...changes },
      random: createRandom(1),
      now: () => 0,
    });

  it("sets limits without an event, from the top down, whatever their order", () => {
    const tenant = create({
      limits: [
        { scopeId: room(1), time_config: { time_switch: 1, max_duration: 5 } },
        { scopeId: level(4), time_config: { time_switch: 1, max_duration: 4 } },
        { scopeId: level(1), time_config: { time_switch: 1, max_duration: 3 } },
      ],
    });
    const hours = [room(1), room(2), room(3), level(1)].map(
      (scopeId) => read(tenant, scopeId).time_config.max_duration,
    );
    expect(hours).toEqual([5, 4, 3, 3]);
    expect(tenant.snapshot().pending).toEqual([]);
  });

  it.each([
    ["limits of nothing", { limits: [{ scopeId: room(9) }] }, "There is no"],
    [
      "limits that break a rule",
      { limits: [{ scopeId: room(1), time_config: { time_switch: 1, max_duration: 0 } as const }] },
      `Failed to create the tenant: the limits of ${room(1)} are refused: time_config.max_duration`,
    ],
    ["a level without its parent", { levels: definition.levels.slice(1) }, "hangs on no root"],
    [
      "a circle of levels",
      {
        levels: [
          { levelId: level(1), name: "", parentId: level(2) },
          { levelId: level(2), name: "", parentId: level(1) },
        ],
      },
      "hangs on no root",
    ],
    [
      "two roots",
      { levels: [...definition.levels, { levelId: level(9), name: "" }] },
      "2 levels without a parent",
    ],
    [
      "a circle of departments",
      {
        departments: [
          { departmentId: "od-1", customId: "d1", name: "", parentId: "od-2" },
          { departmentId: "od-2", customId: "d2", name: "", parentId: "od-1" },
        ],
      },
      "department od-1 hangs on no root",
    ],
    ["people in no department", { departments: [] }, "which does not exist"],
    ["a room on no level", { levels: definition.levels.slice(0, 3) }, "which does not exist"],
  ])("with %s is refused", (_name, changes, message) => {
    expect(() => create(changes)).toThrow(
      expect.objectContaining({
        code: "INVALID_DOCUMENT",
        message: expect.stringContaining(message) as string,
      }),
    );
  });
});
