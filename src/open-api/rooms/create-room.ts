import type { TenantRoom } from "../../tenant/company.js";
import type { Tenant } from "../../tenant/tenant.js";
import { objectSchema } from "../object-schema.js";
import type { Operation } from "../operation.js";
import { userIdTypeParameter } from "../person-id.js";
import { inTurn } from "./in-turn.js";
import { pageOf, writesRooms } from "./room-calls.js";
import { isApiError, readRoomChange, roomBody, type RoomChange } from "./room-change.js";
import { levelErrors, placeError, roomErrors } from "./room-errors.js";
import { roomObject, roomSchema } from "./room-object.js";

/** A new room on a level; it can be booked unless the call says otherwise. */
export const createRoom: Operation = {
  id: "createRoom",
  method: "post",
  path: "/open-apis/vc/v1/rooms",
  summary: "Create a room",
  page: pageOf("room/create"),
  ...writesRooms("vc:rooms.room:create"),
  parameters: { query: { user_id_type: userIdTypeParameter } },
  body: {
    type: "object",
    required: ["name", "capacity", "room_level_id"],
    properties: { ...roomBody },
  },
  data: objectSchema({ room: roomSchema }),
  errors: [...Object.values(roomErrors), levelErrors.cannotPut],
  answer: (call) =>
    inTurn(call.tenant, async () => {
      const change = readRoomChange(call);
      if (isApiError(change)) return change;
      const room = newRoom(call.tenant, change);
      const refusal = await call.tenant.saveRoom(room);
      return (
        placeError(refusal, levelErrors.cannotPut) ?? { data: { room: roomObject(room, call) } }
      );
    }),
};

/** The schema has seen to it that what is required is there. */
function newRoom(tenant: Tenant, { status, ...given }: RoomChange): TenantRoom {
  return {
    ...(given as Required<Pick<RoomChange, "name" | "capacity" | "levelId">>),
    roomId: tenant.newRoomId(),
    displayId: tenant.newDisplayId(),
    status: { enabled: true, ...status },
  };
}
