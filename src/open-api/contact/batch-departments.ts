import { listSchema, objectSchema } from "../object-schema.js";
import type { Operation } from "../operation.js";
import { askedDepartment } from "./asked-department.js";
import { contactCall, contactPage, idTypeParameters } from "./contact-calls.js";
import { batchDepartmentsErrors } from "./contact-errors.js";
import { departmentObject, departmentSchema } from "./department-object.js";

/** Up to 50 departments; "nothing is returned for abnormal ids". */
export const batchDepartments: Operation = {
  ...contactCall,
  id: "batchDepartments",
  path: "/open-apis/contact/v3/departments/batch",
  summary: "Get several departments",
  page: contactPage("department/batch"),
  scopes: ["contact:contact.base:readonly"],
  parameters: {
    query: {
      department_ids: { type: "array", items: { type: "string" }, minItems: 1, maxItems: 50 },
      ...idTypeParameters,
    },
    requiredQuery: ["department_ids"],
  },
  data: objectSchema({ items: listSchema(departmentSchema) }, { optional: ["items"] }),
  errors: Object.values(batchDepartmentsErrors),
  answer(call) {
    const ids = new Set(call.query["department_ids"] as readonly string[]);
    const items = [...ids].flatMap((id) => {
      const department = askedDepartment(call, id);
      return typeof department === "string" ? [] : [departmentObject(department, call)];
    });
    return { data: items.length > 0 ? { items } : {} };
  },
};
