import { definedOnly } from "../base/defined-only.js";
import type { Random } from "../base/random.js";
import { type App, createApp } from "../event/app.js";
import { installedApp } from "../tenant/bare-tenant.js";
import type { TenantApp } from "../tenant/tenant-app.js";
import type { TenantDefinition } from "../tenant/tenant-definition.js";

/** A tenant whose first app is as these settings say. Every app of a tenant is told the same tenant key. */
export function withFirstApp<Definition extends TenantDefinition>(
  definition: Definition,
  settings: Partial<App>,
  random: Random,
): Definition {
  const { tenantKey = definition.tenantKey } = settings;
  const apps = [firstApp(definition.apps, settings, random), ...definition.apps.slice(1)];
  return { ...definition, tenantKey, apps: apps.map((app) => ({ ...app, tenantKey })) };
}

/** The first app with these settings; one made up where there is none. */
export function firstApp(
  [known]: readonly TenantApp[],
  settings: Partial<App>,
  random: Random,
): TenantApp {
  return known ? { ...known, ...definedOnly(settings) } : installedApp(createApp(settings, random));
}
