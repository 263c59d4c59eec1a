import type { Outcome } from "../../delivery/outcome.js";
import type { FeishuEvent } from "../../event/feishu-event.js";
import { forgeRequest, type ForgeryName } from "../../wire/forgery.js";
import { distinctFormulas, resignBy, signatureFormulas } from "../../wire/signature-formulas.js";
import type { WebhookRequest } from "../../wire/webhook-request.js";
import type { Check } from "../suite/check.js";
import type { CheckContext } from "../suite/check-context.js";
import type { GoodTrial } from "../suite/first-contact.js";
import { outcomeInShort } from "../report/outcome-in-short.js";
import { isAccepted } from "../report/exchange.js";
import { feishuPages } from "../judging/feishu-pages.js";
import { judgeForgeries } from "../judging/forged-event.js";
import { broken } from "../judging/judgements.js";
import type { Judgement } from "../report/verdict.js";
import { documentedFormula, securityWrongFormulaTexts } from "./words/security-wrong-formula.js";

/** What anybody can sign, and how it is called when it is accepted. */
const withoutSecret: readonly (readonly [ForgeryName, label: string])[] = [
  ["empty-key-signature", "an event encrypted and signed with the empty key"],
  ["key-left-out", "an event signed without the key"],
];

export const securityWrongFormula: Check = {
  id: "security/wrong-formula",
  texts: securityWrongFormulaTexts,
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

const nothingSent: Judgement = { kind: "undecided", reason: "No good event was sent." };

const judgeWithoutSecret = (context: CheckContext): Promise<Judgement> =>
  judgeForgeries(
    context,
    withoutSecret.map(([forgery, label]) => ({
      forgery,
      label,
      holds: "Signatures made without the key had no effect.",
      broken: `The receiver acted on ${label}.`,
    })),
  );

/** Finds the formula whose events fare better than the good one did. */
async function nameFormula(
  context: CheckContext,
  { event: good, outcome: goodOutcome }: GoodTrial,
): Promise<Judgement> {
  // Whoever answers no event in time would be waited for once for each formula.
  if (goodOutcome.kind === "timed-out") return notAccepted(goodOutcome);
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
    return notAccepted(goodOutcome, ", and no formula seen in the wild was either");
  }
  return broken(`Your receiver computes the signature as ${accepted.formula}.`, {
    expected: `${documentedFormula}, which was answered with ${outcomeInShort(goodOutcome)}`,
    actual: `${accepted.formula} was accepted (${outcomeInShort(accepted.outcome)})`,
  });
}

function notAccepted(outcome: Outcome, formulas = ""): Judgement {
  const seen = outcomeInShort(outcome);
  const reason = `A good event was not accepted (${seen})${formulas}: see event/accepted.`;
  return { kind: "undecided", reason };
}

/** How a request is signed wrongly; `describe` completes "computes the signature as". */
interface WrongFormula {
  readonly describe: string;
  readonly sign: (event: FeishuEvent) => WebhookRequest;
}

function formulasFor({ makeEvent, builder, random, wall }: CheckContext): readonly WrongFormula[] {
  const { app } = builder;
  const timed = () => ({ builder, random, timestampMs: wall.now() });
  const sign = (event: FeishuEvent): WebhookRequest => builder.event(event, timed());
  const formulas = distinctFormulas(sign(makeEvent()), app).map((name) => ({
    describe: signatureFormulas[name].describe.in("en"),
    sign: (event: FeishuEvent) => resignBy(name, sign(event), app),
  }));
  const withEmptyKey: WrongFormula = {
    describe: "SHA-256 with the empty key, and decrypts with it too",
    sign: (event) => forgeRequest("empty-key-signature", event, timed()),
  };
  return [...formulas, withEmptyKey];
}

async function tryFormula(context: CheckContext, { describe, sign }: WrongFormula): Promise<Trial> {
  const event = context.makeEvent();
  const label = `a signature made as ${describe}`;
  const { outcome, health } = await context.experiment(sign(event), { label });
  return { event, outcome, died: health.state === "died" };
}

interface Trial {
  readonly event: FeishuEvent;
  readonly outcome: Outcome;
  readonly died: boolean;
}
