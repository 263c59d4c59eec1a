import { sideBlockErrors } from "../api-error.js";
import { listSchema } from "../object-schema.js";
import type { Operation } from "../operation.js";
import { departmentReference, userReference } from "./limit-schemas.js";
import { changesSideBlock, readsSideBlock, type SideBlockTerms } from "./side-block.js";

/**
 * Who manages bookings.
 * @see https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/reserve_config-admin/patch
 */
const reserveAdmin: SideBlockTerms = {
  name: "admin",
  title: "ReserveAdmin",
  summary: "who manages the bookings",
  member: "reserve_admin_config",
  properties: { depts: listSchema(departmentReference), users: listSchema(userReference) },
  users: "users",
  departments: "depts",
  unset: { depts: [], users: [] },
  defaults: {},
  unknownScope: sideBlockErrors.unknownScope,
  errors: [sideBlockErrors.oldPackage],
};

export const reserveAdminOperations: readonly Operation[] = [
  readsSideBlock(reserveAdmin),
  changesSideBlock(reserveAdmin),
];
