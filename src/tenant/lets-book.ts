import type { TenantPerson } from "./company.js";
import type { PeopleIndex } from "./people-index.js";
import type { WholeLimits } from "./stored-limits.js";

/** Everybody, the people who are named, and everybody in or below a department that is named. */
export function letsBook(
  { allow_all_users, allow_users, allow_depts }: WholeLimits["scope"],
  { openId, departmentId }: TenantPerson,
  people: PeopleIndex,
): boolean {
  if (allow_all_users === 1 || allow_users.includes(openId)) return true;
  if (allow_depts.length === 0) return false;
  return people
    .departmentPath(departmentId)
    .some((department) => allow_depts.includes(department.departmentId));
}
