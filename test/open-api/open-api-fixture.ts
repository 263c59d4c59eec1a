import type { ReserveConfigEvent } from "../../src/event/reserve-config/reserve-config-event.js";
import express from "express";
import supertest, { type Response } from "supertest";
import { createRealClock } from "../../src/base/clock.js";
import { createRandom } from "../../src/base/random.js";
import {
  createOpenApi,
  type OpenApi,
  type OpenApiOptions,
} from "../../src/open-api/create-open-api.js";
import { tenantTokenOf } from "../../src/open-api/tenant-token.js";
import { createTenant } from "../../src/tenant/create-tenant.js";
import type { Emission } from "../../src/tenant/tenant-record.js";
import type { TenantApp } from "../../src/tenant/tenant-app.js";
import type { TenantDefinition } from "../../src/tenant/tenant-definition.js";
import type { Tenant } from "../../src/tenant/tenant.js";
import { manualWallClock } from "../base/manual-wall-clock.js";
import { companyApp, roomIds, smallCompany } from "./small-company.js";

export const reserveConfigs = "/open-apis/vc/v1/reserve_configs";

export interface Asked {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Default: the app's tenant token; null for none. */
  readonly token?: string | null;
}

export interface OpenApiFixture {
  readonly openApi: OpenApi;
  readonly tenant: Tenant;
  readonly app: TenantApp;
  /** What the tenant has told its apps. */
  readonly emissions: Emission<ReserveConfigEvent>[];
  /** Real time, moved by hand. */
  readonly time: ReturnType<typeof manualWallClock>;
  readonly handler: express.Express;
  readonly ask: (
    method: "get" | "post" | "patch" | "delete" | "head" | "put",
    path: string,
    asked?: Asked,
  ) => Promise<Response>;
  /** The shortest PATCH that changes something. */
  readonly patch: () => Promise<Response>;
}

/** The small company's Open API without a port, in real time that stands still until told to move. */
export async function startOpenApi(
  options: Partial<OpenApiOptions> & {
    readonly app?: Partial<TenantApp>;
    readonly definition?: Partial<TenantDefinition>;
  } = {},
): Promise<OpenApiFixture> {
  const { app: appSettings, definition, ...openApiOptions } = options;
  const time = manualWallClock();
  const app = companyApp(appSettings);
  const tenant =
    options.tenant ??
    createTenant({
      definition: { ...smallCompany(), apps: [app], ...definition },
      random: createRandom(3),
      now: () => 0,
    });
  const emissions: Emission<ReserveConfigEvent>[] = [];
  tenant.onEmission((emission) => {
    emissions.push(emission as Emission<ReserveConfigEvent>);
    return Promise.resolve();
  });
  const openApi = await createOpenApi({
    clock: createRealClock({ wall: time.wall }),
    random: createRandom(7),
    ...openApiOptions,
    tenant,
  });
  const handler = express()
    .use(openApi.handler)
    .use(openApi.control)
    .use((_request, response) => void response.status(404).type("text").send("404 page not found"));
  const ask: OpenApiFixture["ask"] = (method, path, { body, headers = {}, token } = {}) => {
    const bearer = token === undefined ? tenantTokenOf(app.appId) : token;
    const agent = supertest(handler);
    const request = agent[method](path).set({
      ...(bearer !== null && { Authorization: `Bearer ${bearer}` }),
      ...headers,
    });
    return body === undefined
      ? request
      : request.send(typeof body === "string" ? body : JSON.stringify(body));
  };
  return {
    openApi,
    tenant,
    app,
    emissions,
    time,
    handler,
    ask,
    patch: () => ask("patch", `${reserveConfigs}/${roomIds.blue}`, { body: smallestChange }),
  };
}

export const smallestChange = { scope_type: "2", time_config: { time_switch: 1 } };
