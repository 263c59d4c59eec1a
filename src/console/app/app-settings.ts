import { MocklarkError } from "../../base/errors.js";
import type { Text } from "../../base/text.js";
import { type Permission, permissions } from "../../event/app.js";
import { reserveConfigEventType } from "../../event/reserve-config/reserve-config-event.js";
import type { TenantApp } from "../../tenant/tenant-app.js";
import type { Tenant } from "../../tenant/tenant.js";
import { appTexts } from "./app-texts.js";

/**
 * What the app may do, whether it is subscribed to the event, and its kind; what is left out stays.
 * @throws MocklarkError USAGE
 */
export function changeAppSettings(
  app: TenantApp,
  body: Readonly<Record<string, unknown>>,
  tenant: Pick<Tenant, "setApp">,
): void {
  const { permissions: granted, isSubscribed, type, ...others } = body;
  const [unknown] = Object.keys(others);
  if (unknown !== undefined)
    throw notThat(appTexts("no-setting", { name: JSON.stringify(unknown) }));
  tenant.setApp({
    ...app,
    ...(granted !== undefined && { permissions: readPermissions(granted) }),
    ...(isSubscribed !== undefined && { events: eventsWith(app, isSubscribed) }),
    ...(type !== undefined && { type: readType(type) }),
  });
}

function readPermissions(granted: unknown): Permission[] {
  if (!Array.isArray(granted)) throw notThat(appTexts("no-list"));
  const unknown: unknown = granted.find((each) => !permissions.includes(each as Permission));
  if (unknown !== undefined)
    throw notThat(appTexts("no-permission", { name: JSON.stringify(unknown) }));
  return permissions.filter((permission) => granted.includes(permission));
}

function eventsWith({ events }: TenantApp, isSubscribed: unknown): string[] {
  if (typeof isSubscribed !== "boolean") throw notThat(appTexts("neither-true-nor-false"));
  const others = events.filter((each) => each !== reserveConfigEventType);
  return isSubscribed ? [...others, reserveConfigEventType] : others;
}

function readType(type: unknown): TenantApp["type"] {
  if (type === "custom" || type === "store") return type;
  throw notThat(appTexts("neither-custom-nor-store"));
}

const notThat = (why: Text): MocklarkError =>
  new MocklarkError("USAGE", appTexts("not-changed", { why }), {
    remedy: appTexts("settings-there-are", { permissions: permissions.slice(0, 3) }),
  });
