import { objectSchema } from "../object-schema.js";
import type { Operation } from "../operation.js";
import { contactCall, contactPage, idTypeParameters } from "./contact-calls.js";
import { userErrors } from "./contact-errors.js";
import { seesDepartment } from "./contact-range.js";
import { userObject, userSchema } from "./user-object.js";

/** One person by an id of any kind. */
export const getUser: Operation = {
  ...contactCall,
  id: "getUser",
  path: "/open-apis/contact/v3/users/:user_id",
  summary: "Get a person",
  page: contactPage("user/get"),
  parameters: { path: { user_id: { type: "string" } }, query: idTypeParameters },
  data: objectSchema({ user: userSchema }),
  errors: Object.values(userErrors),
  answer(call) {
    const person = call.tenant.findPerson(call.path["user_id"] ?? "", call.userIdType);
    if (!person) return userErrors.invalidUserId;
    if (!seesDepartment(call, person.departmentId)) return userErrors.noUserAuthority;
    return { data: { user: userObject(person, call) } };
  },
};
