import type { Cause } from "./cause.js";
import { findFlip } from "./find-flip.js";
import { answerOf } from "../report/describe-answer.js";
import { challengeTrouble } from "./troubles.js";
import { changedChallenge, ordinaryChallenge } from "./trial.js";
import { signatureBeforeChallengeTexts as texts } from "./texts/signature-before-challenge-texts.js";

/** It demands a signature of the one request that carries none. */
export const signatureBeforeChallenge: Cause = {
  id: "signature-before-challenge",
  explains: ["challenge"],
  looksAt: challengeTrouble,
  async probe(context) {
    const flip = await findFlip(
      context,
      { label: texts("ordinary"), make: ordinaryChallenge(context) },
      [
        {
          means: undefined,
          label: texts("variant"),
          make: changedChallenge(context, { signed: true }),
        },
      ],
      { counts: ({ verified }) => verified },
    );
    return (
      flip && {
        sentence: texts("sentence", { answer: answerOf(flip.before.outcome) }),
        fix: texts("fix"),
        evidence: flip.evidence,
      }
    );
  },
};
