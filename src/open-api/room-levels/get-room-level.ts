import { writeLevel } from "../../tenant/write-level.js";
import { objectSchema } from "../object-schema.js";
import type { Operation } from "../operation.js";
import { pageOf, readsRooms } from "../rooms/room-calls.js";
import { roomErrors } from "../rooms/room-errors.js";
import { levelSchema } from "./level-schema.js";
import { rootLevel } from "./root-level.js";

/** One level by its id. "0" is the tenant's root, answered with its real id. */
export const getRoomLevel: Operation = {
  id: "getRoomLevel",
  method: "get",
  path: "/open-apis/vc/v1/room_levels/:room_level_id",
  summary: "Get a level; 0 is the root",
  page: pageOf("room_level/get"),
  ...readsRooms("vc:rooms.roomlevel:read"),
  parameters: { path: { room_level_id: { type: "string" } } },
  data: objectSchema({ room_level: levelSchema }),
  answer({ tenant, path }) {
    const id = path["room_level_id"] ?? "";
    const level = id === "0" ? rootLevel(tenant) : tenant.findLevel(id);
    return level ? { data: { room_level: writeLevel(level, tenant) } } : roomErrors.dataNotExist;
  },
};
