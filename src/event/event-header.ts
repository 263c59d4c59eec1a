import type { App } from "./app.js";
import type { EventHeader } from "./feishu-event.js";

/** What tells one event for one app from every other; the same on each retry. Keys are in wire order. */
export function createEventHeader(
  { verificationToken, tenantKey, appId }: App,
  {
    eventId,
    createTimeMs,
    eventType,
  }: { readonly eventId: string; readonly createTimeMs: number; readonly eventType: string },
): EventHeader {
  return {
    event_id: eventId,
    token: verificationToken,
    create_time: String(createTimeMs),
    event_type: eventType,
    tenant_key: tenantKey,
    app_id: appId,
  };
}
