import type { TenantPerson, TenantRoom } from "../../tenant/company.js";
import type { Tenant } from "../../tenant/tenant.js";
import { departmentPath } from "../contact/department-path.js";

/** Whether the reserve limits of the room let this person book it: by name, or by a department above. */
export function mayBook(tenant: Tenant, room: TenantRoom, person: TenantPerson): boolean {
  const found = tenant.reserveConfig({ scopeId: room.roomId, scopeType: "room" });
  if (found.kind === "refused") return false;
  const { allow_all_users, allow_users, allow_depts } = found.config.reserve_scope_config;
  if (allow_all_users === 1) return true;
  if (allow_users.some(({ user_id }) => user_id === person.openId)) return true;
  const departments = departmentPath(tenant, person.departmentId);
  return allow_depts.some(({ department_id }) =>
    departments.some(({ departmentId }) => departmentId === department_id),
  );
}
