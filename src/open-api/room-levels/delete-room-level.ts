import { objectSchema } from "../object-schema.js";
import type { Operation } from "../operation.js";
import { inTurn } from "../rooms/in-turn.js";
import { pageOf, writesRooms } from "../rooms/room-calls.js";
import { levelErrors, placeError, roomErrors } from "../rooms/room-errors.js";

/** Takes a level away; one that has levels or rooms only together with them. */
export const deleteRoomLevel: Operation = {
  id: "deleteRoomLevel",
  method: "post",
  path: "/open-apis/vc/v1/room_levels/del",
  summary: "Delete a level",
  page: pageOf("room_level/del"),
  ...writesRooms("vc:rooms.roomlevel:delete"),
  body: {
    type: "object",
    required: ["room_level_id"],
    properties: {
      room_level_id: { type: "string", minLength: 1, maxLength: 100 },
      delete_child: { type: "boolean", description: "With everything below it." },
    },
  },
  data: objectSchema({}),
  errors: [...Object.values(roomErrors), levelErrors.cannotDelete],
  answer: ({ tenant, body }) =>
    inTurn(tenant, async () => {
      const levelId = body["room_level_id"] as string;
      // "Keeping the rooms below while a level is deleted is not supported."
      const deleteChild = body["delete_child"] === true;
      const refusal = await tenant.deleteLevel(levelId, { deleteChild });
      return placeError(refusal, levelErrors.cannotDelete) ?? { data: {} };
    }),
};
