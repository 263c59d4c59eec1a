import type { EventType } from "../../event/event-type.js";
import type { FeishuEvent } from "../../event/feishu-event.js";

/** A copy of the other event that differs from this one in content only. */
export function withIdsOf(event: FeishuEvent, other: FeishuEvent, type: EventType): FeishuEvent {
  const { event_id, create_time } = event.header;
  const subjectHex = type.subjectIdOf(event).slice(-32);
  return type.withSubject(
    { ...other, header: { ...other.header, event_id, create_time } },
    subjectHex,
  );
}
