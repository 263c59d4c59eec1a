import type { TenantLevel } from "../../tenant/company.js";
import type { Tenant } from "../../tenant/tenant.js";

/** The level of the whole tenant. */
export const rootLevel = (tenant: Tenant): TenantLevel | undefined =>
  tenant.levels.find(({ parentId }) => parentId === undefined);
