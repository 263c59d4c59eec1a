import { objectSchema } from "../object-schema.js";
import type { Operation } from "../operation.js";
import { userIdTypeParameter } from "../person-id.js";
import { inTurn } from "./in-turn.js";
import { pageOf, writesRooms } from "./room-calls.js";
import { isApiError, readRoomChange, roomBody } from "./room-change.js";
import { levelErrors, placeError, roomErrors } from "./room-errors.js";

/** Changes what the body names of a room, and nothing else. */
export const patchRoom: Operation = {
  id: "patchRoom",
  method: "patch",
  path: "/open-apis/vc/v1/rooms/:room_id",
  summary: "Change a room",
  page: pageOf("room/patch"),
  ...writesRooms("vc:rooms.room:update"),
  parameters: {
    path: { room_id: { type: "string", minLength: 1, maxLength: 100 } },
    query: { user_id_type: userIdTypeParameter },
  },
  body: { type: "object", properties: { ...roomBody } },
  data: objectSchema({}),
  errors: [...Object.values(roomErrors), levelErrors.cannotPut],
  answer: (call) =>
    inTurn(call.tenant, async () => {
      const room = call.tenant.findRoom(call.path["room_id"] ?? "");
      if (!room) return roomErrors.dataNotExist;
      const change = readRoomChange(call);
      if (isApiError(change)) return change;
      const status = { ...room.status, ...change.status };
      const refusal = await call.tenant.saveRoom({ ...room, ...change, status });
      return placeError(refusal, levelErrors.cannotPut) ?? { data: {} };
    }),
};
