import type { Refusal, RefusalReason } from "../tenant/refusal.js";

/** A failed call of the Open API. */
export interface ApiError {
  readonly httpStatus: number;
  readonly code: number;
  readonly msg: string;
}

/** A failed call as the gateway before the services answers it. */
export interface GatewayError extends ApiError {
  /** Members of `error` beside those that every failure has. */
  readonly details?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
}

const invalidText =
  "Invalid access token for authorization. Please make a request with token attached.";

/**
 * What is wrong with a request's token, in Feishu's words. The status is 400, not 401, but for one.
 * @see https://open.feishu.cn/document/server-docs/api-call-guide/generic-error-code
 */
export const tokenErrors = {
  missing: {
    httpStatus: 400,
    code: 99991661,
    msg: "Missing access token for authorization. Please make a request with token attached.",
  },
  unknown: { httpStatus: 400, code: 99991663, msg: invalidText },
  tenantNotSupported: { httpStatus: 400, code: 99991663, msg: "tenant access token not support" },
  ofUser: { httpStatus: 400, code: 99991668, msg: invalidText },
  userNotSupported: { httpStatus: 400, code: 99991668, msg: "user access token not support" },
  malformed: { httpStatus: 400, code: 99991671, msg: "Invalid token: must start with t-/u-" },
  userExpired: { httpStatus: 401, code: 99991677, msg: "token expire" },
} as const satisfies Readonly<Record<string, ApiError>>;

/** What else the gateway refuses before a service sees the call. */
export const gatewayErrors = {
  stoppedApp: { httpStatus: 400, code: 99991662, msg: "app not in use" },
  uninstalledApp: { httpStatus: 400, code: 99991673, msg: "unauthorized app" },
  missingScope: {
    httpStatus: 400,
    code: 99991672,
    msg: "Access denied. One of the following scopes is required: []",
  },
  missingUserScope: {
    httpStatus: 400,
    code: 99991679,
    msg: "Unauthorized. You do not have permission to perform the requested operation on the resource.",
  },
  overRate: { httpStatus: 429, code: 99991400, msg: "request trigger frequency limit" },
  invalidFields: { httpStatus: 400, code: 99992402, msg: "field validation failed" },
} as const satisfies Readonly<Record<string, ApiError>>;

/** What a test can ask for although nothing here leads to it: other words of the gateway's table. */
export const rareErrors = {
  invalidAppToken: { httpStatus: 400, code: 99991664, msg: "invalid app token" },
  invalidTenant: { httpStatus: 400, code: 99991665, msg: "invalid tenant code" },
  noPermission: { httpStatus: 400, code: 99991676, msg: "token no permission" },
  deniedAddress: {
    httpStatus: 400,
    code: 99991401,
    msg: "ip 127.0.0.1 is denied by app setting",
  },
  overQuota: {
    httpStatus: 400,
    code: 99991403,
    msg: "This month's API call quota has been exceeded",
  },
} as const satisfies Readonly<Record<string, ApiError>>;

/**
 * Why a request for a token fails, in the words seen on the wire (the documentation has 10015 for a wrong
 * secret). The status is 200.
 */
export const credentialErrors = {
  invalidParam: { httpStatus: 200, code: 10003, msg: "invalid param" },
  unknownApp: { httpStatus: 200, code: 10014, msg: "app id not exists" },
  wrongSecret: { httpStatus: 200, code: 10014, msg: "app secret invalid" },
  unauthorizedApp: { httpStatus: 200, code: 10014, msg: "app unauthorized" },
  noAppToken: { httpStatus: 200, code: 10012, msg: "get app access token fail" },
  noTenantToken: { httpStatus: 200, code: 10013, msg: "get tenant access token fail" },
  noResend: { httpStatus: 200, code: 10016, msg: "app resend fail" },
} as const satisfies Readonly<Record<string, ApiError>>;

const unknownScopeText =
  "invalid room or level id, check itself or whether the scope type corresponds to it";

/**
 * What the pages of reserve_configs list.
 * @see https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/reserve_config/patch
 */
export const reserveConfigErrors = {
  internalError: { httpStatus: 500, code: 121001, msg: "internal error" },
  notSupported: { httpStatus: 400, code: 121002, msg: "not support" },
  paramError: { httpStatus: 400, code: 121003, msg: "param error" },
  dataNotExist: { httpStatus: 404, code: 121004, msg: "data not exist" },
  noPermission: { httpStatus: 403, code: 121005, msg: "no permission" },
  unknownScope: { httpStatus: 400, code: 126001, msg: unknownScopeText },
  tooManySubscribers: {
    httpStatus: 400,
    code: 126012,
    msg: "updated sum of userIDs and deptIDs exceed 500",
  },
  unknownUsers: { httpStatus: 400, code: 126013, msg: "some userIDs you put is invalid" },
  unknownDepartments: { httpStatus: 400, code: 126014, msg: "some deptIDs you put is invalid" },
} as const satisfies Readonly<Record<string, ApiError>>;

/**
 * What the pages of form, admin and disable_inform list besides.
 * @see https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/reserve_config-form/patch
 */
export const sideBlockErrors = {
  oldPackage: {
    httpStatus: 400,
    code: 125002,
    msg: "please contact customer service to upgrade the package to use this function",
  },
  /** GET, admin and disable_inform spell it with an underscore. */
  unknownScope: {
    httpStatus: 400,
    code: 126001,
    msg: unknownScopeText.replace("scope type", "scope_type"),
  },
  formNotConfigured: { httpStatus: 400, code: 126002, msg: "reserve form is not configured" },
  notifyTimeTooLong: {
    httpStatus: 400,
    code: 126011,
    msg: "notify time exceeds the scope to which the time unit appoints",
  },
} as const satisfies Readonly<Record<string, ApiError>>;

/** How the Open API says what the tenant refused. */
export const refusalErrors: Readonly<Record<RefusalReason, ApiError>> = {
  "unknown-scope": reserveConfigErrors.unknownScope,
  "param-error": reserveConfigErrors.paramError,
  "too-many-subscribers": reserveConfigErrors.tooManySubscribers,
  "unknown-users": reserveConfigErrors.unknownUsers,
  "unknown-departments": reserveConfigErrors.unknownDepartments,
  "data-not-exist": reserveConfigErrors.dataNotExist,
  "wrong-level": {
    httpStatus: 404,
    code: 125001,
    msg: "cannot create/update room at this level",
  },
  "form-not-configured": sideBlockErrors.formNotConfigured,
  "notify-time-too-long": sideBlockErrors.notifyTimeTooLong,
};

/** What the tenant refused, with its reason for people. `details` is a member the SDKs' types know. */
export const refusalError = ({ reason, detail }: Refusal): GatewayError => ({
  ...refusalErrors[reason],
  details: { details: [{ key: "reason", value: detail }] },
});
