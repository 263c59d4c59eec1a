import type { Cause } from "./cause.js";
import { findFlip } from "./find-flip.js";
import { eventTrouble } from "./troubles.js";
import { answerOf } from "../report/describe-answer.js";
import { isBetter, ordinaryEvent } from "./trial.js";
import { eventTokenTexts as texts } from "./texts/event-token-texts.js";
import { tokenTexts } from "./texts/tokens-texts.js";

/** It compares header.token with something else than the Verification Token. */
export const eventToken: Cause = {
  id: "event-token",
  explains: ["event"],
  looksAt: eventTrouble,
  async probe(context) {
    const { app, builder, makeEvent, random, wall } = context;
    const withToken = (token: string) => () => {
      const made = makeEvent();
      const event = { ...made, header: { ...made.header, token } };
      return { event, request: builder.event(event, { random, timestampMs: wall.now() }) };
    };
    const tokens = [
      { means: tokenTexts("empty"), token: "" },
      { means: tokenTexts("encrypt-key"), token: app.encryptKey },
      {
        means: tokenTexts("with-newline"),
        token: `${app.verificationToken}\n`,
      },
    ].filter(({ token }) => token !== app.verificationToken);
    const flip = await findFlip(
      context,
      { label: texts("ordinary"), make: ordinaryEvent(context) },
      tokens.map(({ means, token }) => ({
        means,
        label: texts("variant", { means }),
        make: withToken(token),
        // As long as the other, to the block: the padding is the same then.
        control: () => withToken(random.alphanumeric(token.length || 16))(),
      })),
      { counts: isBetter },
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
