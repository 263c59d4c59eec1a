import { prepareBody } from "../../wire/request-builder.js";
import { serializeEvent } from "../../wire/serialize-event.js";
import { forgeRequest } from "../../wire/forgery.js";
import { describeAnswer } from "../report/describe-answer.js";
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
    { label: "the challenge, encrypted", make: ordinaryChallenge(context) },
    [
      {
        means: undefined,
        label: "the challenge in clear",
        make: changedChallenge(context, { plaintext: true }),
      },
    ],
    { counts: ({ verified }) => verified },
  );
  return flip && proofOf(context, "the url_verification request", flip);
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
    { label: "a good event, encrypted", make: ordinaryEvent(context) },
    [
      { means: undefined, label: "a good event in clear", make: signed },
      { means: undefined, label: "a good event in clear, signed with no key", make: downgraded },
    ],
    { counts: isBetter },
  );
  return flip && proofOf(context, "a good event", flip);
}

function proofOf({ check }: ProbeContext, what: string, flip: Flip<undefined>): Proof {
  const error = errorLineOf(check);
  const said = error === undefined ? "" : ` (stderr: ${error})`;
  return {
    sentence: `It does not decrypt: ${what} is understood in clear, and encrypted it gets ${describeAnswer(flip.before.outcome)}${said}.`,
    fix: "Decrypt the value of `encrypt` first, with AES-256-CBC and the SHA-256 of this app's Encrypt Key, and read and check what comes out.",
    evidence: flip.evidence,
  };
}
