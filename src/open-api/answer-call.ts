import type { IncomingMessage } from "node:http";
import type { WallClock } from "../base/clock.js";
import { stringsIn } from "../base/json-body.js";
import type { Tenant } from "../tenant/tenant.js";
import type { UserIdType } from "../tenant/reserve-config-change.js";
import { errorText, flatText, sortedJson, successText } from "./answer-text.js";
import { type ApiError, type GatewayError, reserveConfigErrors } from "./api-error.js";
import { type ApiFault, type ApiFaults, faultError } from "./api-fault.js";
import { authorize, type Caller } from "./authorize.js";
import { createInputCheck, type Input } from "./create-input-check.js";
import type { OpenApiRules } from "./open-api-rules.js";
import type { Answer, Operation } from "./operation.js";
import { createRateLimiter } from "./rate-limiter.js";
import { readRequestBody } from "./read-request-body.js";
import { lackOfScopes } from "./require-scopes.js";
import type { Match } from "./route-table.js";
import type { TokenOperation } from "./token-operation.js";
import type { Tokens } from "./tokens.js";

export interface CallAnswererOptions {
  readonly tenant: Tenant;
  readonly rules: OpenApiRules;
  readonly tokens: Tokens;
  readonly faults: ApiFaults;
  /** Real time, for rates. */
  readonly wall: WallClock;
  readonly connections?: (appId: string) => number;
  readonly pushAppTicket?: (appId: string, ticket: string) => Promise<void>;
  readonly onFailure: (error: unknown, operation: string) => void;
}

/** What a call is answered with. */
export interface CallOutcome {
  readonly httpStatus: number;
  readonly code: number;
  readonly text: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly appId?: string;
  /** Real milliseconds to hold it back. */
  readonly delayMs?: number;
}

export type Route = Operation | TokenOperation;

/** Answers a call that has a route; "left" when the client went before it was all there. */
export type AnswerCall = (
  match: Match<Route>,
  request: IncomingMessage,
  logId: string,
) => Promise<CallOutcome | "left">;

/**
 * The order in which a call is looked at: token, app, permissions, rate, JSON and types, and only then what its
 * operation says. "Authentication comes before parameter checks" was seen on the wire.
 */
export function createCallAnswerer(options: CallAnswererOptions): AnswerCall {
  const { tenant, rules, tokens, faults, connections = () => 0, onFailure } = options;
  const countCall = createRateLimiter(options);
  const checkInput = createInputCheck(rules);

  const pushAppTicket = (appId: string, ticket: string): void => {
    options.pushAppTicket?.(appId, ticket).catch((error: unknown) => {
      onFailure(error, "resendAppTicket");
    });
  };

  /** What comes before the call itself is looked at. */
  function refusalOf(
    operation: Operation,
    caller: Caller,
    search: string,
  ): GatewayError | undefined {
    return (
      lackOfScopes(caller, operation.scopes) ??
      lackOfScopes(caller, asksForUserIds(operation, search) ? [userIdScope] : []) ??
      countCall(operation, caller.app.appId)
    );
  }

  async function inputOf(
    operation: Operation,
    path: Match<Route>["path"],
    request: IncomingMessage,
  ): Promise<Input | GatewayError | "left"> {
    const body = operation.body ? await readRequestBody(request) : noBody;
    if (body === "left") return body;
    return checkInput(operation, {
      path,
      search: searchOf(request),
      body: body === "too-long" ? undefined : body,
    });
  }

  async function run(
    operation: Operation,
    caller: Caller,
    {
      path,
      input,
      request,
    }: { path: Match<Route>["path"]; input: Input; request: IncomingMessage },
  ): Promise<Answer> {
    const { query, body } = input;
    const userIdType = (query["user_id_type"] ?? "open_id") as UserIdType;
    try {
      return await operation.answer({
        tenant,
        rules,
        ...caller,
        path,
        query,
        body,
        userIdType,
        connections: () => connections(caller.app.appId),
        origin: originOf(request),
      });
    } catch (error) {
      onFailure(error, operation.id);
      return reserveConfigErrors.internalError;
    }
  }

  async function answerOperation(
    { route: operation, path }: Match<Operation>,
    request: IncomingMessage,
    logId: string,
  ): Promise<CallOutcome | "left"> {
    const failed = (error: GatewayError): CallOutcome => failure(error, logId, operation.id);
    const caller = authorize(operation, request.headers.authorization, { tenant, tokens });
    if (!("app" in caller)) return failed(caller);
    const { appId } = caller.app;
    const refusal = refusalOf(operation, caller, searchOf(request));
    if (refusal) return { ...failed(refusal), appId };
    const fault = faults.take(operation.id);
    const late = { appId, ...delayOf(fault) };
    if (fault && fault.code !== 0)
      return { ...failed(faultError(fault, operation, rules)), ...late };
    const input = await inputOf(operation, path, request);
    if (input === "left") return input;
    if ("code" in input) return { ...failed(input), ...late };
    const answer = await run(operation, caller, { path, input, request });
    return { ...("code" in answer ? failed(answer) : success(answer)), ...late };
  }

  async function answerToken(
    operation: TokenOperation,
    request: IncomingMessage,
  ): Promise<CallOutcome | "left"> {
    const body = await readRequestBody(request);
    if (body === "left") return body;
    const fault = faults.take(operation.id);
    if (fault && fault.code !== 0) {
      return { ...flatFailure(faultError(fault, operation, rules)), ...delayOf(fault) };
    }
    const fields = stringsIn(body);
    const answer = operation.answerToken({ fields, tenant, tokens, rules, pushAppTicket });
    const appId = fields["app_id"] ?? fields["client_id"];
    return {
      httpStatus: answer.httpStatus,
      code: answer.body.code,
      text: sortedJson(answer.body),
      ...(appId !== undefined && { appId }),
      ...delayOf(fault),
    };
  }

  return ({ route, path }, request, logId) =>
    "answerToken" in route
      ? answerToken(route, request)
      : answerOperation({ route, path }, request, logId);
}

const userIdScope = "contact:user.employee_id:readonly";

const noBody = Buffer.alloc(0);

/** "user_id needs contact:user.employee_id:readonly." */
const asksForUserIds = ({ parameters }: Operation, search: string): boolean =>
  search.includes("user_id_type") &&
  parameters?.query?.["user_id_type"] !== undefined &&
  new URLSearchParams(search).get("user_id_type") === "user_id";

function searchOf({ url = "" }: IncomingMessage): string {
  const start = url.indexOf("?");
  return start === -1 ? "" : url.slice(start + 1);
}

/** The address that the client itself used. */
const originOf = ({ headers, socket }: IncomingMessage): string =>
  `${"encrypted" in socket ? "https" : "http"}://${headers.host ?? "127.0.0.1"}`;

const delayOf = (fault: ApiFault | undefined): { delayMs?: number } =>
  fault?.delayMs === undefined ? {} : { delayMs: fault.delayMs };

function success(answer: Exclude<Answer, ApiError>): CallOutcome {
  const text =
    "data" in answer ? successText(answer.data, answer.msg) : flatText(answer.flat, answer.msg);
  return { httpStatus: 200, code: 0, text };
}

const failure = (error: GatewayError, logId: string, operation: string): CallOutcome => ({
  ...flatFailure(error),
  text: errorText(error, { logId, operation }),
});

const flatFailure = ({ httpStatus, code, msg, headers }: GatewayError): CallOutcome => ({
  httpStatus,
  code,
  text: sortedJson({ code, msg }),
  ...(headers && { headers }),
});
