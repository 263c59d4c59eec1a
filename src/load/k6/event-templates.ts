import type { FeishuEvent } from "../../event/feishu-event.js";
import { serializeEvent } from "../../wire/serialize-event.js";

/*
 * Each slot stands for the first time where it belongs: the header comes before the content. `{{second}}` has as
 * many characters as there are digits of a second, because schema 1.0 puts a point behind the tenth.
 */
const slots = { event_id: "{{event_id}}", token: "{{token}}", create_time: "{{second}}{{ms}}" };

/** The wire text of an event, with a slot for its id, its Verification Token and its time. */
export function eventTemplate(event: FeishuEvent): string {
  return serializeEvent({ ...event, header: { ...event.header, ...slots } });
}
