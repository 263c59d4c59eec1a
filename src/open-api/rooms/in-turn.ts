import type { Tenant } from "../../tenant/tenant.js";

const last = new WeakMap<Tenant, Promise<unknown>>();

/**
 * Changes of one tenant's rooms and levels one after another. Each reads what is there before it saves, and
 * saving takes a while: of two at a time, one would undo the other, or each move a level below the other's.
 */
export function inTurn<Result>(tenant: Tenant, change: () => Promise<Result>): Promise<Result> {
  const result = (last.get(tenant) ?? Promise.resolve()).then(change);
  last.set(
    tenant,
    result.catch(() => {}),
  );
  return result;
}
