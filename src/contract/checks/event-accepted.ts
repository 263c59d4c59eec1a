import type { Text } from "../../base/text.js";
import type { Outcome } from "../../delivery/outcome.js";
import { firstVersionRequest } from "../../wire/first-version.js";
import { forgeRequest } from "../../wire/forgery.js";
import { answerOf } from "../report/describe-answer.js";
import type { Judgement } from "../report/verdict.js";
import type { Check } from "../suite/check.js";
import type { CheckContext } from "../suite/check-context.js";
import type { FirstContact } from "../suite/first-contact.js";
import { outcomeText } from "../../delivery/outcome-in-short.js";
import { isAccepted } from "../report/exchange.js";
import { feishuPages } from "../judging/feishu-pages.js";
import { expectedTexts } from "../judging/expected-texts.js";
import { broken, judgeEffects } from "../judging/judgements.js";
import { secondsText } from "../judging/seconds-text.js";
import { eventAcceptedTexts as texts } from "./texts/event-accepted-texts.js";

export const eventAccepted: Check = {
  id: "event/accepted",
  texts,
  severity: "must",
  appliesTo: "webhook",
  page: feishuPages.delivery,
  judgesRefusal: true,
  async evaluate(context) {
    const { makeEvent, deliver, effectsOf } = context;
    const contact = context.contact();
    if (contact.frozenAfterAnswer) return actsLater;
    if (isDecided(contact)) return judgeContact(context, contact);
    const event = makeEvent();
    const outcome = await deliver(event);
    if (contact.reception === "dies") return diesOfIt(outcome);
    if (!isAccepted(outcome)) return notAccepted(outcomeText(outcome));
    const count = await effectsOf(event, 1);
    if (count.kind === "unknown" && context.witness() === "blind") {
      const [isShown] = await context.areShown([event]);
      const judgement = isShown === true ? undefined : await judgeUnseen(context, outcome);
      if (judgement) return judgement;
    }
    return judgeEffects(count, 1, {
      holds: texts("holds"),
      broken: texts("not-once"),
    });
  },
};

const actsLater = broken(texts("acts-later"), {
  expected: texts("expected-by-itself"),
  actual: texts("only-then"),
});

/**
 * A receiver that shows nothing may act all the same. But one that answers a forgery as it answers a good event,
 * or that acts on an event of schema 1.0 and not on this one, has shown that it does not.
 */
async function judgeUnseen(context: CheckContext, answer: Outcome): Promise<Judgement | undefined> {
  const expected = expectedTexts("status-200-and-effect");
  const forged = await tryForgery(context);
  if (forged && isSameAnswer(forged, answer)) {
    return broken(texts("like-a-forged-one"), {
      expected,
      actual: texts("for-both", { answer: answerOf(answer) }),
      effects: 0,
    });
  }
  if (context.types.main.schema === "2.0" && (await actsOnFirstVersion(context))) {
    return broken(texts("first-version-only"), {
      expected,
      actual: texts("accepted-without-effect"),
      effects: 0,
    });
  }
  return undefined;
}

async function tryForgery({
  app,
  makeEvent,
  builder,
  random,
  wall,
  experiment,
}: CheckContext): Promise<Outcome | undefined> {
  if (app.encryptKey === "" && app.verificationToken === "") return undefined;
  const name = app.encryptKey === "" ? "wrong-token" : "wrong-signature";
  const context = { builder, random, timestampMs: wall.now() };
  const forged = forgeRequest(name, makeEvent(), context);
  return (await experiment(forged, { label: texts("forged") })).outcome;
}

function isSameAnswer(one: Outcome, other: Outcome): boolean {
  if (one.kind !== "answered" || other.kind !== "answered") return false;
  return one.status === other.status && one.body === other.body;
}

/**
 * Whether one of schema 1.0 is acted on; or the receiver dies of it, and not of the same under another type,
 * so that it was on its way to act.
 */
async function actsOnFirstVersion(context: CheckContext): Promise<boolean> {
  const first = await tryFirstVersion(context, "event_callback");
  if (first.shown || (await tryFirstVersion(context, "event_callback", true)).shown) return true;
  return first.died && !(await tryFirstVersion(context, "another_callback")).died;
}

async function tryFirstVersion(
  { builder, random, wall, makeEvent, experiment, areShown }: CheckContext,
  type: string,
  withHeader = false,
): Promise<{ readonly shown: boolean; readonly died: boolean }> {
  const event = makeEvent();
  const signing = { builder, random, timestampMs: wall.now() };
  const request = firstVersionRequest(event, signing, { type, withHeader });
  const label = texts("first-version", { type, withHeader });
  const { health } = await experiment(request, { label });
  const [shown = false] = await areShown([event]);
  return { shown, died: health.state === "died" };
}

const diesOfIt = (outcome: Outcome): Judgement =>
  broken(texts("dies"), {
    expected: texts("expected-alive"),
    actual: texts("ended-each-time", { outcome: outcomeText(outcome) }),
  });

const notAccepted = (actual: Text, effects?: number): Judgement =>
  broken(texts("refused"), {
    expected: expectedTexts("status-200-in-time"),
    actual,
    ...(effects === undefined ? {} : { effects }),
  });

/** Sending the same once more would tell nothing new, and may take as long again. */
const isDecided = ({ reception }: FirstContact): boolean =>
  reception === "late" || reception === "silent" || reception === "refused";

async function judgeContact(
  { effectsOf }: CheckContext,
  { good, reception }: FirstContact,
): Promise<Judgement> {
  const [first] = good;
  if (!first) return notAccepted(texts("nothing"));
  if (reception !== "late" || !isAccepted(first.outcome)) {
    return notAccepted(outcomeText(first.outcome));
  }
  const after = secondsText(first.outcome.durationMs);
  const count = await effectsOf(first.event, 1);
  return notAccepted(
    texts("accepted-late", { after }),
    count.kind === "counted" ? count.effects : undefined,
  );
}
