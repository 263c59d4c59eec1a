import { prepareBody } from "../../wire/request-builder.js";
import { serializeEvent } from "../../wire/serialize-event.js";
import { forgeRequest } from "../../wire/forgery.js";
import { answerOf } from "../report/describe-answer.js";
import type { Cause, ProbeContext, Proof } from "./cause.js";
import { findFlip, type Flip } from "./find-flip.js";
import { errorLineOf } from "./error-line.js";
import { challengeTrouble, eventTrouble } from "./troubles.js";
import {
  changedChallenge,
  isBetter,
  ordinaryChallenge,
  ordinaryEvent,
  type MakeAttempt,
} from "./trial.js";
import { encryptNeverOpenedTexts as texts } from "./texts/encrypt-never-opened-texts.js";

/** It understands what comes in clear, and not what comes encrypted. */
export const encryptNeverOpened: Cause = {
  id: "encrypt-never-opened",
  explains: ["challenge", "event"],
  looksAt: (symptoms, contact) =>
    symptoms.mode === "webhook-encrypted"
      ? (challengeTrouble(symptoms, contact) ?? eventTrouble(symptoms, contact))
      : undefined,
  async probe(context) {
    return context.check.id.startsWith("challenge/")
      ? ((await challengeInClear(context)) ?? (await eventInClear(context)))
      : eventInClear(context);
  },
};

async function challengeInClear(context: ProbeContext): Promise<Proof | undefined> {
  const flip = await findFlip(
    context,
    { label: texts("challenge-encrypted"), make: ordinaryChallenge(context) },
    [
      {
        means: undefined,
        label: texts("challenge-in-clear"),
        make: changedChallenge(context, { plaintext: true }),
      },
    ],
    { counts: ({ verified }) => verified },
  );
  return flip && proofOf(context, "challenge", flip);
}

async function eventInClear(context: ProbeContext): Promise<Proof | undefined> {
  const { makeEvent, builder, random, wall } = context;
  const timed = () => ({ random, timestampMs: wall.now() });
  const signed: MakeAttempt = () => {
    const event = makeEvent();
    return {
      event,
      request: builder.sign(prepareBody(serializeEvent(event), undefined, random), timed()),
    };
  };
  const downgraded: MakeAttempt = () => {
    const event = makeEvent();
    return {
      event,
      request: forgeRequest("plaintext-downgrade", event, { builder, ...timed() }),
    };
  };
  const flip = await findFlip(
    context,
    { label: texts("event-encrypted"), make: ordinaryEvent(context) },
    [
      { means: undefined, label: texts("event-in-clear"), make: signed },
      { means: undefined, label: texts("event-in-clear-without-key"), make: downgraded },
    ],
    { counts: isBetter },
  );
  return flip && proofOf(context, "event", flip);
}

function proofOf(
  { check }: ProbeContext,
  request: "challenge" | "event",
  flip: Flip<undefined>,
): Proof {
  const error = errorLineOf(check);
  const seen = { request, answer: answerOf(flip.before.outcome) };
  return {
    sentence:
      error === undefined
        ? texts("sentence", seen)
        : texts("sentence-with-error", { ...seen, error }),
    fix: texts("fix"),
    evidence: flip.evidence,
  };
}
