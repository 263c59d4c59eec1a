import { objectSchema } from "../object-schema.js";
import type { Operation } from "../operation.js";
import { userIdTypeParameter } from "../person-id.js";
import { pageOf, readsRooms } from "./room-calls.js";
import { roomErrors } from "./room-errors.js";
import { roomObject, roomSchema } from "./room-object.js";

/** One room by its id. */
export const getRoom: Operation = {
  id: "getRoom",
  method: "get",
  path: "/open-apis/vc/v1/rooms/:room_id",
  summary: "Get a room",
  page: pageOf("room/get"),
  ...readsRooms("vc:rooms.room.basicinfo:read", "vc:rooms.room.detailinfo:read"),
  parameters: {
    path: { room_id: { type: "string" } },
    query: { user_id_type: userIdTypeParameter },
  },
  data: objectSchema({ room: roomSchema }),
  answer(call) {
    const room = call.tenant.findRoom(call.path["room_id"] ?? "");
    return room ? { data: { room: roomObject(room, call) } } : roomErrors.dataNotExist;
  },
};
