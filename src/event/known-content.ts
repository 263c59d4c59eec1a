import { eventNode } from "./reserve-config/event-node.js";
import { reserveConfigEventType } from "./reserve-config/reserve-config-event.js";
import type { SchemaNode } from "./schema-node.js";

/** The schema of the content of an event of this type, where every field of it is known. */
export function knownContentOf(eventType: string): SchemaNode | undefined {
  return eventType === reserveConfigEventType ? eventNode.properties?.["event"] : undefined;
}
