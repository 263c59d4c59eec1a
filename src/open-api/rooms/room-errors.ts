import type { Refusal } from "../../tenant/refusal.js";
import type { ApiError } from "../api-error.js";

/**
 * What the pages of rooms and levels list. 121005 is a 404 here, where the pages of reserve_configs have 403.
 * @see https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/room/create
 */
export const roomErrors = {
  internal: { httpStatus: 500, code: 121001, msg: "internal error" },
  notSupported: { httpStatus: 400, code: 121002, msg: "not support" },
  paramError: { httpStatus: 400, code: 121003, msg: "param error" },
  dataNotExist: { httpStatus: 404, code: 121004, msg: "data not exist" },
  noPermission: { httpStatus: 404, code: 121005, msg: "no permission" },
  dataConflict: { httpStatus: 404, code: 121006, msg: "data conflict" },
} as const satisfies Readonly<Record<string, ApiError>>;

/** One code with two texts: something cannot be put at a level, or a level not be taken away. */
export const levelErrors = {
  cannotPut: { httpStatus: 404, code: 125001, msg: "cannot create/update room at this level" },
  cannotDelete: { httpStatus: 404, code: 125001, msg: "cannot delete child at this level" },
} as const satisfies Readonly<Record<string, ApiError>>;

/** How the tenant's refusal of a change to a room or level is said; undefined when it took the change. */
export function placeError(refusal: Refusal | undefined, atLevel: ApiError): ApiError | undefined {
  if (!refusal) return undefined;
  return refusal.reason === "wrong-level" ? atLevel : roomErrors.dataNotExist;
}
