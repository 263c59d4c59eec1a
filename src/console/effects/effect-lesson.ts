import { commonShape, nothing, showsMore } from "../../receiver/effect-shape.js";
import type { Sightings } from "../../receiver/witness/witness.js";

/** What one effect looks like at a witness that counts ids: the console sends nothing to find out. */
export interface EffectLesson {
  /** What one effect shows; undefined until a good event has shown it. */
  shape(): Sightings | undefined;
  /**
   * A good event, accepted at the first try, shows this and nothing more for a while.
   * @param about the same object for the same event
   * @returns whether counts change by it
   */
  quiet(about: object, seen: Sightings): boolean;
  /** The same, when nothing more is waited for. */
  over(about: object, seen: Sightings): boolean;
  /** The receiver is another. */
  forget(): void;
}

/** Ids of scopes tell nothing here: one room is changed again and again. */
export const byEventOnly = ({ eventId, wordings }: Sightings): Sightings => ({
  eventId,
  subjectId: 0,
  ...(wordings && { wordings: { eventId: wordings.eventId, subjectId: new Map() } }),
});

export function createEffectLesson(): EffectLesson {
  let shape: Sightings | undefined;
  let teacher: object | undefined;
  let compared = new WeakSet<object>();

  function learn(about: object, seen: Sightings): true {
    shape = byEventOnly(seen);
    teacher = about;
    compared = new WeakSet([about]);
    return true;
  }

  return {
    shape: () => shape,
    quiet(about, seen) {
      if (!showsMore(byEventOnly(seen), nothing)) return false;
      if (!shape) return learn(about, seen);
      // It was taken for quiet too soon.
      if (about === teacher) return seen.eventId > shape.eventId && learn(about, seen);
      if (seen.eventId !== shape.eventId || compared.has(about)) return false;
      compared.add(about);
      const before = wordingCount(shape);
      // Words that another good event does not show as well tell nothing: "Alice changed …".
      shape = commonShape(shape, seen);
      return wordingCount(shape) !== before;
    },
    over(about, seen) {
      const isLess = shape !== undefined && seen.eventId > 0 && seen.eventId < shape.eventId;
      return isLess && learn(about, seen);
    },
    forget() {
      shape = undefined;
      teacher = undefined;
    },
  };
}

const wordingCount = ({ wordings }: Sightings): number => wordings?.eventId.size ?? 0;
