import { describeAnswer } from "../report/describe-answer.js";
import type { Cause } from "./cause.js";
import { errorLineOf } from "./error-line.js";
import { eventTrouble } from "./troubles.js";
import { areAlike, ordinaryEvent, readAll } from "./trial.js";

/** It acts on the event, and then answers that it failed: mostly the handler answers nothing, and the framework does. */
export const setsNoAnswer: Cause = {
  id: "sets-no-answer",
  explains: ["event"],
  looksAt(symptoms, contact) {
    const [first] = contact.good;
    const failed = first?.outcome.kind === "answered" && first.outcome.status >= 400;
    return failed && symptoms.witness.state !== "none"
      ? eventTrouble(symptoms, contact)
      : undefined;
  },
  async probe(context) {
    const make = ordinaryEvent(context);
    const [one, other] = await readAll(context, [make, make], { lookAtRefused: true });
    if (!one?.shown || !other?.shown || !areAlike(one, other, { loose: true })) return undefined;
    const error = errorLineOf(context.check);
    const said = error === undefined ? "" : ` It says: ${error}`;
    return {
      sentence: `It acts on a good event and yet answers ${describeAnswer(one.outcome)}: its handler sets no answer of its own, or fails after the work.${said}`,
      fix: "Let the event handler answer 200 on every way through.",
      evidence: [one, other].map(
        ({ outcome }) => `a good event: ${describeAnswer(outcome)}, and it was acted on`,
      ),
    };
  },
};
