import { listSchema, objectSchema } from "../object-schema.js";
import type { Operation } from "../operation.js";
import { contactCall, contactPage, idTypeParameters } from "./contact-calls.js";
import { batchErrors } from "./contact-errors.js";
import { seesDepartment } from "./contact-range.js";
import { userObject, userSchema } from "./user-object.js";

/** Up to 50 people; those that do not exist, or are out of the app's range, are left out without a word. */
export const batchUsers: Operation = {
  ...contactCall,
  id: "batchUsers",
  path: "/open-apis/contact/v3/users/batch",
  summary: "Get several people",
  page: contactPage("user/batch"),
  scopes: ["contact:contact.base:readonly"],
  parameters: {
    query: {
      user_ids: { type: "array", items: { type: "string" }, minItems: 1, maxItems: 50 },
      ...idTypeParameters,
    },
    requiredQuery: ["user_ids"],
  },
  data: objectSchema({ items: listSchema(userSchema) }, { optional: ["items"] }),
  errors: Object.values(batchErrors),
  answer(call) {
    const ids = new Set(call.query["user_ids"] as readonly string[]);
    const items = [...ids].flatMap((id) => {
      const person = call.tenant.findPerson(id, call.userIdType);
      if (!person || !seesDepartment(call, person.departmentId)) return [];
      return [userObject(person, call)];
    });
    return { data: items.length > 0 ? { items } : {} };
  },
};
