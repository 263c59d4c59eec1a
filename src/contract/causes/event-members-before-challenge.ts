import type { Cause } from "./cause.js";
import { findFlip } from "./find-flip.js";
import { describeAnswer } from "../report/describe-answer.js";
import { challengeTrouble } from "./troubles.js";
import { changedChallenge, ordinaryChallenge } from "./trial.js";

/** It looks for an event's members in the url_verification request, which has none. */
export const eventMembersBeforeChallenge: Cause = {
  id: "event-members-before-challenge",
  explains: ["challenge"],
  looksAt: challengeTrouble,
  async probe(context) {
    const made = context.makeEvent();
    const { schema, header, event } = made;
    const { event_type: _none, ...untyped } = header;
    const flip = await findFlip(
      context,
      { label: "the challenge", make: ordinaryChallenge(context) },
      [
        { means: "header", more: { header: untyped } },
        { means: "schema", more: { schema } },
        { means: "schema and header", more: { schema, header: untyped } },
        { means: "header with an event_type", more: { schema, header } },
        { means: "event", more: { event: context.type.minimal(made).event } },
        { means: "header and event", more: { schema, header, event } },
      ].map(({ means, more }) => ({
        means,
        label: `the challenge with \`${means}\` in its body`,
        make: changedChallenge(context, { more }),
        // As long as the other, for receivers to which the length of the padding matters.
        control: changedChallenge(context, {
          more: { filler: "x".repeat(JSON.stringify(more).length - '{"filler":""}'.length) },
        }),
      })),
      { counts: ({ verified }) => verified },
    );
    return (
      flip && {
        sentence: `It looks for \`${flip.means}\` in the url_verification request, which has only challenge, token and type: it answers ${describeAnswer(flip.before.outcome)}, and with \`${flip.means}\` in it the challenge comes back.`,
        fix: 'Look at the top level\'s type first: when it is "url_verification", answer {"challenge": <the one received>}.',
        evidence: flip.evidence,
      }
    );
  },
};
