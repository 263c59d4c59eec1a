import type { ReserveConfigEvent } from "../../src/event/reserve-config/reserve-config-event.js";
import type { Language } from "./interop-receivers.js";
import type { HandledEvent } from "./receiver-process.js";

/**
 * The event sent, in the form in which this SDK's handler hands it over and our receivers print it.
 * That form is all that differs: every value must be there.
 */
export function asHandled(event: ReserveConfigEvent, language: Language): HandledEvent {
  const copy = JSON.parse(JSON.stringify(event)) as Record<string, HandledEvent>;
  switch (language) {
    case "node":
      return { schema: event.schema, ...copy["header"], ...copy["event"] };
    // Both serialisers leave out what is null, also inside lists.
    case "python":
    case "java":
      return without(copy, (value) => value === null) as HandledEvent;
    // `omitempty` leaves out nil pointers and empty lists.
    case "go":
      return without(
        copy,
        (value) => value === null || (Array.isArray(value) && value.length === 0),
      ) as HandledEvent;
    default:
      return language satisfies never;
  }
}

function without(value: unknown, isLeftOut: (value: unknown) => boolean): unknown {
  if (Array.isArray(value)) return value.map((item) => without(item, isLeftOut));
  if (typeof value !== "object" || value === null) return value;
  const kept = Object.entries(value).filter(([, item]) => !isLeftOut(item));
  return Object.fromEntries(kept.map(([key, item]) => [key, without(item, isLeftOut)]));
}
