import {
  distinctFormulas,
  isAboutKey,
  resignBy,
  signatureFormulas,
  withSignature,
} from "../../wire/signature-formulas.js";
import { describeAnswer } from "../report/describe-answer.js";
import { isAccepted } from "../report/exchange.js";
import type { WebhookRequest } from "../../wire/webhook-request.js";
import type { Cause, ProbeContext } from "./cause.js";
import { findFlip } from "./find-flip.js";
import { eventTrouble } from "./troubles.js";
import { garbageLike, ordinaryEvent } from "./trial.js";

/** It computes the signature by another formula than the documented one. */
export const wrongFormula: Cause = {
  id: "wrong-formula",
  explains: ["event"],
  looksAt: eventTrouble,
  async probe(context) {
    const make = ordinaryEvent(context);
    const { app, random } = context;
    const variants = namesFor(context, make().request).map((name) => {
      const signed = () => {
        const { event, request } = make();
        return { ...(event ? { event } : {}), request: resignBy(name, request, app) };
      };
      return {
        means: name,
        label: `signed as ${signatureFormulas[name].describe.in("en")}`,
        make: signed,
        // Another length or alphabet alone may change the answer.
        control: () => {
          const attempt = signed();
          return { ...attempt, request: spoiled(attempt.request, random.hex(8)) };
        },
      };
    });
    const flip = await findFlip(context, { label: "signed as documented", make }, variants);
    if (!flip) return undefined;
    const { outcome } = flip.after;
    const then = isAccepted(outcome)
      ? ""
      : ` Signed so, an event comes further, to ${describeAnswer(outcome)}.`;
    return {
      sentence: `It computes the signature as ${signatureFormulas[flip.means].describe.in("en")}: signed as documented, the same event gets ${describeAnswer(flip.before.outcome)}.${then}`,
      fix:
        app.encryptKey === ""
          ? "Without an Encrypt Key the signature holds no secret: compare header.token with the Verification Token instead."
          : "Compute sha256(timestamp + nonce + Encrypt Key + raw body) in lower-case hex, over the bytes before any parsing.",
      evidence: flip.evidence,
    };
  },
};

function namesFor({ app }: ProbeContext, request: WebhookRequest) {
  return distinctFormulas(request, app).filter(
    (name) => app.encryptKey !== "" || !isAboutKey(name),
  );
}

function spoiled(request: WebhookRequest, seed: string): WebhookRequest {
  const signature = request.headers.find(([name]) => name === "X-Lark-Signature")?.[1] ?? "";
  return withSignature(request, garbageLike(signature, seed));
}
