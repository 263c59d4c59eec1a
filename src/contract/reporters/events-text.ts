import type { Language } from "../../base/text.js";
import { reserveConfigEventType } from "../../event/reserve-config/reserve-config-event.js";
import { reporterTexts } from "./reporter-texts.js";

/** Which types of events a run sends, where they are not the one that is sent unless told otherwise. */
export function eventsText(events: readonly string[], language: Language): string {
  if (events.every((name) => name === reserveConfigEventType)) return "";
  return reporterTexts("events", { names: events }).in(language);
}
