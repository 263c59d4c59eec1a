import type { Permission } from "../../event/app.js";
import type { Operation, Schema } from "../operation.js";
import { userIdTypeParameter } from "../person-id.js";
import { departmentIdTypeParameter } from "./department-id.js";

/** These open the calls, and every field that is not named apart. */
export const wholeContact: readonly Permission[] = [
  "contact:contact:access_as_app",
  "contact:contact:readonly",
  "contact:contact:readonly_as_app",
];

/** What all look-ups of people and departments have in common. */
export const contactCall: Pick<Operation, "method" | "tokens" | "scopes" | "rate"> = {
  method: "get",
  tokens: ["tenant", "user"],
  scopes: ["contact:contact.base:readonly", ...wholeContact],
  rate: { perMinute: 1_000, perSecond: 50 },
};

export const idTypeParameters: Readonly<Record<string, Schema>> = {
  user_id_type: userIdTypeParameter,
  department_id_type: departmentIdTypeParameter,
};

export const contactPage = (path: string): string =>
  `https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/contact-v3/${path}`;
