import type { Random } from "../base/random.js";
import type { Text } from "../base/text.js";
import type { TenantLevel } from "./company.js";
import type { PlaceEmissions } from "./place-emissions.js";
import type { PlaceTree } from "./place-tree.js";
import { type Refusal, refused } from "./refusal.js";
import type { Emission, TenantRecord } from "./tenant-record.js";
import { tenantTexts } from "./tenant-texts.js";
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

interface PlaceChangesOptions {
  readonly random: Random;
  readonly emissions: PlaceEmissions;
  readonly keep: (record: TenantRecord) => Promise<undefined>;
}

/** The changes to rooms and levels; each is refused where it would tear the tree. */
export function createPlaceChanges(
  places: PlaceTree,
  { random, keep, emissions }: PlaceChangesOptions,
): PlaceChanges {
  const roomIds = random.fork("room-ids");
  const levelIds = random.fork("level-ids");
  const displayIds = random.fork("display-ids");
  return {
    async saveRoom(room) {
      if (places.findLevel(room.levelId)) {
        return keep({ type: "room-saved", room, ...told(emissions.ofSavedRoom(room)) });
      }
      return refused("wrong-level", noLevel(room.levelId));
    },
    async deleteRoom(roomId) {
      if (places.findRoom(roomId)) {
        return keep({ type: "room-deleted", roomId, ...told(emissions.ofDeletedRoom(roomId)) });
      }
      return refused(
        "data-not-exist",
        tenantTexts("no-place", { what: "room", id: JSON.stringify(roomId) }),
      );
    },
    async saveLevel(level) {
      const refusal = misplaced(level, places);
      if (refusal) return refusal;
      return keep({ type: "level-saved", level, ...told(emissions.ofSavedLevel(level)) });
    },
    async deleteLevel(levelId, { deleteChild = true } = {}) {
      const level = places.findLevel(levelId);
      if (!level) {
        return refused("data-not-exist", noLevel(levelId));
      }
      if (level.parentId === undefined) {
        return refused("wrong-level", tenantTexts("root-stays"));
      }
      if (!deleteChild && places.below(levelId).length > 0) {
        return refused("wrong-level", tenantTexts("level-not-empty", { id: levelId }));
      }
      const events = emissions.ofDeletedLevel(levelId, deleteChild);
      return keep({ type: "level-deleted", levelId, ...told(events) });
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

const told = (emissions: readonly Emission[]): { readonly emissions?: readonly Emission[] } =>
  emissions.length > 0 ? { emissions } : {};

const noLevel = (levelId: string): Text =>
  tenantTexts("no-place", { what: "level", id: JSON.stringify(levelId) });

function misplaced({ levelId, parentId }: TenantLevel, places: PlaceTree): Refusal | undefined {
  const root = places.levels[0];
  if (parentId === undefined) {
    if (root === undefined || root.levelId === levelId) return undefined;
    return refused("wrong-level", tenantTexts("second-root", { rootId: root.levelId }));
  }
  const path = places.pathTo(parentId);
  if (path.length === 0) return refused("wrong-level", noLevel(parentId));
  if (path.every((level) => level.levelId !== levelId)) return undefined;
  return refused("wrong-level", tenantTexts("parent-below-itself", { id: levelId, parentId }));
}
