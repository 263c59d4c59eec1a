import { refusalErrors, reserveConfigErrors } from "../api-error.js";
import type { Operation } from "../operation.js";

/** Changes the reserve limits of a room or level, which fires the event. */
export const patchReserveConfig: Operation = {
  id: "patchReserveConfig",
  method: "patch",
  path: "/open-apis/vc/v1/reserve_configs/:reserve_config_id",
  summary: "Change the reserve limits of a room or level",
  page: "https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/reserve_config/patch",
  tokens: ["tenant"],
  scopes: ["vc:room"],
  rate: { perMinute: 100 },
  parameters: { path: { reserve_config_id: { type: "string" } } },
  body: { type: "object" },
  data: { type: "object" },
  errors: Object.values(reserveConfigErrors),
  async answer({ tenant, path, body, userIdType }) {
    const result = await tenant.updateReserveConfig({
      scopeId: path["reserve_config_id"] ?? "",
      scopeType: body["scope_type"] === "1" ? "level" : "room",
      change: body,
      userIdType,
    });
    return result.kind === "refused" ? refusalErrors[result.reason] : { data: {} };
  },
};
