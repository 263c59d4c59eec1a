import type { App } from "./app.js";
import { type EventHeader, reserveConfigEventType } from "./reserve-config-event.js";

/** What tells one event for one app from every other; the same on each retry. Keys are in wire order. */
export function createEventHeader(
  { verificationToken, tenantKey, appId }: App,
  { eventId, createTimeMs }: { readonly eventId: string; readonly createTimeMs: number },
): EventHeader {
  return {
    event_id: eventId,
    token: verificationToken,
    create_time: String(createTimeMs),
    event_type: reserveConfigEventType,
    tenant_key: tenantKey,
    app_id: appId,
  };
}
