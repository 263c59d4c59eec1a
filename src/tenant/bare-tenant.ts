import { reserveConfigEventType } from "../event/reserve-config/reserve-config-event.js";
import type { App } from "../event/app.js";
import type { TenantApp } from "./tenant-app.js";
import type { TenantDefinition } from "./tenant-definition.js";

/** A tenant of these apps and nothing else: enough for tokens and for the long connection. */
export function bareTenant(apps: readonly App[]): TenantDefinition {
  return {
    name: "mocklark",
    tenantKey: apps[0]?.tenantKey ?? "0".repeat(16),
    apps: apps.map(installedApp),
    levels: [],
    rooms: [],
    departments: [],
    people: [],
  };
}

/** An app as a tenant has it: subscribed to the event, with a plain name. */
export function installedApp(app: App): TenantApp {
  return { name: "mocklark", events: [reserveConfigEventType], ...app };
}
