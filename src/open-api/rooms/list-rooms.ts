import { listSchema, objectSchema } from "../object-schema.js";
import type { Operation } from "../operation.js";
import { pageData, pageFields, pageParameters, readPageRequest, takePage } from "../pagination.js";
import { userIdTypeParameter } from "../person-id.js";
import { pageOf, readsRooms } from "./room-calls.js";
import { roomErrors } from "./room-errors.js";
import { roomObject, roomSchema } from "./room-object.js";
import { roomsBelow } from "./rooms-below.js";

/** The rooms below a level, or of the whole tenant. */
export const listRooms: Operation = {
  id: "listRooms",
  method: "get",
  path: "/open-apis/vc/v1/rooms",
  summary: "List the rooms below a level, or all",
  page: pageOf("room/list"),
  ...readsRooms("vc:rooms.room.basicinfo:read", "vc:rooms.room.detailinfo:read"),
  parameters: {
    query: {
      ...pageParameters(100),
      room_level_id: { type: "string", description: "Absent: the whole tenant." },
      user_id_type: userIdTypeParameter,
    },
  },
  data: objectSchema({ ...pageData, rooms: listSchema(roomSchema) }, { optional: ["page_token"] }),
  answer(call) {
    const { tenant, query, rules } = call;
    const request = readPageRequest(query, rules.pageSize);
    if (typeof request === "string") return roomErrors.paramError;
    const levelId = (query["room_level_id"] as string | undefined) ?? "";
    if (levelId !== "" && !tenant.findLevel(levelId)) return roomErrors.dataNotExist;
    const page = takePage(levelId === "" ? tenant.rooms : roomsBelow(tenant, levelId), request);
    const rooms = page.items.map((room) => roomObject(room, call));
    return { data: { ...pageFields(page), rooms } };
  },
};
