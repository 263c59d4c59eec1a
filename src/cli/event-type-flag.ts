import type { Command } from "commander";
import type { EventType } from "../event/event-type.js";
import { listFlag } from "./options.js";

export interface EventTypeFlags {
  readonly event: readonly string[];
}

/** Which events the receiver gets; the same on every command that makes any. */
export const eventTypeFlag = () =>
  listFlag(
    "--event <sample>",
    "the type of events: a file with one captured event, TYPE=FILE for a JSON Schema, or the name of a type that comes with mocklark (repeatable)",
  );

/** How many events --count asks for; where it says nothing, one of each type. */
export function countOf(command: Command, count: number, types: readonly EventType[]): number {
  const isSaid = command.getOptionValueSource("count") !== "default";
  return isSaid ? count : Math.max(count, types.length);
}
