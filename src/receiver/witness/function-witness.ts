import { MocklarkError } from "../../base/errors.js";
import type { EventIds, Witness } from "./witness.js";
import { witnessTexts as texts } from "./witness-texts.js";

/** How often the receiver has acted on this event so far. */
export type CountEffects = (ids: EventIds) => number | Promise<number>;

/** Asks the caller's own code, for tests that can look into the receiver. */
export function createFunctionWitness(countEffects: CountEffects): Witness {
  return {
    kind: "function",
    look: (events) =>
      Promise.all(
        events.map(async (ids) => ({ eventId: checked(await countEffects(ids)), subjectId: 0 })),
      ),
    close: () => {},
  };
}

function checked(count: unknown): number {
  if (typeof count === "number" && Number.isInteger(count) && count >= 0) return count;
  throw new MocklarkError("USAGE", texts("wrong-count", { count: String(count) }), {
    remedy: texts("wrong-count-remedy"),
  });
}
