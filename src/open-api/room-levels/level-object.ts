import { definedOnly } from "../../base/defined-only.js";
import type { TenantLevel } from "../../tenant/company.js";
import type { Tenant } from "../../tenant/tenant.js";
import { listSchema, objectSchema } from "../object-schema.js";
import type { Fields, Schema } from "../operation.js";

/**
 * A level as every call answers it. The root, which has no parent, answers the empty string for it.
 * @see https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/room_level/get
 */
export function levelObject(level: TenantLevel, tenant: Tenant): Fields {
  return definedOnly({
    custom_group_id: level.customId,
    has_child: tenant.childLevels(level.levelId).length > 0,
    name: level.name,
    parent_id: level.parentId ?? "",
    path: tenant.pathTo(level.levelId).map(({ levelId }) => levelId),
    room_level_id: level.levelId,
  });
}

export const levelSchema: Schema = objectSchema(
  {
    custom_group_id: { type: "string" },
    has_child: { type: "boolean", description: "Whether there are levels right below it." },
    name: { type: "string" },
    parent_id: { type: "string", description: "Empty for the root." },
    path: { ...listSchema({ type: "string" }), description: "Level ids, from the root to it." },
    room_level_id: { type: "string", pattern: "^omb_[0-9a-f]{32}$" },
  },
  { optional: ["custom_group_id"] },
);

/** The level of the whole tenant. */
export const rootLevel = (tenant: Tenant): TenantLevel | undefined =>
  tenant.levels.find(({ parentId }) => parentId === undefined);
