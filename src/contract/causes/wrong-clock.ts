import { describeAnswer } from "../report/describe-answer.js";
import type { Cause } from "./cause.js";
import { findFlip } from "./find-flip.js";
import { eventTrouble } from "./troubles.js";
import { isBetter, ordinaryEvent } from "./trial.js";

const second = 1_000;
const hour = 3_600 * second;

interface Shift {
  readonly what: string;
  readonly means: string;
  readonly at: (nowMs: number) => number;
}

const by = (ms: number, what: string, means: string): Shift => ({
  what,
  means,
  at: (nowMs) => nowMs + ms,
});

const slow = "its clock is slow, or its window leaves no room for a timestamp that is ahead of it";
const fast = "its clock is fast, or its window is too narrow for a timestamp that is behind it";
const zone = "it mixes up time zones";

/** The smallest shift first: it is the one that says most. */
const shifts: readonly Shift[] = [
  by(-2 * second, "2 s earlier", slow),
  by(2 * second, "2 s later", fast),
  by(-5 * second, "5 s earlier", slow),
  by(5 * second, "5 s later", fast),
  by(-15 * second, "15 s earlier", slow),
  by(15 * second, "15 s later", fast),
  by(-60 * second, "60 s earlier", slow),
  by(60 * second, "60 s later", fast),
  by(-300 * second, "5 min earlier", slow),
  by(300 * second, "5 min later", fast),
  by(-hour, "1 h earlier", zone),
  by(hour, "1 h later", zone),
  by(-8 * hour, "8 h earlier", zone),
  by(8 * hour, "8 h later", zone),
  {
    what: "in milliseconds",
    means: "it takes the header for milliseconds, and it is in seconds",
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
      { label: "a timestamp of now", make: ordinaryEvent(context) },
      shifts.map((shift) => ({
        means: shift,
        label: `a timestamp ${shift.what}`,
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
        sentence: `It judges X-Lark-Request-Timestamp wrongly: a good event signed now gets ${describeAnswer(flip.before.outcome)}, and with a timestamp ${flip.means.what} it is taken, so ${flip.means.means}.`,
        fix: "Set its clock by NTP, read the header as Unix seconds, and allow at least 5 minutes either way.",
        evidence: flip.evidence,
      }
    );
  },
};
