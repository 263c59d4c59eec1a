import type { Cause, ProbeContext } from "./cause.js";
import { findFlip } from "./find-flip.js";
import { firstVersionRequest, type FirstVersionOptions } from "../../wire/first-version.js";
import { answerOf } from "../report/describe-answer.js";
import { eventTrouble } from "./troubles.js";
import { ordinaryEvent, type MakeAttempt } from "./trial.js";
import { firstSchemaOnlyTexts as texts } from "./texts/first-schema-only-texts.js";

/** It knows events of schema 1.0 only, whose members stand elsewhere. */
export const firstSchemaOnly: Cause = {
  id: "first-schema-only",
  explains: ["event"],
  looksAt: eventTrouble,
  async probe(context) {
    if (context.type.schema === "1.0") return undefined;
    const variants = [false, true].map((withHeader) => ({
      means: undefined,
      label: withHeader ? texts("variant-with-header") : texts("variant"),
      make: inFirstSchema(context, { withHeader }),
      // As long as the other, for receivers to which the length of the padding matters.
      control: inFirstSchema(context, { withHeader, type: "other_callback" }),
    }));
    const ordinary = { label: texts("ordinary"), make: ordinaryEvent(context) };
    const flip = await findFlip(context, ordinary, variants);
    return (
      flip && {
        sentence: texts("sentence", { answer: answerOf(flip.before.outcome) }),
        fix: texts("fix"),
        evidence: flip.evidence,
      }
    );
  },
};

function inFirstSchema(
  { builder, makeEvent, random, wall }: ProbeContext,
  options: FirstVersionOptions,
): MakeAttempt {
  return () => {
    const event = makeEvent();
    const signing = { builder, random, timestampMs: wall.now() };
    return { event, request: firstVersionRequest(event, signing, options) };
  };
}
