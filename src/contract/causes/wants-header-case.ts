import type { Cause } from "./cause.js";
import { findFlip } from "./find-flip.js";
import { describeAnswer } from "../report/describe-answer.js";
import { eventTrouble } from "./troubles.js";
import { ordinaryEvent, withHeaders } from "./trial.js";

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
    const flip = await findFlip(context, { label: "X-Lark-Signature, as Feishu writes it", make }, [
      { means: undefined, label: "the same headers with lower-case names", make: lower },
    ]);
    return (
      flip && {
        sentence: `It finds the headers by their lower-case names only: as Feishu writes them (X-Lark-Signature) it answers ${describeAnswer(flip.before.outcome)}.`,
        fix: "Look headers up without regard to case.",
        evidence: flip.evidence,
      }
    );
  },
};
