import { listSchema, objectSchema } from "../object-schema.js";
import type { Operation } from "../operation.js";
import { pageOf, readsRooms } from "../rooms/room-calls.js";

/** The ids of levels by the tenant's own ids for them, several with commas between. */
export const searchRoomLevels: Operation = {
  id: "searchRoomLevels",
  method: "get",
  path: "/open-apis/vc/v1/room_levels/search",
  summary: "Find levels by the tenant's own ids",
  page: pageOf("room_level/search"),
  ...readsRooms("vc:rooms.roomlevel:read"),
  parameters: {
    query: { custom_level_ids: { type: "string", description: "With commas between: 1000,1001." } },
    requiredQuery: ["custom_level_ids"],
  },
  data: objectSchema({ level_ids: listSchema({ type: "string" }) }),
  answer({ tenant, query }) {
    const wanted = new Set((query["custom_level_ids"] as string).split(",").filter(Boolean));
    const found = tenant.levels.filter(
      ({ customId }) => customId !== undefined && wanted.has(customId),
    );
    return { data: { level_ids: found.map(({ levelId }) => levelId) } };
  },
};
