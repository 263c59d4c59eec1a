import type { FeishuEvent } from "../event/feishu-event.js";
import { serializeEvent } from "./serialize-event.js";
import { withToken } from "./write-event.js";

/**
 * What a long-connection frame carries: the same text as a webhook's, with an empty `header.token`,
 * never encrypted and never signed.
 */
export function longConnectionPayload(event: FeishuEvent): string {
  return serializeEvent(withToken(event, ""));
}
