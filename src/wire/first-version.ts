import type { FeishuEvent } from "../event/feishu-event.js";
import { createEventCipher } from "./event-cipher.js";
import { firstVersionEnvelope } from "./first-version-envelope.js";
import { prepareBody, type RequestBuilder, type SigningContext } from "./request-builder.js";
import { serializeInGivenOrder } from "./serialize-event.js";
import type { WebhookRequest } from "./webhook-request.js";

type Signing = SigningContext & { readonly builder: RequestBuilder };

export interface FirstVersionOptions {
  /** Default "event_callback". */
  readonly type?: string;
  /** Adds the header of schema 2.0, for receivers that look into it first; default false. */
  readonly withHeader?: boolean;
}

/**
 * The event in the envelope of schema 1.0, which many handlers are still written for:
 * `{"uuid","token","ts","type":"event_callback","event":{"type",…}}`, encrypted and signed as ever.
 * @see https://open.feishu.cn/document/ukTMukTMukTM/uUTNz4SN1MjL1UzM
 */
export function firstVersionRequest(
  { header, event }: FeishuEvent,
  signing: Signing,
  { type = "event_callback", withHeader = false }: FirstVersionOptions = {},
): WebhookRequest {
  const text = serializeInGivenOrder({
    ...firstVersionEnvelope({ header, event }),
    type,
    ...(withHeader ? { header } : {}),
  });
  return sign(text, signing);
}

/** Members of schema 1.0 that some handlers look for in an event of schema 2.0. */
export interface StrayMembers {
  readonly token?: string;
  readonly type?: string;
  readonly eventType?: string;
}

/** The event in schema 2.0 with members of 1.0 besides, encrypted and signed as ever. */
export function mixedVersionRequest(
  { schema, header, event }: FeishuEvent,
  signing: Signing,
  { token, type, eventType }: StrayMembers,
): WebhookRequest {
  const text = serializeInGivenOrder({
    schema,
    ...(token === undefined ? {} : { token }),
    ...(type === undefined ? {} : { type }),
    header,
    event: { ...(eventType === undefined ? {} : { type: eventType }), ...event },
  });
  return sign(text, signing);
}

/** Any text encrypted, where the app has an Encrypt Key, and signed as ever. */
function sign(text: string, { builder, ...context }: Signing): WebhookRequest {
  const { encryptKey } = builder.app;
  const cipher = encryptKey === "" ? undefined : createEventCipher(encryptKey);
  return builder.sign(prepareBody(text, cipher, context.random), context);
}
