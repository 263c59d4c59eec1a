import type { TenantDepartment } from "../../tenant/company.js";
import type { Tenant } from "../../tenant/tenant.js";

/** The id of the root, above all departments, in either kind of id. */
export const rootDepartment = "0";

/** From right below the root to the department itself; empty for the root. */
export function departmentPath(tenant: Tenant, departmentId: string): readonly TenantDepartment[] {
  const path: TenantDepartment[] = [];
  let department = tenant.findDepartment(departmentId);
  while (department) {
    path.unshift(department);
    department = department.parentId ? tenant.findDepartment(department.parentId) : undefined;
  }
  return path;
}
