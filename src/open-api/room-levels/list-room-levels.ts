import type { TenantLevel } from "../../tenant/company.js";
import type { Tenant } from "../../tenant/tenant.js";
import { writeLevel } from "../../tenant/write-level.js";
import { listSchema, objectSchema } from "../object-schema.js";
import type { Operation } from "../operation.js";
import { pageData, pageFields, pageParameters, readPageRequest, takePage } from "../pagination.js";
import { pageOf, readsRooms } from "../rooms/room-calls.js";
import { roomErrors } from "../rooms/room-errors.js";
import { levelSchema } from "./level-schema.js";
import { rootLevel } from "./root-level.js";

/** The levels right below a level, or right below the root. */
export const listRoomLevels: Operation = {
  id: "listRoomLevels",
  method: "get",
  path: "/open-apis/vc/v1/room_levels",
  summary: "List the levels right below a level",
  page: pageOf("room_level/list"),
  ...readsRooms("vc:rooms.roomlevel:read"),
  parameters: {
    query: {
      ...pageParameters(100),
      room_level_id: { type: "string", description: "Absent: below the root." },
    },
  },
  data: objectSchema({ ...pageData, items: listSchema(levelSchema) }, { optional: ["page_token"] }),
  answer({ tenant, query, rules }) {
    const request = readPageRequest(query, rules.pageSize);
    if (typeof request === "string") return roomErrors.paramError;
    const parent = levelOrRoot(tenant, (query["room_level_id"] as string | undefined) ?? "");
    if (!parent) return roomErrors.dataNotExist;
    const page = takePage(tenant.childLevels(parent.levelId), request);
    const items = page.items.map((level) => writeLevel(level, tenant));
    return { data: { ...pageFields(page), items } };
  },
};

const levelOrRoot = (tenant: Tenant, levelId: string): TenantLevel | undefined =>
  levelId === "" ? rootLevel(tenant) : tenant.findLevel(levelId);
