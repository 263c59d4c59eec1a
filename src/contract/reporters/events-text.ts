import { reserveConfigEventType } from "../../event/reserve-config/reserve-config-event.js";

/** Which types of events a run sends, where they are not the one that is sent unless told otherwise. */
export function eventsText(events: readonly string[]): string {
  if (events.every((name) => name === reserveConfigEventType)) return "";
  return `events ${events.join(", ")}`;
}
