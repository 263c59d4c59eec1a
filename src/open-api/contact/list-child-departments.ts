import type { TenantDepartment } from "../../tenant/company.js";
import type { Tenant } from "../../tenant/tenant.js";
import type { Operation } from "../operation.js";
import { pageParameters, readPageRequest, takePage } from "../pagination.js";
import { askedDepartment } from "./asked-department.js";
import { contactCall, contactPage, idTypeParameters } from "./contact-calls.js";
import { childrenErrors } from "./contact-errors.js";
import { contactList, contactListSchema, contactPageSize } from "./contact-list.js";
import { departmentIdSchema } from "./department-id.js";
import { departmentObject, departmentSchema } from "./department-object.js";

/** The departments right below one, or all below it. */
export const listChildDepartments: Operation = {
  ...contactCall,
  id: "listChildDepartments",
  path: "/open-apis/contact/v3/departments/:department_id/children",
  summary: "List the departments below one",
  page: contactPage("department/children"),
  scopes: [...contactCall.scopes, "contact:department.organize:readonly"],
  parameters: {
    path: { department_id: departmentIdSchema },
    query: {
      fetch_child: { type: "boolean", default: false, description: "Those further down as well." },
      ...pageParameters(contactPageSize.maximum),
      ...idTypeParameters,
    },
  },
  data: contactListSchema(departmentSchema),
  errors: Object.values(childrenErrors),
  answer(call) {
    const { tenant, path, query } = call;
    const parent = askedDepartment(call, path["department_id"] ?? "");
    if (parent === "unknown") return childrenErrors.departmentIsNull;
    if (parent === "out-of-range") return childrenErrors.noDepartmentAuthority;
    const request = readPageRequest(query, contactPageSize.default);
    if (request === "page-size") return childrenErrors.invalidPageSize;
    if (request === "page-token") return childrenErrors.invalidPageToken;
    const list = query["fetch_child"]
      ? departmentsBelow(tenant, parent.departmentId)
      : tenant.childDepartments(parent.departmentId);
    return { data: contactList(takePage(list, request), (each) => departmentObject(each, call)) };
  },
};

/** Each before those below it. */
function* departmentsBelow(tenant: Tenant, id: string): Generator<TenantDepartment> {
  for (const child of tenant.childDepartments(id)) {
    yield child;
    yield* departmentsBelow(tenant, child.departmentId);
  }
}
