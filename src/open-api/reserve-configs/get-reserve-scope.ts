import { refusalError, reserveConfigErrors, sideBlockErrors } from "../api-error.js";
import type { Operation } from "../operation.js";
import { limitsData } from "./limit-schemas.js";
import {
  pageOf,
  readsReserveConfigs,
  scopeTypes,
  userIdTypeQuery,
} from "./reserve-config-calls.js";

/** The reserve limits that hold for a room or level. */
export const getReserveScope: Operation = {
  id: "getReserveScope",
  method: "get",
  path: "/open-apis/vc/v1/reserve_configs/reserve_scope",
  summary: "Read the reserve limits of a room or level",
  page: pageOf("reserve_config/reserve_scope"),
  ...readsReserveConfigs,
  scopes: ["vc:room", "vc:room:readonly", "vc:rooms.room.basicinfo:read"],
  parameters: {
    query: {
      scope_id: { type: "string", description: "A room's or a level's id." },
      scope_type: { type: "string", enum: ["1", "2"], description: "1: a level, 2: a room." },
      ...userIdTypeQuery,
    },
    requiredQuery: ["scope_id", "scope_type"],
  },
  data: limitsData,
  errors: [
    reserveConfigErrors.internalError,
    reserveConfigErrors.notSupported,
    reserveConfigErrors.paramError,
    reserveConfigErrors.dataNotExist,
    reserveConfigErrors.noPermission,
    sideBlockErrors.unknownScope,
  ],
  answer({ tenant, query, userIdType }) {
    const result = tenant.reserveConfig({
      scopeId: query["scope_id"] as string,
      scopeType: scopeTypes[query["scope_type"] as string] ?? "room",
      userIdType,
    });
    if (result.kind === "found") return { data: { ...result.config } };
    return result.reason === "unknown-scope" ? sideBlockErrors.unknownScope : refusalError(result);
  },
};
