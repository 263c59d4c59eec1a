import type { Cause } from "./cause.js";
import { findFlip } from "./find-flip.js";
import { answerOf } from "../report/describe-answer.js";
import { challengeTrouble } from "./troubles.js";
import { changedChallenge, ordinaryChallenge } from "./trial.js";
import { eventMembersBeforeChallengeTexts as texts } from "./texts/event-members-before-challenge-texts.js";
import { evidenceTexts } from "./texts/evidence-texts.js";

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
      { label: evidenceTexts("challenge"), make: ordinaryChallenge(context) },
      [
        { means: texts("header"), more: { header: untyped } },
        { means: texts("schema"), more: { schema } },
        { means: texts("schema-and-header"), more: { schema, header: untyped } },
        { means: texts("header-with-type"), more: { schema, header } },
        { means: texts("event"), more: { event: context.type.minimal(made).event } },
        { means: texts("header-and-event"), more: { schema, header, event } },
      ].map(({ means, more }) => ({
        means,
        label: texts("variant", { members: means }),
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
        sentence: texts("sentence", {
          members: flip.means,
          answer: answerOf(flip.before.outcome),
        }),
        fix: texts("fix"),
        evidence: flip.evidence,
      }
    );
  },
};
