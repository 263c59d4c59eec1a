import { createTexts, type Text } from "../../base/text.js";
import type { EffectCount } from "../../receiver/effect-ledger.js";
import type { Judgement } from "../report/verdict.js";

/** The demand is met. */
export function holds(reason: Text, effects?: number): Judgement {
  return { kind: "holds", reason, effects };
}

/** The demand is not met: what was expected, and what was seen instead. */
export function broken(
  reason: Text,
  seen: {
    readonly expected: Text;
    readonly actual: Text;
    readonly fix?: Text;
    readonly effects?: number;
  },
): Judgement {
  return { kind: "broken", reason, ...seen };
}

/**
 * Judges a number of effects: exactly `expected`, or the demand is not met.
 * What cannot be counted is undecided, never met.
 */
export function judgeEffects(
  count: EffectCount,
  expected: number,
  reasons: { readonly holds: Text; readonly broken: Text },
): Judgement {
  if (count.kind === "unknown") return { kind: "undecided", reason: count.reason };
  const { effects } = count;
  if (effects === expected) return holds(reasons.holds, effects);
  return broken(reasons.broken, {
    expected: effectsText(expected),
    actual: effectsText(effects),
    effects,
  });
}

const texts = createTexts("effects", {
  count: {
    en: ({ count }: { count: number }) => {
      if (count === 0) return "no effect";
      return count === 1 ? "1 effect" : `${count} effects`;
    },
    zh: ({ count }) => (count === 0 ? "未处理" : `处理 ${count} 次`),
  },
});

/** "no effect", "1 effect", "2 effects". */
export const effectsText = (count: number): Text => texts("count", { count });
