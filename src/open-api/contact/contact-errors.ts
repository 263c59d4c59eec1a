import type { ApiError } from "../api-error.js";

/**
 * What the pages of users list; one code has another text on each page.
 * @see https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/contact-v3/user/get
 */
export const userErrors = {
  invalidParameter: { httpStatus: 400, code: 40001, msg: "invalid parameter" },
  internal: { httpStatus: 400, code: 40003, msg: "internal error" },
  invalidUserId: { httpStatus: 400, code: 41012, msg: "user id invalid error" },
  noUserAuthority: { httpStatus: 400, code: 41050, msg: "no user authority" },
} as const satisfies Readonly<Record<string, ApiError>>;

export const batchErrors = {
  invalidParameter: userErrors.invalidParameter,
  noUserAuthority: userErrors.noUserAuthority,
  noDepartmentAuthority: { httpStatus: 403, code: 40004, msg: "no dept. authority" },
} as const satisfies Readonly<Record<string, ApiError>>;

/** What the pages with lists have for a page that does not exist. */
const pageErrors = {
  invalidPageSize: { httpStatus: 400, code: 40011, msg: "page size is invalid" },
  invalidPageToken: { httpStatus: 400, code: 40012, msg: "page token is invalid error" },
} as const satisfies Readonly<Record<string, ApiError>>;

export const findUsersErrors = {
  ...pageErrors,
  noUserAuthority: { httpStatus: 400, code: 41050, msg: "no user authority error" },
  noDepartmentAuthority: { httpStatus: 403, code: 40004, msg: "no dept authority error" },
} as const satisfies Readonly<Record<string, ApiError>>;

/** @see https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/contact-v3/department/get */
export const departmentErrors = {
  paramError: { httpStatus: 400, code: 40001, msg: "param error" },
  internal: { httpStatus: 400, code: 40003, msg: "internal error" },
  noDepartmentAuthority: findUsersErrors.noDepartmentAuthority,
  departmentIsNull: { httpStatus: 400, code: 40008, msg: "dept Info is null error" },
  departmentNotExist: { httpStatus: 400, code: 40015, msg: "department not exist" },
  invalidTenant: { httpStatus: 401, code: 42008, msg: "tenant id is invalid error" },
  bigDepartment: { httpStatus: 400, code: 43010, msg: "big dept forbid recursion error" },
} as const satisfies Readonly<Record<string, ApiError>>;

export const childrenErrors = {
  ...pageErrors,
  internal: departmentErrors.internal,
  noDepartmentAuthority: departmentErrors.noDepartmentAuthority,
  departmentIsNull: departmentErrors.departmentIsNull,
  noParentAuthority: { httpStatus: 403, code: 40014, msg: "no parent dept authority error" },
  invalidTenant: departmentErrors.invalidTenant,
  duplicateId: {
    httpStatus: 400,
    code: 43007,
    msg: "duplicated department custom id error",
  },
  bigDepartment: departmentErrors.bigDepartment,
} as const satisfies Readonly<Record<string, ApiError>>;

export const batchDepartmentsErrors = {
  invalidParameter: { httpStatus: 400, code: 40001, msg: "param is invalid" },
  internal: departmentErrors.internal,
  noDepartmentAuthority: departmentErrors.noDepartmentAuthority,
  departmentIsNull: departmentErrors.departmentIsNull,
  noParentAuthority: childrenErrors.noParentAuthority,
  invalidTenant: departmentErrors.invalidTenant,
  bigDepartment: departmentErrors.bigDepartment,
} as const satisfies Readonly<Record<string, ApiError>>;
