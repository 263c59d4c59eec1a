import { objectSchema } from "../object-schema.js";
import type { Operation } from "../operation.js";
import { askedDepartment } from "./asked-department.js";
import { contactCall, contactPage, idTypeParameters } from "./contact-calls.js";
import { departmentErrors } from "./contact-errors.js";
import { departmentIdSchema } from "./department-id.js";
import { departmentObject, departmentSchema } from "./department-object.js";

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
    const department = askedDepartment(call, call.path["department_id"] ?? "");
    if (department === "unknown") return departmentErrors.departmentNotExist;
    if (department === "out-of-range") return departmentErrors.noDepartmentAuthority;
    return { data: { department: departmentObject(department, call) } };
  },
};
