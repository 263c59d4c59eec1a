import type { ReserveConfigEvent } from "../../event/reserve-config-event.js";
import type { CheckContext, DeliverOptions } from "../suite/check-context.js";
import type { EffectCount } from "../../receiver/effect-ledger.js";
import { describeOutcome, isAccepted } from "../report/exchange.js";
import { broken, describeEffects, holds } from "./judgements.js";
import type { Judgement } from "../report/verdict.js";

/** One good event and how it is sent; `what` names it: "an event about a level". */
export interface GoodEvent extends Omit<DeliverOptions, "label"> {
  readonly event: ReserveConfigEvent;
  readonly what: string;
}

/**
 * Sends good events at once: each must be answered with 200 and acted on once.
 * @param statusDecides whether acceptance alone is what is demanded, so that it will do where effects cannot be seen
 */
export async function judgeGoodEvents(
  { deliver, effectsOfEach }: Pick<CheckContext, "deliver" | "effectsOfEach">,
  goodEvents: readonly GoodEvent[],
  { statusDecides = false }: { readonly statusDecides?: boolean } = {},
): Promise<Judgement> {
  const outcomes = await Promise.all(
    goodEvents.map(({ event, what, ...options }) => deliver(event, { ...options, label: what })),
  );
  const refused = goodEvents.flatMap(({ what }, index) => {
    const outcome = outcomes[index];
    return outcome === undefined || isAccepted(outcome)
      ? []
      : [{ what, seen: describeOutcome(outcome) }];
  });
  if (refused.length > 0) return notMet(refused, "not accepted", "status 200");
  const counts = await effectsOfEach(
    goodEvents.map(({ event }) => event),
    1,
  );
  return judgeCounts(goodEvents, counts, statusDecides);
}

function judgeCounts(
  goodEvents: readonly GoodEvent[],
  counts: readonly EffectCount[],
  statusDecides: boolean,
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
    return notMet(wrong, "accepted, but not acted on exactly once", "1 effect", total);
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
