import type { TenantDepartment } from "../../tenant/company.js";
import type { Call } from "../operation.js";
import { seesDepartment } from "./contact-range.js";
import { findDepartmentBy, readDepartmentIdType, rootDepartment } from "./department-id.js";
import { rootDepartmentOf } from "./department-object.js";

/**
 * The department with an id of the kind that the call speaks of, or why it is not shown. "0" is the root,
 * for which the app must see everybody.
 */
export function askedDepartment(
  call: Call,
  id: string,
): TenantDepartment | "unknown" | "out-of-range" {
  const department =
    id === rootDepartment
      ? rootDepartmentOf(call.tenant)
      : findDepartmentBy(call.tenant, id, readDepartmentIdType(call.query));
  if (!department) return "unknown";
  return seesDepartment(call, department.departmentId) ? department : "out-of-range";
}
