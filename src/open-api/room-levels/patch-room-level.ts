import type { TenantLevel } from "../../tenant/company.js";
import type { Tenant } from "../../tenant/tenant.js";
import { objectSchema } from "../object-schema.js";
import type { Operation } from "../operation.js";
import { inTurn } from "../rooms/in-turn.js";
import { pageOf, writesRooms } from "../rooms/room-calls.js";
import { levelErrors, roomErrors } from "../rooms/room-errors.js";
import { levelBody, type LevelFields } from "./level-body.js";

/** Renames a level or moves it below another, with all that is below it. */
export const patchRoomLevel: Operation = {
  id: "patchRoomLevel",
  method: "patch",
  path: "/open-apis/vc/v1/room_levels/:room_level_id",
  summary: "Change a level",
  page: pageOf("room_level/patch"),
  ...writesRooms("vc:rooms.roomlevel:update"),
  parameters: { path: { room_level_id: { type: "string", minLength: 1, maxLength: 100 } } },
  body: levelBody,
  data: objectSchema({}),
  errors: [...Object.values(roomErrors), levelErrors.cannotPut],
  answer: ({ tenant, path, body }) =>
    inTurn(tenant, async () => {
      const level = tenant.findLevel(path["room_level_id"] ?? "");
      if (!level) return roomErrors.dataNotExist;
      const given = body as unknown as LevelFields;
      if (given.name === "") return roomErrors.paramError;
      if (!canBePut(tenant, level, given.parent_id)) return levelErrors.cannotPut;
      await tenant.saveLevel({
        ...level,
        name: given.name,
        ...(level.parentId !== undefined && { parentId: given.parent_id }),
        ...(given.custom_group_id !== undefined && { customId: given.custom_group_id }),
      });
      return { data: {} };
    }),
};

/** Not below itself; and the root stays where it is, with the empty parent that it answers. */
function canBePut(tenant: Tenant, level: TenantLevel, parentId: string): boolean {
  if (level.parentId === undefined) return parentId === "";
  if (!tenant.findLevel(parentId)) return false;
  return !tenant.pathTo(parentId).some(({ levelId }) => levelId === level.levelId);
}
