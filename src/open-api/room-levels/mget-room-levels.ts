import { writeLevel } from "../../tenant/write-level.js";
import { listSchema, objectSchema } from "../object-schema.js";
import type { Operation } from "../operation.js";
import { pageOf, readsRooms } from "../rooms/room-calls.js";
import { levelSchema } from "./level-schema.js";

/** Several levels by their ids; those that do not exist are left out. */
export const mgetRoomLevels: Operation = {
  id: "mgetRoomLevels",
  method: "post",
  path: "/open-apis/vc/v1/room_levels/mget",
  summary: "Get several levels",
  page: pageOf("room_level/mget"),
  ...readsRooms("vc:rooms.roomlevel:read"),
  body: {
    type: "object",
    required: ["level_ids"],
    properties: { level_ids: { type: "array", items: { type: "string" } } },
  },
  data: objectSchema({ items: listSchema(levelSchema) }),
  answer({ tenant, body }) {
    const ids = new Set(body["level_ids"] as readonly string[]);
    const items = [...ids].flatMap((id) => {
      const level = tenant.findLevel(id);
      return level ? [writeLevel(level, tenant)] : [];
    });
    return { data: { items } };
  },
};
