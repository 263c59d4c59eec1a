import type { IncomingMessage, ServerResponse } from "node:http";
import type { Clock } from "../base/clock.js";
import { MocklarkError, messageOf } from "../base/errors.js";
import type { HttpHandler } from "../base/http-handler.js";
import {
  aClock,
  anyObject,
  aRandom,
  createOptionCheck,
  functionToCall,
} from "../base/option-check.js";
import type { Random } from "../base/random.js";
import { suggestion } from "../base/suggestions.js";
import type { Tenant } from "../tenant/tenant.js";
import { type ApiCall, createApiCalls } from "./api-call.js";
import { type ApiFault, createApiFaults } from "./api-fault.js";
import { createCallAnswerer, type CallOutcome } from "./answer-call.js";
import { type Controlled, createControlHandler } from "./control-handler.js";
import { createLogIds } from "./log-id.js";
import { defaultOpenApiRules, openApiRuleOptions, type OpenApiRules } from "./open-api-rules.js";
import { openApiTexts } from "./open-api-texts.js";
import { operations } from "./operations.js";
import { createRouteTable } from "./route-table.js";
import { tokenOperations } from "./token-operations.js";
import { createTokens, type IssuedToken } from "./tokens.js";

export type { ApiFault } from "./api-fault.js";
export type { ApiCall } from "./api-call.js";

export interface OpenApiOptions {
  readonly tenant: Tenant;
  /** Its wall clock counts rates, ends tokens and dates log ids. */
  readonly clock: Clock;
  readonly random: Random;
  readonly rules?: Partial<OpenApiRules>;
  /** How many long connections of the app are open. Default: none. */
  readonly connections?: (appId: string) => number;
  /** Pushes a store app the ticket it asked for. Default: nothing is pushed. */
  readonly pushAppTicket?: (appId: string, ticket: string) => Promise<void>;
  /** Told of each call once it is answered. */
  readonly onCall?: (call: ApiCall) => void;
  /** Told of what failed on our side, a full disk for instance. Default: a warning of the process. */
  readonly onFailure?: (error: unknown, operation: string) => void;
}

const checkOptions = createOptionCheck<OpenApiOptions>(openApiTexts("create"), {
  tenant: anyObject,
  clock: aClock,
  random: aRandom,
  rules: openApiRuleOptions,
  connections: functionToCall,
  pushAppTicket: functionToCall,
  onCall: functionToCall,
  onFailure: functionToCall,
});

/** `/open-apis/*` over a tenant. */
export interface OpenApi {
  /** Answers `/open-apis/*` and leaves every other path, and paths nobody knows, to the next handler. */
  readonly handler: HttpHandler;
  /** Answers `/control/open-api/*`, which steers the Open API from outside, and nothing else. */
  readonly control: HttpHandler;
  /** @throws MocklarkError USAGE for an operation that does not exist */
  failNext(fault: ApiFault): void;
  /** Forgets what was planned and has not failed yet. */
  endFaults(): void;
  /** The last calls, oldest first. */
  calls(): readonly ApiCall[];
  /**
   * The tenant_access_token the app would be given for its secret.
   * @throws MocklarkError USAGE for an app that does not exist
   */
  tenantAccessToken(appId: string): IssuedToken;
  /**
   * Ends all tokens, or those of one app, at once.
   * @throws MocklarkError USAGE for an app that does not exist
   */
  expireTokens(appId?: string): void;
}

/** The Open API as open.feishu.cn has it: routes, tokens, permissions, rates, and the operations. */
export async function createOpenApi(options: OpenApiOptions): Promise<OpenApi> {
  checkOptions(options);
  const { tenant, clock, random, onCall, onFailure = warn } = options;
  const { wall } = clock;
  const rules = { ...defaultOpenApiRules, ...options.rules };
  const tokens = createTokens({ tenant, rules, wall });
  const newLogId = createLogIds({ wall, random: random.fork("log-ids") });
  const requestIds = random.fork("request-ids");
  const routes = [...tokenOperations, ...operations];
  const findRoute = createRouteTable(routes);
  const calls = createApiCalls();
  const faults = createApiFaults(
    routes.map(({ id }) => id),
    tokenOperations.map(({ id }) => id),
  );
  const answerCall = createCallAnswerer({ ...options, rules, tokens, faults, wall, onFailure });

  function send(response: ServerResponse, logId: string, outcome: CallOutcome): void {
    const requestId = requestIds.uuid();
    response.writeHead(outcome.httpStatus, {
      "Content-Type": "application/json; charset=utf-8",
      "Content-Length": Buffer.byteLength(outcome.text),
      "X-Tt-Logid": logId,
      "X-Request-Id": requestId,
      "Request-Id": requestId,
      ...outcome.headers,
    });
    response.end(outcome.text);
  }

  async function serve(
    match: NonNullable<ReturnType<typeof findRoute>>,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const logId = newLogId();
    const outcome = await answerCall(match, request, logId);
    if (outcome === "left") return;
    if (outcome.delayMs !== undefined) await holdBack(response, wall, outcome.delayMs);
    if (response.destroyed || response.writableEnded) return;
    const call: ApiCall = {
      atMs: wall.now(),
      operation: match.route.id,
      method: request.method ?? "",
      path: pathnameOf(request),
      ...(outcome.appId !== undefined && { appId: outcome.appId }),
      httpStatus: outcome.httpStatus,
      code: outcome.code,
      logId,
    };
    calls.add(call);
    send(response, logId, outcome);
    tell(call);
  }

  function tell(call: ApiCall): void {
    try {
      onCall?.(call);
    } catch (error) {
      onFailure(error, call.operation);
    }
  }

  const handler = (
    request: IncomingMessage,
    response: ServerResponse,
    next: (error?: unknown) => void,
  ): void => {
    const match = findRoute(request.method ?? "", pathnameOf(request));
    if (match) void serve(match, request, response);
    else next();
  };

  const controlled: Controlled = {
    failNext: (fault) => faults.plan(fault),
    calls: () => calls.list(),
    expireTokens(appId) {
      if (appId !== undefined && !tenant.findApp(appId))
        throw unknownApp("expire-tokens", appId, tenant);
      tokens.expireAll(appId);
    },
  };
  const tenantAccessToken = (appId: string): IssuedToken => {
    if (!tenant.findApp(appId)) throw unknownApp("give-token", appId, tenant);
    return tokens.issue({ kind: "tenant", appId });
  };
  const endFaults = (): void => faults.end();
  const control = createControlHandler(controlled);
  return { handler, control, endFaults, tenantAccessToken, ...controlled };
}

function unknownApp(
  action: "expire-tokens" | "give-token",
  appId: string,
  { apps }: Tenant,
): MocklarkError {
  const known = apps.map((app) => app.appId);
  const written = JSON.stringify(appId.slice(0, 100));
  const purpose = openApiTexts(action);
  return new MocklarkError("USAGE", openApiTexts("no-app", { purpose, written }), {
    remedy: suggestion(appId, known) ?? openApiTexts("known", { names: known }),
  });
}

const pathnameOf = ({ url = "" }: IncomingMessage): string => {
  const end = url.indexOf("?");
  return end === -1 ? url : url.slice(0, end);
};

/** Until the time is up, or the client gone. */
function holdBack(response: ServerResponse, wall: Clock["wall"], delayMs: number): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      timer.cancel();
      response.off("close", done);
      resolve();
    };
    const timer = wall.setTimer(done, delayMs);
    response.once("close", done);
  });
}

function warn(error: unknown, operation: string): void {
  process.emitWarning(
    `The Open API failed in ${operation}: ${messageOf(error)}`,
    "MocklarkWarning",
  );
}
