import type { Request, RequestHandler, Response, Router } from "express";
import { createRandom } from "../base/random.js";
import type { App } from "../event/app.js";
import { type ApiError, credentialErrors, tokenErrors } from "./api-error.js";
import { anyBody, stringsIn } from "../base/json-body.js";
import { tenantTokenOf } from "./tenant-token.js";

export interface BotRouterOptions {
  readonly apps: () => readonly App[];
  /** One for each answer. */
  readonly newLogId: () => string;
}

// Doubled and trailing slashes are as common here as at the endpoint.
const tenantTokenPath = /^\/+open-apis\/auth\/v3\/tenant_access_token\/internal\/?$/;
const appTokenPath = /^\/+open-apis\/auth\/v3\/app_access_token\/internal\/?$/;
const botInfoPath = /^\/+open-apis\/bot\/v3\/info\/?$/;

/** Seconds; the official SDKs do not cache one that is good for less than a few minutes. */
const expire = 7_200;

/**
 * The calls of the Open API without which bot frameworks do not come online: a token for the secret, and
 * who the bot is for the token.
 * @see https://open.feishu.cn/document/ukTMukTMukTM/uAjMxEjLwITMx4CMyETM
 */
export async function createBotRouter({ apps, newLogId }: BotRouterOptions): Promise<Router> {
  const { default: express } = await import("express");
  const router = express.Router();
  const readBody = express.raw(anyBody);

  const issue =
    (answerWith: (token: string) => object): RequestHandler =>
    (request, response) => {
      const token = issueToken(apps(), request.body);
      if (typeof token === "string") send(response, newLogId(), answerWith(token));
      else refuseToken(response, newLogId(), token);
    };
  router.post(tenantTokenPath, readBody, issue(tenantTokenAnswer));
  router.post(appTokenPath, readBody, issue(appTokenAnswer));
  router.get(botInfoPath, (request, response) => {
    const app = appOfBearer(apps(), request.headers.authorization ?? "");
    if ("appId" in app)
      send(response, newLogId(), { bot: botOf(app, originOf(request)), code: 0, msg: "ok" });
    else refuseCall(response, newLogId(), app);
  });
  return router;
}

const tenantTokenAnswer = (token: string) => ({
  code: 0,
  expire,
  msg: "ok",
  tenant_access_token: token,
});

/** For custom apps both tokens are the same. */
const appTokenAnswer = (token: string) => ({
  app_access_token: token,
  ...tenantTokenAnswer(token),
});

function issueToken(apps: readonly App[], body: unknown): string | ApiError {
  const { app_id: appId = "", app_secret: secret = "" } = stringsIn(body);
  const app = apps.find((each) => each.appId === appId);
  if (appId === "" || secret === "") return credentialErrors.invalidParam;
  if (!app) {
    return isAppId(appId) ? credentialErrors.unknownApp : credentialErrors.invalidParam;
  }
  return app.appSecret === secret ? tenantTokenOf(appId) : credentialErrors.wrongSecret;
}

const isAppId = (text: string): boolean => /^cli_[\da-f]{16}$/.test(text);

function appOfBearer(apps: readonly App[], authorization: string): App | ApiError {
  const [, token] = /^Bearer\s+(\S+)\s*$/.exec(authorization) ?? [];
  if (token === undefined) return tokenErrors.missing;
  if (/^(?:u-|eyJ)/.test(token)) return tokenErrors.ofUser;
  if (!token.startsWith("t-")) return tokenErrors.malformed;
  return apps.find(({ appId }) => tenantTokenOf(appId) === token) ?? tokenErrors.unknown;
}

/** The address that the client itself used. */
const originOf = ({ protocol, headers }: Request): string =>
  `${protocol}://${headers.host ?? "127.0.0.1"}`;

/**
 * An `activate_status` of 2 says that the tenant uses the app. The avatar has a URL, or NoneBot does not
 * start; it is ours, so that nobody who fetches it leaves this machine.
 */
function botOf({ appId }: App, origin: string): object {
  return {
    activate_status: 2,
    app_name: "mocklark",
    avatar_url: `${origin}/avatar.png`,
    ip_white_list: [],
    open_id: `ou_${createRandom(0).fork(`bot/${appId}`).hex(32)}`,
  };
}

function send(response: Response, logId: string, body: object): void {
  response.set("X-Tt-Logid", logId).json(body);
}

/** Only this one has a `data`. */
function refuseToken(response: Response, logId: string, { code, msg }: ApiError): void {
  const isInvalid = code === credentialErrors.invalidParam.code;
  send(response, logId, isInvalid ? { code, data: {}, msg } : { code, msg });
}

function refuseCall(response: Response, logId: string, { httpStatus, code, msg }: ApiError): void {
  send(response.status(httpStatus), logId, { code, msg, error: { log_id: logId } });
}
