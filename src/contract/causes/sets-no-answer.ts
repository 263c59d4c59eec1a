import { answerOf } from "../report/describe-answer.js";
import { sentences } from "../../base/text.js";
import type { Cause } from "./cause.js";
import { errorLineOf } from "./error-line.js";
import { eventTrouble } from "./troubles.js";
import { areAlike, ordinaryEvent, readAll } from "./trial.js";
import { evidenceTexts } from "./texts/evidence-texts.js";
import { setsNoAnswerTexts as texts } from "./texts/sets-no-answer-texts.js";

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
    const sentence = texts("sentence", { answer: answerOf(one.outcome) });
    return {
      sentence:
        error === undefined ? sentence : sentences(sentence, evidenceTexts("says", { error })),
      fix: texts("fix"),
      evidence: [one, other].map(({ outcome }) =>
        evidenceTexts("reading", {
          label: evidenceTexts("good-event"),
          reading: evidenceTexts("acted-on", { answer: answerOf(outcome) }),
        }),
      ),
    };
  },
};
