import type { FeishuEvent } from "../../event/feishu-event.js";
import { forgeRequest, type ForgeryName } from "../../wire/forgery.js";
import { outcomeText } from "../../delivery/outcome-in-short.js";
import { isAccepted } from "../report/exchange.js";
import { feishuPages } from "../judging/feishu-pages.js";
import { findLost } from "../judging/find-lost.js";
import { broken, effectsText, holds } from "../judging/judgements.js";
import { expectedTexts } from "../judging/expected-texts.js";
import type { Judgement } from "../report/verdict.js";
import type { Check } from "../suite/check.js";
import type { CheckContext } from "../suite/check-context.js";
import { securityForgeryKeepsIdTexts as texts } from "./texts/security-forgery-keeps-id-texts.js";

const forgeries = ["wrong-signature", "wrong-token"] as const satisfies readonly ForgeryName[];

type Forgery = (typeof forgeries)[number];

export const securityForgeryKeepsId: Check = {
  id: "security/forgery-keeps-id",
  texts,
  severity: "must",
  appliesTo: "webhook",
  page: feishuPages.delivery,
  phase: "hostile",
  judgesAnswers: true,
  async evaluate(context) {
    const trials: Trial[] = [];
    for (const forgery of forgeries.filter((name) => isRefusable(name, context))) {
      const trial = await forgeThenDeliver(context, forgery);
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
  readonly forgery: Forgery;
}

const noSecret: Judgement = {
  kind: "not-applicable",
  reason: texts("no-secret"),
};

/** A forgery that this receiver has the means to tell. */
function isRefusable(forgery: Forgery, { app }: CheckContext): boolean {
  return forgery === "wrong-token" ? app.verificationToken !== "" : app.encryptKey !== "";
}

async function forgeThenDeliver(
  { makeEvent, builder, random, wall, attack, deliver }: CheckContext,
  forgery: Forgery,
): Promise<Trial | Judgement> {
  const event = makeEvent();
  const forged = forgeRequest(forgery, event, { builder, random, timestampMs: wall.now() });
  await attack(forged, { label: texts("forged", { forgery }) });
  const outcome = await deliver(event, { label: texts("genuine") });
  if (isAccepted(outcome)) return { kind: "trial", event, forgery };
  return broken(texts("refused", { forgery }), {
    expected: expectedTexts("status-200"),
    actual: outcomeText(outcome),
  });
}

/** A forgery that was acted on is another check's matter: the genuine event is then a repeat. */
async function judge(context: CheckContext, trials: readonly Trial[]): Promise<Judgement> {
  const found = await findLost(context, trials);
  if ("kind" in found) return found;
  const { lost } = found;
  if (!lost) return holds(texts("holds"));
  return broken(texts("lost", { forgery: lost.forgery }), {
    expected: effectsText(1),
    actual: effectsText(0),
    effects: 0,
  });
}
