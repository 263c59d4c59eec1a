import type { Clock } from "../base/clock.js";
import { definedOnly } from "../base/defined-only.js";
import type { Random } from "../base/random.js";
import type { App } from "../event/app.js";
import { createGateway, type Gateway, type GatewayOptions } from "../gateway/gateway.js";
import { createOpenApi, type OpenApi } from "../open-api/create-open-api.js";
import type { OpenApiRules } from "../open-api/open-api-rules.js";
import { bareTenant, installedApp } from "../tenant/bare-tenant.js";
import { createTenant } from "../tenant/create-tenant.js";
import type { Tenant } from "../tenant/tenant.js";
import type { OpenGatewayOptions } from "./simulator-options.js";

export interface LocalPortOptions {
  readonly tenant: Tenant;
  readonly clock: Clock;
  readonly random: Random;
  readonly openApiRules?: Partial<OpenApiRules>;
}

/** One port as open.feishu.cn is: discovery and long connection, and the Open API over a tenant. */
export interface LocalPort {
  /** Made by the first call, with its options. */
  gateway(options?: OpenGatewayOptions): Gateway;
  openApi(): Promise<OpenApi>;
}

export function createLocalPort(options: LocalPortOptions): LocalPort {
  const { tenant, clock, random, openApiRules: rules } = options;
  let gateway: Gateway | undefined;
  let opened: Promise<OpenApi> | undefined;

  const openApi = (): Promise<OpenApi> =>
    (opened ??= createOpenApi({
      tenant,
      clock,
      random: random.fork("open-api"),
      ...definedOnly({ rules }),
      connections: (appId) =>
        (gateway?.connections() ?? []).filter((connection) => connection.appId === appId).length,
    }));

  function openGateway(settings: OpenGatewayOptions): Gateway {
    const routes = async () => (await openApi()).handler;
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
