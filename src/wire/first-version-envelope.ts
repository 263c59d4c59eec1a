import type { FeishuEvent } from "../event/feishu-event.js";

/**
 * An event as schema 1.0 writes it, in this order: uuid, token, ts, type, and the event with its app_id,
 * tenant_key and type in front of its content. `ts` is in seconds with microseconds behind the point.
 * @see https://open.feishu.cn/document/ukTMukTMukTM/uUTNz4SN1MjL1UzM
 */
export function firstVersionEnvelope({
  header,
  event,
}: Pick<FeishuEvent, "header" | "event">): object {
  return {
    uuid: header.event_id,
    token: header.token,
    ts: `${header.create_time.slice(0, 10)}.${header.create_time.slice(10)}000`,
    type: "event_callback",
    event: {
      app_id: header.app_id,
      tenant_key: header.tenant_key,
      type: header.event_type,
      ...event,
    },
  };
}
