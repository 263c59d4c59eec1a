import type { Cause } from "./cause.js";
import { findFlip } from "./find-flip.js";
import { answerOf } from "../report/describe-answer.js";
import { eventTrouble } from "./troubles.js";
import { ordinaryEvent, withHeaders } from "./trial.js";
import { wantsHeaderCaseTexts as texts } from "./texts/wants-header-case-texts.js";

/** It looks headers up by lower-case names only, in what keeps the case they were sent in. */
export const wantsHeaderCase: Cause = {
  id: "wants-header-case",
  explains: ["event"],
  looksAt: eventTrouble,
  async probe(context) {
    const make = ordinaryEvent(context);
    const lower = () => {
      const attempt = make();
      const request = withHeaders(attempt.request, ([name, value]) => [name.toLowerCase(), value]);
      return { ...attempt, request };
    };
    const flip = await findFlip(context, { label: texts("ordinary"), make }, [
      { means: undefined, label: texts("variant"), make: lower },
    ]);
    return (
      flip && {
        sentence: texts("sentence", { answer: answerOf(flip.before.outcome) }),
        fix: texts("fix"),
        evidence: flip.evidence,
      }
    );
  },
};
