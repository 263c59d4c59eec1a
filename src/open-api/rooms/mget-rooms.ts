import { listSchema, objectSchema } from "../object-schema.js";
import type { Operation } from "../operation.js";
import { userIdTypeParameter } from "../person-id.js";
import { pageOf, readsRooms } from "./room-calls.js";
import { roomObject, roomSchema } from "./room-object.js";

/** Several rooms by their ids; those that do not exist are left out. */
export const mgetRooms: Operation = {
  id: "mgetRooms",
  method: "post",
  path: "/open-apis/vc/v1/rooms/mget",
  summary: "Get several rooms",
  page: pageOf("room/mget"),
  ...readsRooms("vc:rooms.room.basicinfo:read", "vc:rooms.room.detailinfo:read"),
  parameters: { query: { user_id_type: userIdTypeParameter } },
  body: {
    type: "object",
    required: ["room_ids"],
    properties: { room_ids: { type: "array", items: { type: "string" } } },
  },
  data: objectSchema({ items: listSchema(roomSchema) }),
  answer(call) {
    const ids = new Set(call.body["room_ids"] as readonly string[]);
    const items = [...ids].flatMap((id) => {
      const room = call.tenant.findRoom(id);
      return room ? [roomObject(room, call)] : [];
    });
    return { data: { items } };
  },
};
