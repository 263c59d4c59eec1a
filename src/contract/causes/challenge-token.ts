import type { Cause } from "./cause.js";
import { findFlip } from "./find-flip.js";
import { describeAnswer } from "../report/describe-answer.js";
import { challengeTrouble } from "./troubles.js";
import { changedChallenge, ordinaryChallenge } from "./trial.js";

/** It compares the challenge's token with something else than the Verification Token. */
export const challengeToken: Cause = {
  id: "challenge-token",
  explains: ["challenge"],
  looksAt: challengeTrouble,
  async probe(context) {
    const { app, random } = context;
    const tokens = [
      { means: "the empty string", token: "" },
      { means: "the Encrypt Key", token: app.encryptKey },
      {
        means: "the Verification Token with a newline after it",
        token: `${app.verificationToken}\n`,
      },
      {
        means: "the Verification Token without the white space around it",
        token: app.verificationToken.trim(),
      },
    ].filter(({ token }) => token !== app.verificationToken);
    const flip = await findFlip(
      context,
      { label: "the challenge with the Verification Token", make: ordinaryChallenge(context) },
      tokens.map(({ means, token }) => ({
        means,
        label: `the challenge with ${means} as token`,
        make: changedChallenge(context, { token }),
        // As long as the other, to the block: the padding is the same then.
        control: () =>
          changedChallenge(context, { token: random.alphanumeric(token.length || 16) })(),
      })),
      { counts: ({ verified }) => verified },
    );
    return (
      flip && {
        sentence: `It takes ${flip.means} for its Verification Token: with it the challenge comes back, with the real one it answers ${describeAnswer(flip.before.outcome)}.`,
        fix: "Give the receiver the Verification Token as the developer console shows it.",
        evidence: flip.evidence,
      }
    );
  },
};
