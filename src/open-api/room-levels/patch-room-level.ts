import { definedOnly } from "../../base/defined-only.js";
import type { TenantLevel } from "../../tenant/company.js";
import { objectSchema } from "../object-schema.js";
import type { Operation } from "../operation.js";
import { inTurn } from "../rooms/in-turn.js";
import { pageOf, writesRooms } from "../rooms/room-calls.js";
import { levelErrors, placeError, roomErrors } from "../rooms/room-errors.js";
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
      const refusal = await tenant.saveLevel(changed(level, given));
      return placeError(refusal, levelErrors.cannotPut) ?? { data: {} };
    }),
};

/** The root answers an empty parent, and keeps its place with one. */
function changed({ levelId, customId }: TenantLevel, given: LevelFields): TenantLevel {
  return {
    levelId,
    name: given.name,
    ...(given.parent_id !== "" && { parentId: given.parent_id }),
    ...definedOnly({ customId: given.custom_group_id ?? customId }),
  };
}
