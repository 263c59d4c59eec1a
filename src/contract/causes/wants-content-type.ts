import { verbatim } from "../../base/text.js";
import type { Cause } from "./cause.js";
import { findFlip } from "./find-flip.js";
import { refusal } from "./troubles.js";
import { answerOf } from "../report/describe-answer.js";
import { ordinaryFor, withHeaders } from "./trial.js";
import { wantsContentTypeTexts as texts } from "./texts/wants-content-type-texts.js";

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
      label: verbatim(`Content-Type: ${type}`),
      make: () => {
        const attempt = make();
        const request = withHeaders(attempt.request, ([name, value]) => [
          name,
          name === "Content-Type" ? type : value,
        ]);
        return { ...attempt, request };
      },
    }));
    const ordinary = { label: verbatim(`Content-Type: ${sent}`), make };
    const flip = await findFlip(context, ordinary, variants);
    return (
      flip && {
        sentence: texts("sentence", {
          wanted: flip.means,
          sent,
          answer: answerOf(flip.before.outcome),
        }),
        fix: texts("fix"),
        evidence: flip.evidence,
      }
    );
  },
};
