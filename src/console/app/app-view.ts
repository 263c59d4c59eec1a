import { reserveConfigEventType } from "../../event/reserve-config/reserve-config-event.js";
import type { TenantApp } from "../../tenant/tenant-app.js";
import type { AppView } from "../console-state.js";

/** As many dots for every secret: not even its length is told. */
const masked = (secret: string): string => (secret === "" ? "" : "••••••••");

/** An app without what only its owner may know. */
export const appView = (app: TenantApp): AppView => ({
  appId: app.appId,
  name: app.name,
  type: app.type,
  ...(app.requestUrl !== undefined && { requestUrl: app.requestUrl }),
  hasEncryptKey: app.encryptKey !== "",
  maskedEncryptKey: masked(app.encryptKey),
  maskedVerificationToken: masked(app.verificationToken),
  maskedAppSecret: masked(app.appSecret),
  permissions: app.permissions,
  isSubscribed: app.events.includes(reserveConfigEventType),
});
