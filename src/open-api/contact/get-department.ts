import { objectSchema } from "../object-schema.js";
import type { Operation } from "../operation.js";
import { contactCall, contactPage, idTypeParameters } from "./contact-calls.js";
import { departmentErrors } from "./contact-errors.js";
import { seesDepartment } from "./contact-range.js";
import {
  departmentIdSchema,
  findDepartmentBy,
  readDepartmentIdType,
  rootDepartment,
} from "./department-id.js";
import { departmentObject, departmentSchema, rootDepartmentOf } from "./department-object.js";

const { rate: _sharedRate, ...ownQuota } = contactCall;

/** One department; "0" is the root, which only an app sees that sees everybody. */
export const getDepartment: Operation = {
  ...ownQuota,
  id: "getDepartment",
  path: "/open-apis/contact/v3/departments/:department_id",
  summary: "Get a department",
  page: contactPage("department/get"),
  parameters: { path: { department_id: departmentIdSchema }, query: idTypeParameters },
  data: objectSchema({ department: departmentSchema }),
  errors: Object.values(departmentErrors),
  answer(call) {
    const { tenant, path, query } = call;
    const id = path["department_id"] ?? "";
    const department =
      id === rootDepartment
        ? rootDepartmentOf(tenant)
        : findDepartmentBy(tenant, id, readDepartmentIdType(query));
    if (!department) return departmentErrors.departmentNotExist;
    if (!seesDepartment(call, department.departmentId)) {
      return departmentErrors.noDepartmentAuthority;
    }
    return { data: { department: departmentObject(department, call) } };
  },
};
