import type { ApiError } from "./api-error.js";
import type { Schema } from "./operation.js";
import type { TokenAnswer, TokenOperation } from "./token-operation.js";

const text: Schema = { type: "string" };

/**
 * Why nobody gets a user's token. Members and texts are the documented ones.
 * @see https://open.feishu.cn/document/authentication-management/access-token/get-user-access-token
 */
const oauthErrors = {
  missingParameter: {
    httpStatus: 400,
    code: 20001,
    msg: "The request is missing a required parameter.",
  },
  wrongSecret: { httpStatus: 400, code: 20002, msg: "The client secret is invalid." },
  unknownCode: {
    httpStatus: 400,
    code: 20003,
    msg: "The authorization code is not found. Please note that an authorization code can only be used once.",
  },
  wrongGrant: { httpStatus: 400, code: 20036, msg: "The specified grant_type is not supported." },
  unknownApp: { httpStatus: 400, code: 20048, msg: "The specified app does not exist." },
} as const satisfies Readonly<Record<string, ApiError>>;

const oauthNames: Readonly<Record<number, string>> = {
  [oauthErrors.wrongSecret.code]: "invalid_client",
  [oauthErrors.unknownApp.code]: "invalid_client",
  [oauthErrors.unknownCode.code]: "invalid_grant",
  [oauthErrors.wrongGrant.code]: "unsupported_grant_type",
};

const refuse = ({ httpStatus, code, msg }: ApiError): TokenAnswer => ({
  httpStatus,
  body: { code, error: oauthNames[code] ?? "invalid_request", error_description: msg },
});

/**
 * A person's token. There is no page to sign in on: the authorization code is the person's open id, and may be
 * used again.
 * @see https://open.feishu.cn/document/authentication-management/access-token/get-user-access-token
 */
export const getUserAccessToken: TokenOperation = {
  id: "getUserAccessToken",
  method: "post",
  path: "/open-apis/authen/v2/oauth/token",
  summary: "A person's token; the code is the person's open_id",
  page: "https://open.feishu.cn/document/authentication-management/access-token/get-user-access-token",
  body: {
    type: "object",
    required: ["grant_type", "client_id", "client_secret", "code"],
    properties: {
      grant_type: { type: "string", enum: ["authorization_code"] },
      client_id: text,
      client_secret: text,
      code: { type: "string", description: "The person's open_id." },
    },
  },
  answerSchema: {
    type: "object",
    required: ["code"],
    properties: {
      code: { type: "integer", description: "0 for success." },
      access_token: text,
      expires_in: { type: "integer", description: "Seconds the token is good for." },
      token_type: text,
      error: text,
      error_description: text,
    },
  },
  errors: Object.values(oauthErrors),
  answerToken({ fields, tenant, tokens }) {
    const { grant_type: grant, client_id: appId, client_secret: secret, code } = fields;
    if (!grant || !appId || !secret || !code) return refuse(oauthErrors.missingParameter);
    if (grant !== "authorization_code") return refuse(oauthErrors.wrongGrant);
    const app = tenant.findApp(appId);
    if (!app) return refuse(oauthErrors.unknownApp);
    if (app.appSecret !== secret) return refuse(oauthErrors.wrongSecret);
    if (!tenant.findPerson(code, "open_id")) return refuse(oauthErrors.unknownCode);
    const { token, expire } = tokens.issue({ kind: "user", appId, openId: code });
    return {
      httpStatus: 200,
      body: { access_token: token, code: 0, expires_in: expire, token_type: "Bearer" },
    };
  },
};
