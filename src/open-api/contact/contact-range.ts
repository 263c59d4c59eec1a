import type { Call } from "../operation.js";
import { rootDepartment } from "./department-id.js";

type Asker = Pick<Call, "tenant" | "app" | "user">;

/** Whether all departments and people are in the range, which the root asks for. */
function seesEverybody({ app, user }: Asker): boolean {
  // The range is the app's; with a user token it is the user who looks, and who sees the whole company.
  if (user || !app.contactRange) return true;
  return app.contactRange.includes(rootDepartment);
}

/** Whether the department, or one above it, is in the app's contact range. */
export function seesDepartment(asker: Asker, departmentId: string): boolean {
  if (seesEverybody(asker)) return true;
  const range = asker.app.contactRange ?? [];
  return asker.tenant
    .departmentPath(departmentId)
    .some((department) => range.includes(department.departmentId));
}
