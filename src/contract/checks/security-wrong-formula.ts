import type { Text } from "../../base/text.js";
import type { Outcome } from "../../delivery/outcome.js";
import type { FeishuEvent } from "../../event/feishu-event.js";
import { forgeRequest, type ForgeryName } from "../../wire/forgery.js";
import { distinctFormulas, resignBy, signatureFormulas } from "../../wire/signature-formulas.js";
import type { WebhookRequest } from "../../wire/webhook-request.js";
import type { Check } from "../suite/check.js";
import type { CheckContext } from "../suite/check-context.js";
import type { GoodTrial } from "../suite/first-contact.js";
import { outcomeText } from "../../delivery/outcome-in-short.js";
import { isAccepted } from "../report/exchange.js";
import { feishuPages } from "../judging/feishu-pages.js";
import { judgeForgeries } from "../judging/forged-event.js";
import { broken } from "../judging/judgements.js";
import type { Judgement } from "../report/verdict.js";
import { securityWrongFormulaTexts as texts } from "./texts/security-wrong-formula-texts.js";

/** What anybody can sign. */
const withoutSecret = [
  "empty-key-signature",
  "key-left-out",
] as const satisfies readonly ForgeryName[];

export const securityWrongFormula: Check = {
  id: "security/wrong-formula",
  texts,
  severity: "must",
  appliesTo: "webhook",
  page: feishuPages.encryption,
  phase: "destructive",
  needs: ["encrypt-key"],
  async evaluate(context) {
    const contact = context.contact();
    const [good] = contact.good;
    if (!good || contact.reception === "refused" || contact.reception === "hangs-up") {
      return good ? nameFormula(context, good) : nothingSent;
    }
    const isDropped = context.witness() === "blind" && !(await context.areShown([good.event]))[0];
    const named = isDropped ? await nameFormula(context, good) : undefined;
    return named?.kind === "broken" ? named : judgeWithoutSecret(context);
  },
};

const nothingSent: Judgement = { kind: "undecided", reason: texts("nothing-sent") };

const judgeWithoutSecret = (context: CheckContext): Promise<Judgement> =>
  judgeForgeries(
    context,
    withoutSecret.map((forgery) => ({
      forgery,
      label: texts(forgery),
      holds: texts("holds"),
      broken: texts("broken", { event: texts(forgery) }),
    })),
  );

/** Finds the formula whose events fare better than the good one did. */
async function nameFormula(
  context: CheckContext,
  { event: good, outcome: goodOutcome }: GoodTrial,
): Promise<Judgement> {
  // Whoever answers no event in time would be waited for once for each formula.
  if (goodOutcome.kind === "timed-out") return notAccepted("not-accepted", goodOutcome);
  const tried = [];
  for (const formula of formulasFor(context)) {
    const trial = await tryFormula(context, formula);
    tried.push({ ...trial, formula: formula.describe });
    if (trial.died) break;
  }
  const [goodShown, ...shown] = await context.areShown([good, ...tried.map(({ event }) => event)]);
  const accepted = tried.find(
    ({ outcome }, index) =>
      (isAccepted(outcome) && !isAccepted(goodOutcome)) ||
      (shown[index] === true && goodShown !== true),
  );
  if (accepted === undefined) {
    return notAccepted("no-formula-accepted", goodOutcome);
  }
  return broken(texts("formula-named", { formula: accepted.formula }), {
    expected: texts("documented-refused", {
      formula: texts("documented"),
      outcome: outcomeText(goodOutcome),
    }),
    actual: texts("formula-accepted", {
      formula: accepted.formula,
      outcome: outcomeText(accepted.outcome),
    }),
  });
}

const notAccepted = (
  name: "not-accepted" | "no-formula-accepted",
  outcome: Outcome,
): Judgement => ({
  kind: "undecided",
  reason: texts(name, { outcome: outcomeText(outcome) }),
});

/** How a request is signed wrongly; `describe` completes "computes the signature as". */
interface WrongFormula {
  readonly describe: string | Text;
  readonly sign: (event: FeishuEvent) => WebhookRequest;
}

function formulasFor({ makeEvent, builder, random, wall }: CheckContext): readonly WrongFormula[] {
  const { app } = builder;
  const timed = () => ({ builder, random, timestampMs: wall.now() });
  const sign = (event: FeishuEvent): WebhookRequest => builder.event(event, timed());
  const formulas = distinctFormulas(sign(makeEvent()), app).map((name) => ({
    describe: signatureFormulas[name].describe,
    sign: (event: FeishuEvent) => resignBy(name, sign(event), app),
  }));
  const withEmptyKey: WrongFormula = {
    describe: texts("empty-key"),
    sign: (event) => forgeRequest("empty-key-signature", event, timed()),
  };
  return [...formulas, withEmptyKey];
}

async function tryFormula(context: CheckContext, { describe, sign }: WrongFormula): Promise<Trial> {
  const event = context.makeEvent();
  const label = texts("signed-as", { formula: describe });
  const { outcome, health } = await context.experiment(sign(event), { label });
  return { event, outcome, died: health.state === "died" };
}

interface Trial {
  readonly event: FeishuEvent;
  readonly outcome: Outcome;
  readonly died: boolean;
}
