import type { TenantDepartment } from "../../tenant/company.js";
import type { Tenant } from "../../tenant/tenant.js";
import type { Fields, Schema } from "../operation.js";

/** The id of the root, above all departments, in either kind of id. */
export const rootDepartment = "0";

const departmentIdTypes = ["open_department_id", "department_id"] as const;

export type DepartmentIdType = (typeof departmentIdTypes)[number];

/** The query parameter that says which kind of department id a call speaks of. */
export const departmentIdTypeParameter: Schema = {
  type: "string",
  enum: [...departmentIdTypes],
  default: "open_department_id",
};

/** The rule the pages print for a department's id. */
export const departmentIdSchema: Schema = {
  type: "string",
  maxLength: 64,
  pattern: "^[a-zA-Z0-9][a-zA-Z0-9_\\-@.]{0,63}$",
};

export const readDepartmentIdType = ({ department_id_type: type }: Fields): DepartmentIdType =>
  type === "department_id" ? type : "open_department_id";

/** The department's id of one kind; the root is "0" in both. */
export function departmentId(tenant: Tenant, openId: string, type: DepartmentIdType): string {
  if (type === "open_department_id") return openId;
  return tenant.findDepartment(openId)?.customId ?? rootDepartment;
}

/** The department with this id of one kind. */
export const findDepartmentBy = (
  tenant: Tenant,
  id: string,
  type: DepartmentIdType,
): TenantDepartment | undefined =>
  type === "department_id" ? tenant.findDepartmentByCustomId(id) : tenant.findDepartment(id);
