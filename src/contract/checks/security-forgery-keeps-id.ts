import type { FeishuEvent } from "../../event/feishu-event.js";
import { forgeRequest, type ForgeryName } from "../../wire/forgery.js";
import { outcomeInShort } from "../report/outcome-in-short.js";
import { isAccepted } from "../report/exchange.js";
import { feishuPages } from "../judging/feishu-pages.js";
import { findLost } from "../judging/find-lost.js";
import { broken, describeEffects, holds } from "../judging/judgements.js";
import type { Judgement } from "../report/verdict.js";
import type { Check } from "../suite/check.js";
import type { CheckContext } from "../suite/check-context.js";
import { securityForgeryKeepsIdTexts } from "./words/security-forgery-keeps-id.js";

const forgeries: readonly (readonly [ForgeryName, label: string])[] = [
  ["wrong-signature", "a wrong signature"],
  ["wrong-token", "another token"],
];

export const securityForgeryKeepsId: Check = {
  id: "security/forgery-keeps-id",
  texts: securityForgeryKeepsIdTexts,
  severity: "must",
  appliesTo: "webhook",
  page: feishuPages.delivery,
  phase: "hostile",
  judgesAnswers: true,
  async evaluate(context) {
    const trials: Trial[] = [];
    for (const [forgery, what] of forgeries.filter(([name]) => isRefusable(name, context))) {
      const trial = await forgeThenDeliver(context, forgery, what);
      if (trial.kind !== "trial") return trial;
      trials.push(trial);
    }
    if (trials.length === 0) return noSecret;
    return judge(context, trials);
  },
};

interface Trial {
  readonly kind: "trial";
  readonly event: FeishuEvent;
  readonly what: string;
}

const noSecret: Judgement = {
  kind: "not-applicable",
  reason: "The app has neither an Encrypt Key nor a Verification Token, so nothing can be forged.",
};

/** A forgery that this receiver has the means to tell. */
function isRefusable(forgery: ForgeryName, { app }: CheckContext): boolean {
  return forgery === "wrong-token" ? app.verificationToken !== "" : app.encryptKey !== "";
}

async function forgeThenDeliver(
  { makeEvent, builder, random, wall, attack, deliver }: CheckContext,
  forgery: ForgeryName,
  what: string,
): Promise<Trial | Judgement> {
  const event = makeEvent();
  const forged = forgeRequest(forgery, event, { builder, random, timestampMs: wall.now() });
  await attack(forged, { label: `an event with ${what}` });
  const outcome = await deliver(event, { label: "the genuine event of the same event_id" });
  if (isAccepted(outcome)) return { kind: "trial", event, what };
  return broken(`The genuine event was refused after a forgery with ${what}.`, {
    expected: "status 200",
    actual: outcomeInShort(outcome),
  });
}

/** A forgery that was acted on is another check's matter: the genuine event is then a repeat. */
async function judge(context: CheckContext, trials: readonly Trial[]): Promise<Judgement> {
  const found = await findLost(context, trials);
  if ("kind" in found) return found;
  const { lost } = found;
  if (!lost) return holds("The genuine event was acted on after its forgery.");
  return broken(`The genuine event was not acted on after a forgery with ${lost.what}.`, {
    expected: describeEffects(1),
    actual: describeEffects(0),
    effects: 0,
  });
}
