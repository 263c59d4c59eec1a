import type { EventType } from "../../event/event-type.js";
import type { FeishuEvent } from "../../event/feishu-event.js";

/** Of the same product and object as this type, in Feishu's form, and no type there is. */
export const unknownTypeLike = ({ name }: EventType): string =>
  `${name.includes(".") ? name.slice(0, name.lastIndexOf(".") + 1) : ""}unknown_v1`;

/** The same event under such a type. */
export function ofUnknownType(event: FeishuEvent, type: EventType): FeishuEvent {
  return { ...event, header: { ...event.header, event_type: unknownTypeLike(type) } };
}
