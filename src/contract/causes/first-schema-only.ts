import type { Cause, ProbeContext } from "./cause.js";
import { findFlip } from "./find-flip.js";
import { createEventCipher } from "../../wire/event-cipher.js";
import { prepareBody } from "../../wire/request-builder.js";
import { serializeInGivenOrder } from "../../wire/serialize-event.js";
import { describeAnswer } from "../report/describe-answer.js";
import { eventTrouble } from "./troubles.js";
import { ordinaryEvent, type MakeAttempt } from "./trial.js";

/** It knows events of schema 1.0 only, whose members stand elsewhere. */
export const firstSchemaOnly: Cause = {
  id: "first-schema-only",
  explains: ["event"],
  looksAt: eventTrouble,
  async probe(context) {
    const variants = [false, true].map((both) => ({
      means: undefined,
      label: `the same content in schema 1.0${both ? ", with the header of 2.0 in it" : ""}`,
      make: inFirstSchema(context, { both, type: "event_callback" }),
      // As long as the other, for receivers to which the length of the padding matters.
      control: inFirstSchema(context, { both, type: "other_callback" }),
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
  { app, builder, makeEvent, random, wall }: ProbeContext,
  { both, type }: { readonly both: boolean; readonly type: string },
): MakeAttempt {
  const cipher = app.encryptKey === "" ? undefined : createEventCipher(app.encryptKey);
  return () => {
    const event = makeEvent();
    const { header } = event;
    const { app_id, tenant_key } = header;
    const text = serializeInGivenOrder({
      uuid: header.event_id,
      event: { app_id, tenant_key, type: header.event_type, ...event.event },
      token: header.token,
      ts: `${header.create_time.slice(0, 10)}.${header.create_time.slice(10)}000`,
      type,
      ...(both ? { header } : {}),
    });
    const prepared = prepareBody(text, cipher, random);
    return { event, request: builder.sign(prepared, { random, timestampMs: wall.now() }) };
  };
}
