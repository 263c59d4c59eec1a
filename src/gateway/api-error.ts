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
