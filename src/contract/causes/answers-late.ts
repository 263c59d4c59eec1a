import { durationText } from "../../base/durations.js";
import type { Cause } from "./cause.js";
import { eventTrouble, failureOf } from "./troubles.js";
import { answersLateTexts as texts } from "./texts/answers-late-texts.js";

/** It answers, but only after its work. */
export const answersLate: Cause = {
  id: "answers-late",
  explains: ["event"],
  looksAt: (symptoms, contact) =>
    contact.reception === "late"
      ? (failureOf(symptoms, "event/within-3s") ?? eventTrouble(symptoms, contact))
      : undefined,
  probe({ contact }) {
    const waits = contact.good.map(({ outcome }) => outcome.durationMs);
    const longest = durationText(Math.round(Math.max(0, ...waits)));
    const isEverAnswered = contact.good.some(({ outcome }) => outcome.kind === "answered");
    return Promise.resolve({
      sentence: isEverAnswered ? texts("sentence") : texts("never-sentence", { longest }),
      fix: isEverAnswered ? texts("fix") : texts("never-fix"),
      evidence: [texts("no-answer", { count: waits.length, longest })],
    });
  },
};
