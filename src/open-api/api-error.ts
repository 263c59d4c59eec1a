import type { RefusalReason } from "../tenant/refusal.js";

/** A failed call of the Open API. */
export interface ApiError {
  readonly httpStatus: number;
  readonly code: number;
  readonly msg: string;
}

const invalidText =
  "Invalid access token for authorization. Please make a request with token attached.";

/**
 * What is wrong with a request's token, in Feishu's words. The status is 400, not 401.
 * @see https://open.feishu.cn/document/server-docs/api-call-guide/generic-error-code
 */
export const tokenErrors = {
  missing: {
    httpStatus: 400,
    code: 99991661,
    msg: "Missing access token for authorization. Please make a request with token attached.",
  },
  unknown: { httpStatus: 400, code: 99991663, msg: invalidText },
  ofUser: { httpStatus: 400, code: 99991668, msg: invalidText },
  malformed: { httpStatus: 400, code: 99991671, msg: "Invalid token: must start with t-/u-" },
} as const satisfies Readonly<Record<string, ApiError>>;

/**
 * Why a request for a token fails, in the words seen on the wire (the documentation has 10015 for a wrong
 * secret). The status is 200.
 */
export const credentialErrors = {
  invalidParam: { httpStatus: 200, code: 10003, msg: "invalid param" },
  unknownApp: { httpStatus: 200, code: 10014, msg: "app id not exists" },
  wrongSecret: { httpStatus: 200, code: 10014, msg: "app secret invalid" },
} as const satisfies Readonly<Record<string, ApiError>>;

/**
 * What the pages of reserve_configs list.
 * @see https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/reserve_config/patch
 */
export const reserveConfigErrors = {
  paramError: { httpStatus: 400, code: 121003, msg: "param error" },
  dataNotExist: { httpStatus: 404, code: 121004, msg: "data not exist" },
  unknownScope: {
    httpStatus: 400,
    code: 126001,
    msg: "invalid room or level id, check itself or whether the scope type corresponds to it",
  },
  formNotConfigured: { httpStatus: 400, code: 126002, msg: "reserve form is not configured" },
  notifyTimeTooLong: {
    httpStatus: 400,
    code: 126011,
    msg: "notify time exceeds the scope to which the time unit appoints",
  },
  tooManySubscribers: {
    httpStatus: 400,
    code: 126012,
    msg: "updated sum of userIDs and deptIDs exceed 500",
  },
  unknownUsers: { httpStatus: 400, code: 126013, msg: "some userIDs you put is invalid" },
  unknownDepartments: { httpStatus: 400, code: 126014, msg: "some deptIDs you put is invalid" },
  wrongLevel: { httpStatus: 404, code: 125001, msg: "cannot create/update room at this level" },
} as const satisfies Readonly<Record<string, ApiError>>;

/** How the Open API says what the tenant refused. */
export const refusalErrors: Readonly<Record<RefusalReason, ApiError>> = {
  "unknown-scope": reserveConfigErrors.unknownScope,
  "param-error": reserveConfigErrors.paramError,
  "too-many-subscribers": reserveConfigErrors.tooManySubscribers,
  "unknown-users": reserveConfigErrors.unknownUsers,
  "unknown-departments": reserveConfigErrors.unknownDepartments,
  "data-not-exist": reserveConfigErrors.dataNotExist,
  "wrong-level": reserveConfigErrors.wrongLevel,
  "form-not-configured": reserveConfigErrors.formNotConfigured,
  "notify-time-too-long": reserveConfigErrors.notifyTimeTooLong,
};
