import type { Cause } from "./cause.js";
import { findFlip } from "./find-flip.js";
import { refusal } from "./troubles.js";
import { describeAnswer } from "../report/describe-answer.js";
import { ordinaryFor, withHeaders } from "./trial.js";

const sent = "application/json;charset=utf-8";
const others = [
  "application/json",
  "application/json; charset=utf-8",
  "application/json; charset=UTF-8",
];

/** It compares the whole Content-Type, and knows another spelling only. */
export const wantsContentType: Cause = {
  id: "wants-content-type",
  explains: ["challenge", "event"],
  looksAt: refusal,
  async probe(context) {
    const make = ordinaryFor(context);
    const variants = others.map((type) => ({
      means: type,
      label: `Content-Type: ${type}`,
      make: () => {
        const attempt = make();
        const request = withHeaders(attempt.request, ([name, value]) => [
          name,
          name === "Content-Type" ? type : value,
        ]);
        return { ...attempt, request };
      },
    }));
    const flip = await findFlip(context, { label: `Content-Type: ${sent}`, make }, variants);
    return (
      flip && {
        sentence: `It wants the Content-Type "${flip.means}", and answers ${describeAnswer(flip.before.outcome)} to "${sent}", which is what Feishu sends.`,
        fix: "Look only at what stands before the semicolon, in any case, or do not look at the Content-Type at all.",
        evidence: flip.evidence,
      }
    );
  },
};
