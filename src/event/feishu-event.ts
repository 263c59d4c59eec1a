/** What tells one event for one app from every other. In schema 1.0 the same facts stand elsewhere. */
export interface EventHeader {
  /** 32 lower hex digits, the same on every retry of the event; `uuid` in schema 1.0. */
  event_id: string;
  /** The app's Verification Token; the empty string on the long connection. */
  token: string;
  /** Unix milliseconds as a string of 13 digits; `ts`, in seconds, in schema 1.0. */
  create_time: string;
  /** "vc.reserve_config.updated_v1", "im.message.receive_v1"; `event.type` in schema 1.0. */
  event_type: string;
  tenant_key: string;
  app_id: string;
}

/**
 * Any event: the envelope that all of them share, and a content that depends on its type. This is the one form
 * events have inside mocklark; how the two schemas write it is the matter of `serializeEvent`.
 * @see https://open.feishu.cn/document/ukTMukTMukTM/uUTNz4SN1MjL1UzM
 */
export interface FeishuEvent<Content extends object = object> {
  schema: "1.0" | "2.0";
  header: EventHeader;
  event: Content;
}
