import type { Request, RequestHandler, Response } from "express";
import type { Clock } from "../base/clock.js";
import { anyBody } from "../base/json-body.js";
import type { Random } from "../base/random.js";
import type { Tenant } from "../tenant/tenant.js";
import { createBotRouter } from "./bot-router.js";
import { createLogIds } from "./log-id.js";
import { defaultOpenApiRules, type OpenApiRules } from "./open-api-rules.js";
import type { Operation } from "./operation.js";
import { operations } from "./operations.js";
import { tenantTokenOf } from "./tenant-token.js";

export interface OpenApiOptions {
  readonly tenant: Tenant;
  /** Its wall clock counts rates and dates log ids. */
  readonly clock: Clock;
  readonly random: Random;
  readonly rules?: Partial<OpenApiRules>;
  /** How many long connections of the app are open. Default: none. */
  readonly connections?: (appId: string) => number;
}

/** What goes wrong at the next calls. */
export interface ApiFault {
  /** The code to answer, 99991400 for instance; its status, words and headers follow from it. */
  readonly code: number;
  /** Default: what belongs to the code. */
  readonly httpStatus?: number;
  readonly msg?: string;
  /** Real milliseconds the answer is held back; with code 0 it is only slow. */
  readonly delayMs?: number;
  /** The operation's id, "patchReserveConfig"; default: whichever is called next. */
  readonly operation?: string;
  /** How many calls; default 1. */
  readonly times?: number;
}

/** `/open-apis/*` over a tenant. */
export interface OpenApi {
  /** Answers `/open-apis/*` and leaves every other path to the next handler. */
  readonly handler: RequestHandler;
  /** @throws MocklarkError USAGE for an operation that does not exist */
  failNext(fault: ApiFault): void;
}

/** The thinnest Open API: one call, no rules. To be widened. */
export async function createOpenApi(options: OpenApiOptions): Promise<OpenApi> {
  const { tenant, clock, random, rules, connections = () => 0 } = options;
  const { default: express } = await import("express");
  const router = express.Router();
  const newLogId = createLogIds({ wall: clock.wall, random: random.fork("log-ids") });
  router.use(await createBotRouter({ apps: () => tenant.apps, newLogId }));

  const serve =
    (operation: Operation): RequestHandler =>
    async (request: Request, response: Response) => {
      const [, token] = /^Bearer\s+(\S+)\s*$/.exec(request.headers.authorization ?? "") ?? [];
      const app = tenant.apps.find(({ appId }) => tenantTokenOf(appId) === token);
      if (!app) {
        response.status(400).json({ code: 99991663 });
        return;
      }
      const answer = await operation.answer({
        tenant,
        rules: { ...defaultOpenApiRules, ...rules },
        app,
        path: request.params as Record<string, string>,
        query: request.query,
        body: JSON.parse(String(request.body)) as Record<string, unknown>,
        userIdType: "open_id",
        connections: () => connections(app.appId),
      });
      response.set("X-Tt-Logid", newLogId());
      if ("data" in answer) response.json({ code: 0, data: answer.data, msg: "success" });
      else response.status(answer.httpStatus).json({ code: answer.code, msg: answer.msg });
    };
  for (const operation of operations) {
    router[operation.method](operation.path, express.raw(anyBody), serve(operation));
  }
  return { handler: router, failNext: () => {} };
}
