import type { Operation } from "../operation.js";
import { pageParameters, readPageRequest, takePage } from "../pagination.js";
import { askedDepartment } from "./asked-department.js";
import { contactCall, contactPage, idTypeParameters } from "./contact-calls.js";
import { findUsersErrors } from "./contact-errors.js";
import { contactList, contactListSchema, contactPageSize } from "./contact-list.js";
import { userObject, userSchema } from "./user-object.js";

/** The people right in a department; "0" is the root. */
export const findUsersByDepartment: Operation = {
  ...contactCall,
  id: "findUsersByDepartment",
  path: "/open-apis/contact/v3/users/find_by_department",
  summary: "List the people right in a department",
  page: contactPage("user/find_by_department"),
  scopes: [...contactCall.scopes, "contact:department.organize:readonly"],
  parameters: {
    query: {
      department_id: { type: "string", description: "0: the root." },
      ...pageParameters(contactPageSize.maximum),
      ...idTypeParameters,
    },
    requiredQuery: ["department_id"],
  },
  data: contactListSchema(userSchema),
  errors: Object.values(findUsersErrors),
  answer(call) {
    const department = askedDepartment(call, call.query["department_id"] as string);
    // The page lists no code for one that does not exist.
    if (typeof department === "string") return findUsersErrors.noDepartmentAuthority;
    const request = readPageRequest(call.query, contactPageSize.default);
    if (request === "page-size") return findUsersErrors.invalidPageSize;
    if (request === "page-token") return findUsersErrors.invalidPageToken;
    const page = takePage(call.tenant.peopleOf(department.departmentId), request);
    return { data: contactList(page, (person) => userObject(person, call)) };
  },
};
