import { definedOnly } from "../base/defined-only.js";
import type { LevelContent } from "../event/room-events/room-event-contents.js";
import type { TenantLevel } from "./company.js";

/** The tenant the level is in, or will be. */
interface Levels {
  readonly pathTo: (levelId: string) => readonly TenantLevel[];
  readonly childLevels: (levelId: string) => readonly TenantLevel[];
}

/**
 * A level as the Open API and its events write it, keys in alphabetical order. The root, which has no parent,
 * says the empty string for it.
 * @see https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/room_level/get
 */
export function writeLevel(level: TenantLevel, tenant: Levels): LevelContent {
  const { levelId, name, parentId = "", customId } = level;
  return {
    ...definedOnly({ custom_group_id: customId }),
    has_child: tenant.childLevels(levelId).length > 0,
    name,
    parent_id: parentId,
    // By its parent: it may be new, or about to move.
    path: [...tenant.pathTo(parentId), level].map((each) => each.levelId),
    room_level_id: levelId,
  };
}
