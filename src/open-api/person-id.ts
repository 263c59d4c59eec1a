import type { TenantPerson } from "../tenant/company.js";
import { userIdTypes, type UserIdType } from "../tenant/reserve-config-change.js";
import type { Schema } from "./operation.js";

/** The id of one kind; the three of one person name the same in events and in answers. */
export function personId({ openId, unionId, userId }: TenantPerson, type: UserIdType): string {
  return { open_id: openId, union_id: unionId, user_id: userId }[type];
}

/** The query parameter that says which kind of user id a call speaks of. */
export const userIdTypeParameter: Schema = {
  type: "string",
  enum: [...userIdTypes],
  default: "open_id",
  description: "user_id needs contact:user.employee_id:readonly.",
};
