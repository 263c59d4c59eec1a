import type { FeishuEvent } from "../../event/feishu-event.js";
import type { CheckContext, DeliverOptions } from "../suite/check-context.js";
import type { EffectCount } from "../../receiver/effect-ledger.js";
import { outcomeInShort } from "../report/outcome-in-short.js";
import { isAccepted } from "../report/exchange.js";
import { broken, describeEffects, holds } from "./judgements.js";
import { narrowRefusal, type RefusalOptions } from "./narrow-refusal.js";
import type { Judgement } from "../report/verdict.js";

/** One good event and how it is sent; `what` names it: "an event about a level". */
export interface GoodEvent extends Omit<DeliverOptions, "label"> {
  readonly event: FeishuEvent;
  readonly what: string;
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
      : [{ ...good, seen: outcomeInShort(outcome) }];
  });
  if (refused.length > 0) {
    const [first] = refused;
    const why = await whyRefused(context, first, {});
    return notMet(refused, `not accepted${why}`, "status 200");
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

/** ": it refuses …", or nothing where that is not looked for or cannot be told. */
async function whyRefused(
  context: CheckContext,
  refused: GoodEvent | undefined,
  options: RefusalOptions,
): Promise<string> {
  if (context.repeats === 0 || refused === undefined) return "";
  const why = await narrowRefusal(context, refused.event, options);
  return why === undefined ? "" : `: ${why}`;
}

function judgeCounts(
  goodEvents: readonly GoodEvent[],
  counts: readonly EffectCount[],
  { statusDecides, why }: { readonly statusDecides: boolean; readonly why: string },
): Judgement {
  const all = listOf(goodEvents);
  const unknown = counts.find((count) => count.kind === "unknown");
  if (unknown !== undefined) {
    return statusDecides
      ? holds(`${all} was accepted; nothing showed whether it was acted on.`)
      : { kind: "undecided", reason: unknown.reason };
  }
  const effects = counts.map((count) => (count.kind === "counted" ? count.effects : 0));
  const wrong = goodEvents.flatMap(({ what }, index) =>
    effects[index] === 1 ? [] : [{ what, seen: describeEffects(effects[index] ?? 0) }],
  );
  const total = effects.reduce((sum, count) => sum + count, 0);
  if (wrong.length > 0) {
    return notMet(wrong, `accepted, but not acted on exactly once${why}`, "1 effect", total);
  }
  return holds(`${all} was accepted and acted on once.`, total);
}

interface Miss {
  readonly what: string;
  readonly seen: string;
}

function notMet(
  misses: readonly Miss[],
  what: string,
  expected: string,
  effects?: number,
): Judgement {
  const [first] = misses;
  const alone = misses.length === 1;
  return broken(`${listOf(misses)} was ${what}.`, {
    expected: alone ? expected : `${expected} for each`,
    actual:
      alone && first ? first.seen : misses.map((miss) => `${miss.what}: ${miss.seen}`).join("; "),
    ...(effects === undefined ? {} : { effects }),
  });
}

/** "An event about a level"; "Each of these: …" where there are several. */
function listOf(items: readonly { readonly what: string }[]): string {
  const [first] = items;
  const text = items.map(({ what }) => what).join(", ");
  if (items.length > 1) return `Each of ${text}`;
  return (first?.what.slice(0, 1).toUpperCase() ?? "") + text.slice(1);
}
