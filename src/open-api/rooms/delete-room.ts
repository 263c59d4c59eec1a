import { objectSchema } from "../object-schema.js";
import type { Operation } from "../operation.js";
import { inTurn } from "./in-turn.js";
import { pageOf, writesRooms } from "./room-calls.js";
import { roomErrors } from "./room-errors.js";

/** Takes a room away. */
export const deleteRoom: Operation = {
  id: "deleteRoom",
  method: "delete",
  path: "/open-apis/vc/v1/rooms/:room_id",
  summary: "Delete a room",
  page: pageOf("room/delete"),
  ...writesRooms("vc:rooms.room:delete"),
  parameters: { path: { room_id: { type: "string", minLength: 1, maxLength: 100 } } },
  data: objectSchema({}),
  answer: ({ tenant, path }) =>
    inTurn(tenant, async () => {
      const refusal = await tenant.deleteRoom(path["room_id"] ?? "");
      return refusal ? roomErrors.dataNotExist : { data: {} };
    }),
};
