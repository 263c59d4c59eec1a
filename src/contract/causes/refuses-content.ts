import type { Text } from "../../base/text.js";
import type { FeishuEvent } from "../../event/feishu-event.js";
import { createEventCipher } from "../../wire/event-cipher.js";
import { prepareBody } from "../../wire/request-builder.js";
import { serializeEvent } from "../../wire/serialize-event.js";
import { withIdsOf } from "../judging/with-ids-of.js";
import { narrowDifference, type Difference } from "../judging/narrow-difference.js";
import { answerOf, quoteLine } from "../report/describe-answer.js";
import type { Cause, ProbeContext } from "./cause.js";
import { findFlip } from "./find-flip.js";
import { eventTrouble } from "./troubles.js";
import { isBetter, ordinaryEvent, readAll, type Attempt, type Reading } from "./trial.js";
import { evidenceTexts } from "./texts/evidence-texts.js";
import { refusesContentTexts as texts } from "./texts/refuses-content-texts.js";

/** It refuses something in the plain event, and takes one without. */
export const refusesContent: Cause = {
  id: "refuses-content",
  explains: ["event"],
  looksAt: eventTrouble,
  async probe(context) {
    const minimal = () => eventLike(context, context.type.minimal(context.makeEvent()));
    const flip = await findFlip(
      context,
      { label: evidenceTexts("good-event"), make: ordinaryEvent(context) },
      [{ means: undefined, label: texts("variant"), make: minimal }],
      { counts: isBetter },
    );
    if (!flip) return undefined;
    const found = await narrowed(context, flip.before);
    const answer = answerOf(flip.before.outcome);
    const differences = found.map(describeDifference);
    return {
      sentence:
        differences.length === 0
          ? texts("sentence", { answer })
          : texts("sentence-with-difference", { answer, differences }),
      fix: texts("fix"),
      evidence: flip.evidence,
    };
  },
};

function narrowed(context: ProbeContext, refused: Reading): Promise<readonly Difference[]> {
  const whole = context.makeEvent();
  const accepts = async (event: FeishuEvent): Promise<boolean> => {
    const [reading] = await readAll(context, [() => eventLike(context, event)]);
    return reading !== undefined && isBetter(reading, refused);
  };
  return narrowDifference(context.type.minimal(whole), whole, accepts, { mostTrials: 24 });
}

/**
 * The same content with ids of its own, and as long as a whole event: blanks fill it up, so that neither a limit
 * on length nor the padding makes the difference.
 */
function eventLike(
  { app, builder, type, makeEvent, random, wall }: ProbeContext,
  like: FeishuEvent,
): Attempt {
  const whole = makeEvent();
  const event = withIdsOf(whole, like, type);
  const text = serializeEvent(event).padEnd(serializeEvent(whole).length, " ");
  const cipher = app.encryptKey === "" ? undefined : createEventCipher(app.encryptKey);
  const prepared = prepareBody(text, cipher, random);
  return { event, request: builder.sign(prepared, { random, timestampMs: wall.now() }) };
}

const describeDifference = ({ path, refused }: Difference): Text =>
  refused === undefined
    ? texts("left-out", { path })
    : texts("value", { path, value: quoteLine(JSON.stringify(refused)) });
