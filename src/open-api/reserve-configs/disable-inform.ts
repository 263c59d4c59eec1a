import { sideBlockErrors } from "../api-error.js";
import { listSchema } from "../object-schema.js";
import type { Operation } from "../operation.js";
import { departmentReference, userReference } from "./limit-schemas.js";
import { changesSideBlock, readsSideBlock, type SideBlockTerms } from "./side-block.js";

/**
 * Who is told when a room is disabled.
 * @see https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/reserve_config-disable_inform/patch
 */
const disableInform: SideBlockTerms = {
  name: "disable_inform",
  title: "DisableInform",
  summary: "who is told when a room is disabled",
  member: "disable_inform",
  properties: {
    if_cover_child_scope: { type: "boolean" },
    if_inform: { type: "boolean", default: false },
    informed_users: listSchema(userReference),
    informed_depts: listSchema(departmentReference),
  },
  required: ["if_inform"],
  users: "informed_users",
  departments: "informed_depts",
  unset: { if_inform: false, informed_depts: [], informed_users: [] },
  defaults: {},
  unknownScope: sideBlockErrors.unknownScope,
  errors: [],
};

export const disableInformOperations: readonly Operation[] = [
  readsSideBlock(disableInform),
  changesSideBlock(disableInform),
];
