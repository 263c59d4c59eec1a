import type { Cause } from "./cause.js";
import { findFlip } from "./find-flip.js";
import { answerOf } from "../report/describe-answer.js";
import { challengeTrouble } from "./troubles.js";
import { changedChallenge, ordinaryChallenge } from "./trial.js";
import { challengeTokenTexts as texts } from "./texts/challenge-token-texts.js";
import { tokenTexts } from "./texts/tokens-texts.js";

/** It compares the challenge's token with something else than the Verification Token. */
export const challengeToken: Cause = {
  id: "challenge-token",
  explains: ["challenge"],
  looksAt: challengeTrouble,
  async probe(context) {
    const { app, random } = context;
    const tokens = [
      { means: tokenTexts("empty"), token: "" },
      { means: tokenTexts("encrypt-key"), token: app.encryptKey },
      {
        means: tokenTexts("with-newline"),
        token: `${app.verificationToken}\n`,
      },
      {
        means: tokenTexts("trimmed"),
        token: app.verificationToken.trim(),
      },
    ].filter(({ token }) => token !== app.verificationToken);
    const flip = await findFlip(
      context,
      { label: texts("ordinary"), make: ordinaryChallenge(context) },
      tokens.map(({ means, token }) => ({
        means,
        label: texts("variant", { means }),
        make: changedChallenge(context, { token }),
        // As long as the other, to the block: the padding is the same then.
        control: () =>
          changedChallenge(context, { token: random.alphanumeric(token.length || 16) })(),
      })),
      { counts: ({ verified }) => verified },
    );
    return (
      flip && {
        sentence: texts("sentence", {
          means: flip.means,
          answer: answerOf(flip.before.outcome),
        }),
        fix: texts("fix"),
        evidence: flip.evidence,
      }
    );
  },
};
