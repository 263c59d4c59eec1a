import type { TenantRoom } from "../../tenant/company.js";
import type { Tenant } from "../../tenant/tenant.js";

/** The rooms on a level and on every level below it, level by level; nothing is collected. */
export function* roomsBelow(tenant: Tenant, levelId: string): Generator<TenantRoom> {
  yield* tenant.roomsOn(levelId);
  for (const child of tenant.childLevels(levelId)) yield* roomsBelow(tenant, child.levelId);
}
