import type { ReserveConfigChange } from "../../tenant/reserve-config-change.js";
import { refusalError, reserveConfigErrors } from "../api-error.js";
import type { Operation } from "../operation.js";
import { limitsBody } from "./limit-schemas.js";
import {
  changesReserveConfigs,
  pageOf,
  scopeIdPath,
  scopeTypes,
  userIdTypeQuery,
} from "./reserve-config-calls.js";

/** Changes the reserve limits of a room or level, which fires the event. */
export const patchReserveConfig: Operation = {
  id: "patchReserveConfig",
  method: "patch",
  path: "/open-apis/vc/v1/reserve_configs/:reserve_config_id",
  summary: "Change the reserve limits of a room or level",
  page: pageOf("reserve_config/patch"),
  ...changesReserveConfigs,
  scopes: ["vc:room", "vc:rooms.room:update"],
  parameters: { path: scopeIdPath, query: userIdTypeQuery },
  body: limitsBody,
  data: { type: "object" },
  errors: Object.values(reserveConfigErrors),
  async answer({ tenant, path, body, userIdType }) {
    const { scope_type: scopeTypeText, ...change } = body;
    const scopeType = scopeTypes[scopeTypeText as string];
    if (!scopeType) return reserveConfigErrors.unknownScope;
    const result = await tenant.updateReserveConfig({
      scopeId: path["reserve_config_id"] ?? "",
      scopeType,
      change: change as ReserveConfigChange,
      userIdType,
    });
    return result.kind === "refused" ? refusalError(result) : { data: {} };
  },
};
