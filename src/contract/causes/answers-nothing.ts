import type { Cause } from "./cause.js";
import { anyTrouble } from "./troubles.js";
import { answersNothingTexts as texts } from "./texts/answers-nothing-texts.js";

/** Neither the challenge nor an event is answered at all. Other paths have been tried before: wrong-path. */
export const answersNothing: Cause = {
  id: "answers-nothing",
  explains: ["challenge", "event"],
  looksAt: (symptoms, contact) =>
    contact.reception === "silent" ? anyTrouble(symptoms, contact) : undefined,
  probe({ check }) {
    return Promise.resolve({
      sentence:
        check.actual === undefined
          ? texts("sentence")
          : texts("seen-sentence", { actual: check.actual }),
      fix: texts("fix"),
      evidence: [],
    });
  },
};
