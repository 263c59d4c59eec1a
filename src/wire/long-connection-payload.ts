import { isRecord } from "../base/json-path.js";
import type { FeishuEvent } from "../event/feishu-event.js";
import { serializeEvent } from "./serialize-event.js";

/**
 * What a long-connection frame carries: the same text as a webhook's, with an empty `header.token`,
 * never encrypted and never signed.
 */
export function longConnectionPayload(event: FeishuEvent): string {
  // A broken event without a header has no token to empty.
  if (!isRecord(event.header)) return serializeEvent(event);
  return serializeEvent({ ...event, header: { ...event.header, token: "" } });
}
