import type { Random } from "../base/random.js";
import type { App } from "../event/app.js";
import { createEventCipher } from "../wire/event-cipher.js";
import { prepareBody, type PreparedBody } from "../wire/request-builder.js";
import { serializeInGivenOrder } from "../wire/serialize-event.js";

/**
 * The event that brings a store app its ticket. It is of the first version: `ts` is in seconds with a
 * fraction, and there is no header.
 * @see https://open.feishu.cn/document/server-docs/authentication-management/access-token/app_ticket_resend
 */
export function prepareAppTicket(
  app: App,
  ticket: string,
  { random, timestampMs }: { readonly random: Random; readonly timestampMs: number },
): PreparedBody {
  const text = serializeInGivenOrder({
    ts: `${Math.floor(timestampMs / 1_000)}.${random.digits(7)}`,
    uuid: random.hex(32),
    token: app.verificationToken,
    type: "event_callback",
    event: { app_id: app.appId, app_ticket: ticket, type: "app_ticket" },
  });
  return prepareBody(
    text,
    app.encryptKey === "" ? undefined : createEventCipher(app.encryptKey),
    random,
  );
}
