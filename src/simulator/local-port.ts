import type { NextFunction, RequestHandler } from "express";
import { createGateway, type Gateway, type GatewayOptions } from "../gateway/gateway.js";
import { createOpenApi, type OpenApi } from "../open-api/create-open-api.js";
import type { OpenApiRules } from "../open-api/open-api-rules.js";
import { bareTenant, installedApp } from "../tenant/bare-tenant.js";
import { createTenant } from "../tenant/create-tenant.js";
import type { Tenant } from "../tenant/tenant.js";

export interface LocalPortOptions extends Omit<GatewayOptions, "routes"> {
  /** Default: one that has the apps and nothing else. */
  readonly tenant?: Tenant;
  readonly openApiRules?: Partial<OpenApiRules>;
}

/** One port as open.feishu.cn is: discovery and long connection, and the Open API over a tenant. */
export interface LocalPort {
  readonly gateway: Gateway;
  readonly openApi: Promise<OpenApi>;
}

export function createLocalPort({
  tenant: given,
  openApiRules,
  ...options
}: LocalPortOptions): LocalPort {
  const { clock, random, apps } = options;
  const tenant =
    given ??
    createTenant({
      definition: bareTenant(apps),
      random: random.fork("tenant"),
      now: () => clock.now(),
    });
  let opened: Promise<OpenApi> | undefined;
  const openApi = (): Promise<OpenApi> =>
    (opened ??= createOpenApi({
      tenant,
      clock,
      random: random.fork("open-api"),
      ...(openApiRules && { rules: openApiRules }),
      connections: (appId) =>
        gateway.connections().filter((connection) => connection.appId === appId).length,
    }));
  const gateway = createGateway({ ...options, routes: async () => routesOf(await openApi()) });
  return {
    gateway: {
      ...gateway,
      setApp(app) {
        tenant.setApp({ ...installedApp(app), ...tenant.findApp(app.appId), ...app });
        gateway.setApp(app);
      },
    },
    get openApi() {
      return openApi();
    },
  };
}

/** The Open API, and what steers it. */
const routesOf =
  ({ handler, control }: OpenApi): RequestHandler =>
  (request, response, next) => {
    const afterOpenApi: NextFunction = (error?: unknown) => {
      if (error === undefined) void control(request, response, next);
      else next(error);
    };
    void handler(request, response, afterOpenApi);
  };
