import type { TenantLevel } from "../../tenant/company.js";
import { writeLevel } from "../../tenant/write-level.js";
import { objectSchema } from "../object-schema.js";
import type { Operation } from "../operation.js";
import { inTurn } from "../rooms/in-turn.js";
import { pageOf, writesRooms } from "../rooms/room-calls.js";
import { levelErrors, placeError, roomErrors } from "../rooms/room-errors.js";
import { levelBody, type LevelFields } from "./level-body.js";
import { levelSchema } from "./level-schema.js";

/** A new level below another; below the root, its real id is to be given. */
export const createRoomLevel: Operation = {
  id: "createRoomLevel",
  method: "post",
  path: "/open-apis/vc/v1/room_levels",
  summary: "Create a level",
  page: pageOf("room_level/create"),
  ...writesRooms("vc:rooms.roomlevel:create"),
  body: levelBody,
  data: objectSchema({ room_level: levelSchema }),
  errors: [...Object.values(roomErrors), levelErrors.cannotPut],
  answer: ({ tenant, body }) =>
    inTurn(tenant, async () => {
      const given = body as unknown as LevelFields;
      if (given.name === "") return roomErrors.paramError;
      const level: TenantLevel = {
        levelId: tenant.newLevelId(),
        name: given.name,
        parentId: given.parent_id,
        ...(given.custom_group_id !== undefined && { customId: given.custom_group_id }),
      };
      const refusal = await tenant.saveLevel(level);
      return (
        placeError(refusal, levelErrors.cannotPut) ?? {
          data: { room_level: writeLevel(level, tenant) },
        }
      );
    }),
};
