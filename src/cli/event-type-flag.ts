import type { Command } from "commander";
import type { EventType } from "../event/event-type.js";
import { listFlag } from "./options.js";
import { flagTexts } from "./texts/flag-texts.js";

export interface EventTypeFlags {
  readonly event: readonly string[];
}

/** Which events the receiver gets; the same on every command that makes any. */
export const eventTypeFlag = () => listFlag("--event <sample>", flagTexts("event"));

/**
 * The event types that the flags name. What reads them is loaded only where one is named.
 * @throws as `readEventTypes`
 */
export async function namedEventTypes(flags: EventTypeFlags, cwd: string): Promise<EventType[]> {
  if (flags.event.length === 0) return [];
  const { readEventTypes } = await import("./read-event-types.js");
  return readEventTypes(flags, cwd);
}

/** How many events --count asks for; where it says nothing, one of each type. */
export function countOf(command: Command, count: number, types: readonly EventType[]): number {
  const isSaid = command.getOptionValueSource("count") !== "default";
  return isSaid ? count : Math.max(count, types.length);
}
