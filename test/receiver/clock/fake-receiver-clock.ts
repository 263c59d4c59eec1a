import { verbatim } from "../../../src/base/text.js";
import type { Advance, ReceiverClock } from "../../../src/receiver/clock/receiver-clock.js";

export const notMoved: Advance & { readonly kind: "not-moved" } = {
  kind: "not-moved",
  reason: verbatim("The receiver does not answer."),
  remedy: verbatim("Ask it again."),
};

/** A receiver's clock in this process, with a receiver that reads `now`. */
export function fakeReceiverClock({
  kind = "node",
  startMs = 0,
  answer = () => ({ kind: "moved" }),
}: {
  readonly kind?: ReceiverClock["kind"];
  /** How far it had been moved before. */
  readonly startMs?: number;
  /** What comes of each move, by its number; 1 is the first. */
  readonly answer?: (move: number) => Advance;
} = {}) {
  let movedMs = startMs;
  const moves: number[] = [];
  const clock: ReceiverClock = {
    kind,
    limits: undefined,
    movedMs: () => movedMs,
    async advance(ms) {
      moves.push(ms);
      // Real work lies between the order and its end.
      await new Promise((resolve) => setImmediate(resolve));
      const advance = answer(moves.length);
      if (advance.kind === "moved") movedMs += ms;
      return advance;
    },
    close: () => Promise.resolve(),
  };
  return { clock, moves, now: (): number => Date.now() + movedMs };
}
