import type { Random } from "../base/random.js";
import type { TenantLevel } from "./company.js";
import type { PlaceTree } from "./place-tree.js";
import { type Refusal, refused } from "./refusal.js";
import type { TenantRecord } from "./tenant-record.js";
import type { Tenant } from "./tenant.js";

type PlaceChanges = Pick<
  Tenant,
  | "saveRoom"
  | "deleteRoom"
  | "saveLevel"
  | "deleteLevel"
  | "newRoomId"
  | "newLevelId"
  | "newDisplayId"
>;

/** The changes to rooms and levels; each is refused where it would tear the tree. */
export function createPlaceChanges(
  places: PlaceTree,
  {
    random,
    keep,
  }: { readonly random: Random; readonly keep: (record: TenantRecord) => Promise<undefined> },
): PlaceChanges {
  const roomIds = random.fork("room-ids");
  const levelIds = random.fork("level-ids");
  const displayIds = random.fork("display-ids");
  return {
    async saveRoom(room) {
      if (places.findLevel(room.levelId)) return keep({ type: "room-saved", room });
      return refused("wrong-level", `There is no level ${JSON.stringify(room.levelId)}.`);
    },
    async deleteRoom(roomId) {
      if (places.findRoom(roomId)) return keep({ type: "room-deleted", roomId });
      return refused("data-not-exist", `There is no room ${JSON.stringify(roomId)}.`);
    },
    async saveLevel(level) {
      return misplaced(level, places) ?? keep({ type: "level-saved", level });
    },
    async deleteLevel(levelId) {
      const level = places.findLevel(levelId);
      if (!level) {
        return refused("data-not-exist", `There is no level ${JSON.stringify(levelId)}.`);
      }
      if (level.parentId !== undefined) return keep({ type: "level-deleted", levelId });
      return refused("wrong-level", "The root level cannot be deleted.");
    },
    newRoomId: () => `omm_${roomIds.hex(32)}`,
    newLevelId: () => `omb_${levelIds.hex(32)}`,
    newDisplayId() {
      for (;;) {
        const id = `LM${displayIds.digits(9)}`;
        if (places.rooms.every(({ displayId }) => displayId !== id)) return id;
      }
    },
  };
}

function misplaced({ levelId, parentId }: TenantLevel, places: PlaceTree): Refusal | undefined {
  const root = places.levels[0];
  if (parentId === undefined) {
    if (root === undefined || root.levelId === levelId) return undefined;
    return refused("wrong-level", `A level other than the root, ${root.levelId}, needs a parent.`);
  }
  const path = places.pathTo(parentId);
  if (path.length === 0) {
    return refused("wrong-level", `There is no level ${JSON.stringify(parentId)}.`);
  }
  if (path.every((level) => level.levelId !== levelId)) return undefined;
  return refused("wrong-level", `Level ${parentId} is ${levelId} itself, or below it.`);
}
