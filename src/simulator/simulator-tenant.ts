import type { Clock } from "../base/clock.js";
import { definedOnly } from "../base/defined-only.js";
import type { Random } from "../base/random.js";
import type { App } from "../event/app.js";
import type { OpenApiRules } from "../open-api/open-api-rules.js";
import { bareTenant } from "../tenant/bare-tenant.js";
import { createTenant } from "../tenant/create-tenant.js";
import type { TenantApp } from "../tenant/tenant-app.js";
import type { Tenant } from "../tenant/tenant.js";
import { plainApp } from "./plain-app.js";
import type { SimulatorOptions } from "./simulator-options.js";
import { firstApp, withFirstApp } from "./with-first-app.js";

/** The tenant of a simulator, and its apps as those know them who sign and encrypt. */
export interface SimulatorTenant {
  readonly tenant: Tenant;
  /** The app that is meant where none is named. The object stays the same until the app changes. */
  readonly app: () => App;
  readonly apps: () => readonly App[];
  readonly findApp: (appId: string) => App | undefined;
  /** The rules of the Open API that came with it. */
  readonly openApiRules: Partial<OpenApiRules>;
  /** Changes {@link app}; with another id that becomes the app. */
  changeApp(settings: Partial<App>): void;
}

/** What the option says, with the settings of `app` for its first app; without it: that app and nothing else. */
export function createSimulatorTenant(
  options: Pick<SimulatorOptions, "tenant" | "tenantRules" | "app">,
  { random, clock }: { readonly random: Random; readonly clock: Pick<Clock, "now"> },
): SimulatorTenant {
  const { tenant: given, tenantRules, app: settings = {} } = options;
  const first = firstApp(given?.apps ?? [], settings, random);
  const tenant = isTenant(given)
    ? given
    : createTenant({
        definition: given ? withFirstApp(given, settings, random) : bareTenant([first]),
        random: random.fork("tenant"),
        now: () => clock.now(),
        rules: { ...given?.rules, ...definedOnly(tenantRules ?? {}) },
      });
  if (isTenant(given)) given.setApp(first);
  const plain = rememberPlainApps();
  let { appId } = first;

  return {
    tenant,
    openApiRules: isTenant(given) ? {} : (given?.openApiRules ?? {}),
    app: () => plain(tenant.findApp(appId) ?? first),
    apps: () => tenant.apps.map(plain),
    findApp: (id) => {
      const found = tenant.findApp(id);
      return found && plain(found);
    },
    changeApp(changes) {
      const before = tenant.findApp(appId) ?? first;
      const after = { ...before, ...definedOnly(changes) };
      appId = after.appId;
      tenant.setApp(after);
    },
  };
}

const isTenant = (given: SimulatorOptions["tenant"]): given is Tenant =>
  given !== undefined && "updateReserveConfig" in given;

/** An app without what only the tenant knows of it, once for each object. */
function rememberPlainApps(): (app: TenantApp) => App {
  const apps = new WeakMap<TenantApp, App>();
  return (app) => {
    const known = apps.get(app) ?? plainApp(app);
    apps.set(app, known);
    return known;
  };
}
