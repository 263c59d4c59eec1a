import {
  distinctFormulas,
  isAboutKey,
  resignBy,
  signatureFormulas,
  withSignature,
} from "../../wire/signature-formulas.js";
import { answerOf } from "../report/describe-answer.js";
import { isAccepted } from "../report/exchange.js";
import type { WebhookRequest } from "../../wire/webhook-request.js";
import { sentences } from "../../base/text.js";
import type { Cause, ProbeContext } from "./cause.js";
import { findFlip } from "./find-flip.js";
import { eventTrouble } from "./troubles.js";
import { garbageLike, ordinaryEvent } from "./trial.js";
import { wrongFormulaTexts as texts } from "./texts/wrong-formula-texts.js";

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
        label: texts("variant", { formula: signatureFormulas[name].describe }),
        make: signed,
        // Another length or alphabet alone may change the answer.
        control: () => {
          const attempt = signed();
          return { ...attempt, request: spoiled(attempt.request, random.hex(8)) };
        },
      };
    });
    const flip = await findFlip(context, { label: texts("ordinary"), make }, variants);
    if (!flip) return undefined;
    const { outcome } = flip.after;
    const sentence = texts("sentence", {
      formula: signatureFormulas[flip.means].describe,
      answer: answerOf(flip.before.outcome),
    });
    return {
      sentence: isAccepted(outcome)
        ? sentence
        : sentences(sentence, texts("comes-further", { answer: answerOf(outcome) })),
      fix: app.encryptKey === "" ? texts("fix-without-key") : texts("fix"),
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
