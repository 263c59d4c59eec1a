import type { CheckId } from "../report/check-id.js";
import type { Flip, RunExchange } from "./run-exchange.js";

/** Everything a run has sent so far, and what came of it. */
export interface RunRecord {
  readonly exchanges: readonly RunExchange[];
  readonly flips: readonly Flip[];
  add(entry: RunExchange): void;
  /** What the last try of this check has sent, in the order it was sent. */
  of(check: CheckId): readonly RunExchange[];
  noteFlip(flip: Flip): void;
  /** Forgets what came after so many exchanges: those checks are tried again one by one. */
  forgetAfter(count: number): void;
}

export function createRunRecord(): RunRecord {
  const exchanges: RunExchange[] = [];
  const flips: Flip[] = [];
  return {
    exchanges,
    flips,
    add: (entry) => exchanges.push(entry),
    of(check) {
      const all = exchanges.filter((entry) => entry.check === check);
      const last = Math.max(...all.map(({ repeats }) => repeats));
      return all
        .filter(({ repeats }) => repeats === last)
        .sort((one, other) => one.order - other.order);
    },
    noteFlip: (flip) => flips.push(flip),
    forgetAfter: (count) => exchanges.splice(count),
  };
}
