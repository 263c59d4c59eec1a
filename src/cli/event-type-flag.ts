import { listFlag } from "./options.js";

export interface EventTypeFlags {
  readonly event: readonly string[];
}

/** Which events the receiver gets; the same on every command that makes any. */
export const eventTypeFlag = () =>
  listFlag(
    "--event <sample>",
    "the type of events: a file with one captured event, or the name of a type that comes with mocklark (repeatable)",
  );
