import type { Text } from "../../base/text.js";
import type { FeishuEvent } from "../../event/feishu-event.js";
import type { CheckContext, DeliverOptions } from "../suite/check-context.js";
import type { EffectCount } from "../../receiver/effect-ledger.js";
import { outcomeText } from "../../delivery/outcome-in-short.js";
import { isAccepted } from "../report/exchange.js";
import { expectedTexts } from "./expected-texts.js";
import { judgeGoodEventsTexts as texts } from "./judge-good-events-texts.js";
import { broken, effectsText, holds } from "./judgements.js";
import { narrowRefusal, type RefusalOptions } from "./narrow-refusal.js";
import { seenEach, seenOf } from "./seen-text.js";
import type { Judgement } from "../report/verdict.js";

/** One good event and how it is sent; `what` names it: "an event about a level". */
export interface GoodEvent extends Omit<DeliverOptions, "label"> {
  readonly event: FeishuEvent;
  readonly what: Text;
}

/**
 * Sends good events at once: each must be answered with 200 and acted on once. When it is tried again after
 * a failure, the field that made the difference is looked for.
 * @param statusDecides whether acceptance alone is what is demanded, so that it will do where effects cannot be seen
 */
export async function judgeGoodEvents(
  context: CheckContext,
  goodEvents: readonly GoodEvent[],
  { statusDecides = false }: { readonly statusDecides?: boolean } = {},
): Promise<Judgement> {
  const { deliver, effectsOfEach } = context;
  const outcomes = await Promise.all(
    goodEvents.map(({ event, what, ...options }) => deliver(event, { ...options, label: what })),
  );
  const refused = goodEvents.flatMap((good, index) => {
    const outcome = outcomes[index];
    return outcome === undefined || isAccepted(outcome)
      ? []
      : [{ ...good, seen: outcomeText(outcome) }];
  });
  if (refused.length > 0) {
    const [first] = refused;
    const why = await whyRefused(context, first, {});
    return broken(texts("not-accepted", { events: eventsOf(refused), why }), {
      expected: expectedTexts(refused.length === 1 ? "status-200" : "status-200-each"),
      actual: actualOf(refused),
    });
  }
  const counts = await effectsOfEach(
    goodEvents.map(({ event }) => event),
    1,
  );
  const dropped = goodEvents.find((_, index) => {
    const count = counts[index];
    return count?.kind === "counted" && count.effects === 0;
  });
  const why = await whyRefused(context, dropped, { byEffect: true });
  return judgeCounts(goodEvents, counts, { statusDecides, why });
}

/** "it refuses …", or nothing where that is not looked for or cannot be told. */
async function whyRefused(
  context: CheckContext,
  refused: GoodEvent | undefined,
  options: RefusalOptions,
): Promise<Text | ""> {
  if (context.repeats === 0 || refused === undefined) return "";
  return (await narrowRefusal(context, refused.event, options)) ?? "";
}

function judgeCounts(
  goodEvents: readonly GoodEvent[],
  counts: readonly EffectCount[],
  { statusDecides, why }: { readonly statusDecides: boolean; readonly why: Text | "" },
): Judgement {
  const events = eventsOf(goodEvents);
  const unknown = counts.find((count) => count.kind === "unknown");
  if (unknown !== undefined) {
    return statusDecides
      ? holds(texts("unseen", { events }))
      : { kind: "undecided", reason: unknown.reason };
  }
  const effects = counts.map((count) => (count.kind === "counted" ? count.effects : 0));
  const wrong = goodEvents.flatMap(({ what }, index) =>
    effects[index] === 1 ? [] : [{ what, seen: effectsText(effects[index] ?? 0) }],
  );
  const total = effects.reduce((sum, count) => sum + count, 0);
  if (wrong.length > 0) {
    return broken(texts("not-once", { events: eventsOf(wrong), why }), {
      expected: wrong.length === 1 ? effectsText(1) : expectedTexts("effect-for-each"),
      actual: actualOf(wrong),
      effects: total,
    });
  }
  return holds(texts("holds", { events }), total);
}

interface Miss {
  readonly what: Text;
  readonly seen: Text;
}

function actualOf(misses: readonly Miss[]): Text {
  const [first, ...others] = misses;
  if (first && others.length === 0) return first.seen;
  return seenEach(misses.map(({ what, seen }) => seenOf(what, seen)));
}

const eventsOf = (items: readonly { readonly what: Text }[]): readonly Text[] =>
  items.map(({ what }) => what);
