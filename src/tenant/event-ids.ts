import type { Random } from "../base/random.js";

/** The ids of events in the order they are drawn. */
export interface EventIds {
  readonly next: () => string;
  /** The ids that come next, one a call, without taking them. */
  readonly foresee: () => () => string;
}

/** @param random a source nothing else draws from */
export function createEventIds(random: Random): EventIds {
  const foreseen: string[] = [];
  const draw = (): string => random.hex(32);
  return {
    next: () => foreseen.shift() ?? draw(),
    foresee() {
      let index = 0;
      return () => (foreseen[index++] ??= draw());
    },
  };
}
