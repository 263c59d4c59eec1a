import type { App } from "../event/app.js";
import { type ApiError, credentialErrors } from "./api-error.js";
import type { Fields, Schema } from "./operation.js";
import { appTicketOf } from "./tenant-token.js";
import type { TokenAnswer, TokenOperation, TokenRequest } from "./token-operation.js";
import { getUserAccessToken } from "./user-token-operation.js";

const text: Schema = { type: "string" };
const page = (name: string): string =>
  `https://open.feishu.cn/document/server-docs/authentication-management/access-token/${name}`;

const object = (
  properties: Record<string, Schema>,
  required = Object.keys(properties),
): Schema => ({
  type: "object",
  required,
  properties,
});

const credentials = object({ app_id: text, app_secret: text });

/** What a request for a token is answered with; without a token when code is not 0. */
const answerWith = (...tokens: readonly string[]): Schema => ({
  type: "object",
  required: ["code", "msg"],
  properties: {
    code: { type: "integer", description: "0 for success." },
    msg: text,
    expire: { type: "integer", description: "Seconds the token is good for." },
    data: { type: "object", description: "Empty, and only for code 10003." },
    ...Object.fromEntries(tokens.map((name) => [name, text])),
  },
});

const success = (members: Fields): TokenAnswer => ({
  httpStatus: 200,
  body: { code: 0, msg: "ok", ...members },
});

/** The status is 200, and only "invalid param" has a `data`. */
function refuse({ httpStatus, code, msg }: ApiError): TokenAnswer {
  const isInvalid = code === credentialErrors.invalidParam.code;
  return { httpStatus, body: isInvalid ? { code, data: {}, msg } : { code, msg } };
}

const isAppId = (id: string): boolean => /^cli_[\da-f]{16}$/.test(id);

function appOf({ fields, tenant }: TokenRequest): App | ApiError {
  const { app_id: appId = "", app_secret: secret = "" } = fields;
  if (appId === "" || secret === "") return credentialErrors.invalidParam;
  const app = tenant.findApp(appId);
  if (app) return app.appSecret === secret ? app : credentialErrors.wrongSecret;
  return isAppId(appId) ? credentialErrors.unknownApp : credentialErrors.invalidParam;
}

/** Runs for an app that said its secret; all others are refused. */
const forApp =
  (answer: (app: App, request: TokenRequest) => TokenAnswer) =>
  (request: TokenRequest): TokenAnswer => {
    const app = appOf(request);
    return "appId" in app ? answer(app, request) : refuse(app);
  };

const credentialPage = [
  credentialErrors.invalidParam,
  credentialErrors.unknownApp,
  credentialErrors.wrongSecret,
];

const getTenantAccessToken: TokenOperation = {
  id: "getTenantAccessToken",
  method: "post",
  path: "/open-apis/auth/v3/tenant_access_token/internal",
  summary: "A token for the app's secret",
  page: page("tenant_access_token_internal"),
  body: credentials,
  answerSchema: answerWith("tenant_access_token"),
  errors: credentialPage,
  answerToken: forApp(({ appId }, { tokens }) => {
    const { token, expire } = tokens.issue({ kind: "tenant", appId });
    return success({ expire, tenant_access_token: token });
  }),
};

/** For custom apps both tokens are the same. */
const getAppAccessToken: TokenOperation = {
  id: "getAppAccessToken",
  method: "post",
  path: "/open-apis/auth/v3/app_access_token/internal",
  summary: "The same token under two names",
  page: page("app_access_token_internal"),
  body: credentials,
  answerSchema: answerWith("app_access_token", "tenant_access_token"),
  errors: credentialPage,
  answerToken: forApp(({ appId }, { tokens }) => {
    const { token, expire } = tokens.issue({ kind: "tenant", appId });
    return success({ app_access_token: token, expire, tenant_access_token: token });
  }),
};

const resendAppTicket: TokenOperation = {
  id: "resendAppTicket",
  method: "post",
  path: "/open-apis/auth/v3/app_ticket/resend",
  summary: "Have a store app's ticket pushed again",
  page: page("app_ticket_resend"),
  body: credentials,
  answerSchema: answerWith(),
  errors: [...credentialPage, credentialErrors.noResend],
  answerToken: forApp(({ appId, type }, { pushAppTicket }) => {
    if (type !== "store") return refuse(credentialErrors.noResend);
    pushAppTicket(appId, appTicketOf(appId));
    return success({ msg: "success" });
  }),
};

/** Tokens of store apps are documented to be good for a minute less. */
const storeSeconds = (tokenSeconds: number): number => Math.max(1, tokenSeconds - 60);

const getStoreAppAccessToken: TokenOperation = {
  id: "getStoreAppAccessToken",
  method: "post",
  path: "/open-apis/auth/v3/app_access_token",
  summary: "A store app's own token, for its secret and ticket",
  page: page("app_access_token"),
  body: object({ app_id: text, app_secret: text, app_ticket: text }),
  answerSchema: answerWith("app_access_token"),
  errors: [...credentialPage, credentialErrors.unauthorizedApp, credentialErrors.noAppToken],
  answerToken: forApp(({ appId, type }, { fields, tokens, rules }) => {
    if (fields["app_ticket"] === undefined) return refuse(credentialErrors.invalidParam);
    if (type !== "store") return refuse(credentialErrors.unauthorizedApp);
    if (fields["app_ticket"] !== appTicketOf(appId)) return refuse(credentialErrors.noAppToken);
    const { token, expire } = tokens.issue(
      { kind: "app", appId },
      storeSeconds(rules.tokenSeconds),
    );
    return success({ app_access_token: token, expire });
  }),
};

const getStoreTenantAccessToken: TokenOperation = {
  id: "getStoreTenantAccessToken",
  method: "post",
  path: "/open-apis/auth/v3/tenant_access_token",
  summary: "A token of one tenant, for a store app's own",
  page: page("tenant_access_token"),
  body: object({ app_access_token: text, tenant_key: text }),
  answerSchema: answerWith("tenant_access_token"),
  errors: [credentialErrors.invalidParam, credentialErrors.noTenantToken],
  answerToken({ fields, tenant, tokens, rules }) {
    const { app_access_token: appToken, tenant_key: tenantKey } = fields;
    if (appToken === undefined || tenantKey === undefined) {
      return refuse(credentialErrors.invalidParam);
    }
    const owner = tokens.find(appToken);
    const isApp = typeof owner === "object" && owner.kind === "app";
    const app = isApp ? tenant.findApp(owner.appId) : undefined;
    if (app?.tenantKey !== tenantKey) return refuse(credentialErrors.noTenantToken);
    const { token, expire } = tokens.issue(
      { kind: "tenant", appId: app.appId },
      storeSeconds(rules.tokenSeconds),
    );
    return success({ expire, tenant_access_token: token });
  },
};

/** Every call that gives a token. */
export const tokenOperations: readonly TokenOperation[] = [
  getTenantAccessToken,
  getAppAccessToken,
  resendAppTicket,
  getStoreAppAccessToken,
  getStoreTenantAccessToken,
  getUserAccessToken,
];
