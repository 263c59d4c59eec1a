import type { Text } from "../../base/text.js";
import { answerOf } from "../report/describe-answer.js";
import type { Cause } from "./cause.js";
import { findFlip } from "./find-flip.js";
import { eventTrouble } from "./troubles.js";
import { isBetter, ordinaryEvent } from "./trial.js";
import { wrongClockTexts as texts, type ClockMeaning } from "./texts/wrong-clock-texts.js";

interface Shift {
  readonly shift: Text;
  readonly meaning: ClockMeaning;
  readonly at: (nowMs: number) => number;
}

const unitMs = { s: 1_000, min: 60_000, h: 3_600_000 } as const;

/** Earlier and later by so much. */
const both = (
  amount: number,
  unit: keyof typeof unitMs,
  earlier: ClockMeaning,
  later: ClockMeaning,
): readonly Shift[] => {
  const ms = amount * unitMs[unit];
  const by = { amount, unit };
  return [
    { shift: texts("earlier", by), meaning: earlier, at: (nowMs) => nowMs - ms },
    { shift: texts("later", by), meaning: later, at: (nowMs) => nowMs + ms },
  ];
};

/** The smallest shift first: it is the one that says most. */
const shifts: readonly Shift[] = [
  ...both(2, "s", "slow", "fast"),
  ...both(5, "s", "slow", "fast"),
  ...both(15, "s", "slow", "fast"),
  ...both(60, "s", "slow", "fast"),
  ...both(5, "min", "slow", "fast"),
  ...both(1, "h", "zone", "zone"),
  ...both(8, "h", "zone", "zone"),
  {
    shift: texts("in-milliseconds"),
    meaning: "milliseconds",
    at: (nowMs) => nowMs * 1_000,
  },
];

/** It refuses the true time, and takes another. */
export const wrongClock: Cause = {
  id: "wrong-clock",
  explains: ["event"],
  looksAt: eventTrouble,
  async probe(context) {
    const { makeEvent, builder, random, wall } = context;
    const flip = await findFlip(
      context,
      { label: texts("ordinary"), make: ordinaryEvent(context) },
      shifts.map((shift) => ({
        means: shift,
        label: texts("variant", { shift: shift.shift }),
        make: () => {
          const event = makeEvent();
          const timestampMs = shift.at(wall.now());
          return { event, request: builder.event(event, { random, timestampMs }) };
        },
      })),
      { counts: isBetter },
    );
    return (
      flip && {
        sentence: texts("sentence", {
          answer: answerOf(flip.before.outcome),
          shift: flip.means.shift,
          meaning: flip.means.meaning,
        }),
        fix: texts("fix"),
        evidence: flip.evidence,
      }
    );
  },
};
