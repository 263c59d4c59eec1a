import type { Cause } from "./cause.js";
import { findFlip } from "./find-flip.js";
import { describeAnswer } from "../report/describe-answer.js";
import { challengeTrouble } from "./troubles.js";
import { changedChallenge, ordinaryChallenge } from "./trial.js";

/** It demands a signature of the one request that carries none. */
export const signatureBeforeChallenge: Cause = {
  id: "signature-before-challenge",
  explains: ["challenge"],
  looksAt: challengeTrouble,
  async probe(context) {
    const flip = await findFlip(
      context,
      { label: "the challenge without X-Lark headers", make: ordinaryChallenge(context) },
      [
        {
          means: undefined,
          label: "the challenge with X-Lark headers",
          make: changedChallenge(context, { signed: true }),
        },
      ],
      { counts: ({ verified }) => verified },
    );
    return (
      flip && {
        sentence: `It wants a signature of the url_verification request, which carries none: without X-Lark headers it answers ${describeAnswer(flip.before.outcome)}, with them the challenge comes back.`,
        fix: 'When type is "url_verification", answer {"challenge": <the one received>} before any signature check.',
        evidence: flip.evidence,
      }
    );
  },
};
