import type { Cause } from "./cause.js";
import { findFlip } from "./find-flip.js";
import { eventTrouble } from "./troubles.js";
import { describeAnswer } from "../report/describe-answer.js";
import { isBetter, ordinaryEvent } from "./trial.js";

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
      { means: "the empty string", token: "" },
      { means: "the Encrypt Key", token: app.encryptKey },
      {
        means: "the Verification Token with a newline after it",
        token: `${app.verificationToken}\n`,
      },
    ].filter(({ token }) => token !== app.verificationToken);
    const flip = await findFlip(
      context,
      { label: "header.token as documented", make: ordinaryEvent(context) },
      tokens.map(({ means, token }) => ({
        means,
        label: `${means} as header.token`,
        make: withToken(token),
        // As long as the other, to the block: the padding is the same then.
        control: () => withToken(random.alphanumeric(token.length || 16))(),
      })),
      { counts: isBetter },
    );
    return (
      flip && {
        sentence: `It takes ${flip.means} for its Verification Token: an event with it is taken, one with the real token gets ${describeAnswer(flip.before.outcome)}.`,
        fix: "Give the receiver the Verification Token as the developer console shows it.",
        evidence: flip.evidence,
      }
    );
  },
};
