import type { Cause, ProbeContext } from "./cause.js";
import { findFlip } from "./find-flip.js";
import { firstVersionRequest, type FirstVersionOptions } from "../../wire/first-version.js";
import { describeAnswer } from "../report/describe-answer.js";
import { eventTrouble } from "./troubles.js";
import { ordinaryEvent, type MakeAttempt } from "./trial.js";

/** It knows events of schema 1.0 only, whose members stand elsewhere. */
export const firstSchemaOnly: Cause = {
  id: "first-schema-only",
  explains: ["event"],
  looksAt: eventTrouble,
  async probe(context) {
    if (context.type.schema === "1.0") return undefined;
    const variants = [false, true].map((withHeader) => ({
      means: undefined,
      label: `the same content in schema 1.0${withHeader ? ", with the header of 2.0 in it" : ""}`,
      make: inFirstSchema(context, { withHeader }),
      // As long as the other, for receivers to which the length of the padding matters.
      control: inFirstSchema(context, { withHeader, type: "other_callback" }),
    }));
    const ordinary = { label: "a good event (schema 2.0)", make: ordinaryEvent(context) };
    const flip = await findFlip(context, ordinary, variants);
    return (
      flip && {
        sentence: `It handles events of schema 1.0 (type "event_callback", uuid): a good event of schema 2.0 gets ${describeAnswer(flip.before.outcome)} and is not acted on.`,
        fix: "Read schema 2.0: event_id, event_type and token stand in `header`, the content in `event`.",
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
