import type { Clock } from "../base/clock.js";
import type { HttpHandler } from "../base/http-handler.js";
import { inTurn } from "../base/in-turn.js";
import type { Random } from "../base/random.js";
import type { App } from "../event/app.js";
import { createGateway, type Gateway, type GatewayOptions } from "../gateway/gateway.js";
import { createOpenApi, type OpenApi, type OpenApiOptions } from "../open-api/create-open-api.js";
import { bareTenant, installedApp } from "../tenant/bare-tenant.js";
import { createTenant } from "../tenant/create-tenant.js";
import type { Tenant } from "../tenant/tenant.js";
import type { OpenGatewayOptions } from "./simulator-options.js";

export interface LocalPortOptions {
  readonly tenant: Tenant;
  readonly clock: Clock;
  readonly random: Random;
  /** Its rules, and who is told of its calls. */
  readonly openApi?: Pick<OpenApiOptions, "rules" | "onCall" | "pushAppTicket">;
}

/** One port as open.feishu.cn is: discovery and long connection, and the Open API over a tenant. */
export interface LocalPort {
  /** Made by the first call, with its options. */
  gateway(options?: OpenGatewayOptions): Gateway;
  openApi(): Promise<OpenApi>;
}

export function createLocalPort(options: LocalPortOptions): LocalPort {
  const { tenant, clock, random } = options;
  let gateway: Gateway | undefined;
  let opened: Promise<OpenApi> | undefined;

  const openApi = (): Promise<OpenApi> =>
    (opened ??= createOpenApi({
      tenant,
      clock,
      random: random.fork("open-api"),
      ...options.openApi,
      connections: (appId) =>
        (gateway?.connections() ?? []).filter((connection) => connection.appId === appId).length,
    }));

  function openGateway(settings: OpenGatewayOptions): Gateway {
    const routes = async () => openApiRoutes(await openApi());
    const made = createGateway({ routes, ...settings, apps: () => tenant.apps, clock, random });
    const setApp = (app: App): void =>
      tenant.setApp({ ...installedApp(app), ...tenant.findApp(app.appId), ...app });
    return { ...made, setApp };
  }

  return { gateway: (settings = {}) => (gateway ??= openGateway(settings)), openApi };
}

/** A gateway for these apps alone, with the calls of the Open API that need nothing but an app. */
export function createLocalGateway({ apps, clock, random, ...settings }: GatewayOptions): Gateway {
  const tenant = createTenant({
    definition: bareTenant(typeof apps === "function" ? apps() : apps),
    random: random.fork("tenant"),
    now: () => clock.now(),
  });
  return createLocalPort({ tenant, clock, random }).gateway(settings);
}

/** The Open API, and what steers it. */
export const openApiRoutes = ({ handler, control }: OpenApi): HttpHandler =>
  inTurn([handler, control]);
