import { createApp } from "../../event/app.js";
import { createEventCipher } from "../../wire/event-cipher.js";
import { serializeEvent } from "../../wire/serialize-event.js";
import {
  encryptWrongly,
  wrongEncryptionNames,
  wrongEncryptions,
  type WrongEncryptionName,
} from "../../wire/wrong-encryptions.js";
import { answerOf } from "../report/describe-answer.js";
import type { App } from "../../event/app.js";
import type { Cause, ProbeContext } from "./cause.js";
import { findFlip, type Variant } from "./find-flip.js";
import { errorLineOf } from "./error-line.js";
import { unverified } from "./troubles.js";
import {
  areAlike,
  changedChallenge,
  ordinaryChallenge,
  ordinaryEvent,
  readAll,
  type MakeAttempt,
} from "./trial.js";
import { wrongDecryptionTexts as texts } from "./texts/wrong-decryption-texts.js";

/** It decrypts, but with another key, IV, padding or alphabet than documented. */
export const wrongDecryption: Cause = {
  id: "wrong-decryption",
  explains: ["challenge", "event"],
  // Who sends an encrypted challenge back can decrypt.
  looksAt: (symptoms, contact) =>
    symptoms.mode === "webhook-encrypted" ? unverified(symptoms, contact) : undefined,
  async probe(context) {
    if (await tellsFromGarbage(context)) return undefined;
    const flip =
      (await findFlip(
        context,
        { label: texts("ordinary-challenge"), make: ordinaryChallenge(context) },
        variantsOf(context, challengeEncryptedBy),
      )) ??
      (await findFlip(
        context,
        { label: texts("ordinary-event"), make: ordinaryEvent(context) },
        variantsOf(context, eventEncryptedBy),
      ));
    if (!flip) return undefined;
    const { describe, fix } = wrongEncryptions[flip.means];
    const error = errorLineOf(context.check);
    const seen = { mistake: describe, answer: answerOf(flip.before.outcome) };
    return {
      sentence:
        error === undefined
          ? texts("sentence", seen)
          : texts("sentence-with-error", { ...seen, error }),
      fix,
      evidence: flip.evidence,
    };
  },
};

/** Whoever answers the challenge otherwise than what another app's key has encrypted has opened it. */
async function tellsFromGarbage(context: ProbeContext): Promise<boolean> {
  const stranger = createEventCipher(strangerTo(context.app, context.random).encryptKey);
  const encrypt = (text: string): string => stranger.encrypt(text, context.random);
  const garbage = changedChallenge(context, { encrypt });
  const ordinary = ordinaryChallenge(context);
  const readings = await readAll(context, [ordinary, garbage, ordinary, garbage]);
  const [one, spoiled, again, spoiledAgain] = readings;
  if (!one || !spoiled || !again || !spoiledAgain) return false;
  const loose = { loose: true };
  return (
    areAlike(one, again, loose) &&
    areAlike(spoiled, spoiledAgain, loose) &&
    !areAlike(one, spoiled, loose)
  );
}

type EncryptedBy = (context: ProbeContext, encrypt: (text: string) => string) => MakeAttempt;

const challengeEncryptedBy: EncryptedBy = (context, encrypt) =>
  changedChallenge(context, { encrypt });

const eventEncryptedBy: EncryptedBy =
  ({ makeEvent, builder, random, wall }, encrypt) =>
  () => {
    const event = makeEvent();
    const plaintext = serializeEvent(event);
    const body = Buffer.from(`{"encrypt":"${encrypt(plaintext)}"}`);
    return {
      event,
      request: builder.sign({ body, plaintext }, { random, timestampMs: wall.now() }),
    };
  };

function variantsOf(context: ProbeContext, make: EncryptedBy): Variant<WrongEncryptionName>[] {
  const { app, random } = context;
  const by = (name: WrongEncryptionName, owner: App) =>
    make(context, (text) => encryptWrongly(name, text, { app: owner, random }) ?? "");
  return wrongEncryptionNames
    .filter((name) => encryptWrongly(name, "{}", { app, random }) !== undefined)
    .map((name) => ({
      means: name,
      label: texts("variant", { mistake: wrongEncryptions[name].describe }),
      make: by(name, app),
      control: by(name, strangerTo(app, random)),
    }));
}

/** An app whose keys have the same length and alphabet, and are others. */
function strangerTo(app: App, random: ProbeContext["random"]): App {
  const isHex = /^[\da-f]+$/i.test(app.encryptKey);
  const { length } = app.encryptKey;
  const encryptKey = isHex ? random.hex(length) : random.alphanumeric(length);
  return createApp({ encryptKey }, random);
}
