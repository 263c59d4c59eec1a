import type { Text } from "../../base/text.js";
import type { FeishuEvent } from "../../event/feishu-event.js";
import type { Outcome } from "../../delivery/outcome.js";
import { outcomeText } from "../../delivery/outcome-in-short.js";
import { isAccepted } from "../report/exchange.js";
import { feishuPages } from "../judging/feishu-pages.js";
import { broken, effectsText, holds } from "../judging/judgements.js";
import type { Judgement } from "../report/verdict.js";
import type { Check } from "../suite/check.js";
import type { CheckContext } from "../suite/check-context.js";
import {
  manyEvents,
  idempotencyManyEventsTexts as texts,
} from "./texts/idempotency-many-events-texts.js";
import { receptionTexts } from "./texts/reception-texts.js";

/** Side by side, over connections of their own: so many at first, and while answers come quickly more of them. */
const [lanesAtFirst, mostLanes] = [8, 48];

/** Milliseconds, a tenth of what an answer may take: more connections must not make a slow receiver's answers late. */
const quickMs = 300;

/** Milliseconds after which it shows whether all of them would take too long. */
const enoughToTellMs = 5_000;

export const idempotencyManyEvents: Check = {
  id: "idempotency/many-events",
  texts,
  severity: "should",
  appliesTo: "webhook",
  page: feishuPages.delivery,
  phase: "flood",
  judgesAnswers: true,
  sendsMany: true,
  async evaluate(context) {
    const first = context.makeEvent();
    const outcome = await deliverStubbornly(context, first, texts("first"));
    if (!isAccepted(outcome)) {
      return { kind: "undecided", reason: receptionTexts("not-accepted") };
    }
    const sent = context.canCount() ? await sendOthers(context) : 0;
    const label = texts("first-again", { sent });
    const again = await deliverStubbornly(context, first, label);
    if (!isAccepted(again)) return refusedAgain(again);
    const count = await context.effectsOf(first, 1);
    if (count.kind === "unknown") return { kind: "undecided", reason: count.reason };
    return judge(count.effects, sent, context.floodMs);
  },
};

function judge(effects: number, sent: number, floodMs: number): Judgement {
  if (effects > 1) {
    return broken(texts("acted-again", { sent }), {
      expected: effectsText(1),
      actual: effectsText(effects),
      effects,
    });
  }
  if (sent < manyEvents) {
    return {
      kind: "undecided",
      reason: texts("too-slow", { seconds: floodMs / 1_000, sent }),
    };
  }
  return holds(texts("holds", { sent }), effects);
}

/** As often as Feishu would, for a receiver that refuses good events by chance. */
const mostAttempts = 5;

async function deliverStubbornly(
  { deliver }: CheckContext,
  event: FeishuEvent,
  label: Text,
): Promise<Outcome> {
  let outcome = await deliver(event, { label });
  for (let attempt = 2; attempt <= mostAttempts && outcome.kind === "answered"; attempt++) {
    if (isAccepted(outcome)) break;
    outcome = await deliver(event, { label: texts("attempt", { event: label, attempt }) });
  }
  return outcome;
}

const refusedAgain = (outcome: Outcome): Judgement => ({
  kind: "undecided",
  reason: texts("refused-again", { outcome: outcomeText(outcome) }),
});

/** @returns how many were answered, until all were sent or there was no hope of that */
async function sendOthers(context: CheckContext): Promise<number> {
  const { wall, deliver, makeEvent, signal, floodMs } = context;
  const events = Array.from({ length: manyEvents }, () => makeEvent());
  const startedAt = wall.elapsed();
  let [started, answered] = [0, 0];
  function isHopeless(): boolean {
    const passedMs = wall.elapsed() - startedAt;
    const neededMs = (passedMs / Math.max(1, answered)) * manyEvents;
    return passedMs > floodMs || (passedMs > enoughToTellMs && neededMs > floodMs);
  }
  /** The first quick answer in a lane opens one more lane; a lane that was added ends with an answer that is not. */
  async function work(lane: number): Promise<void> {
    let next: Promise<void> | undefined;
    for (let event = events[started++]; event && !signal.aborted; event = events[started++]) {
      if (isHopeless()) break;
      const label = texts("one-of-many");
      const outcome = await deliver(event, { label, connection: `own:many-${lane}` });
      if (outcome.kind === "answered") answered += 1;
      const isQuick = isAccepted(outcome) && outcome.durationMs < quickMs;
      if (isQuick && lane + lanesAtFirst < mostLanes) next ??= work(lane + lanesAtFirst);
      if (!isQuick && lane >= lanesAtFirst) break;
    }
    await next;
  }
  await Promise.all(Array.from({ length: lanesAtFirst }, (_, lane) => work(lane)));
  return answered;
}
