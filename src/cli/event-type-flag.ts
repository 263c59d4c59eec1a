import type { Command } from "commander";
import type { EventType } from "../event/event-type.js";
import { listFlag } from "./options.js";
import { flagTexts } from "./texts/flag-texts.js";

export interface EventTypeFlags {
  readonly event: readonly string[];
}

/** Which events the receiver gets; the same on every command that makes any. */
export const eventTypeFlag = () => listFlag("--event <sample>", flagTexts("event"));

/** How many events --count asks for; where it says nothing, one of each type. */
export function countOf(command: Command, count: number, types: readonly EventType[]): number {
  const isSaid = command.getOptionValueSource("count") !== "default";
  return isSaid ? count : Math.max(count, types.length);
}
