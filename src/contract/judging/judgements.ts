import type { EffectCount } from "../../receiver/effect-ledger.js";
import type { Judgement } from "../report/verdict.js";

/** The demand is met. */
export function holds(reason: string, effects?: number): Judgement {
  return { kind: "holds", reason, effects };
}

/** The demand is not met: what was expected, and what was seen instead. */
export function broken(
  reason: string,
  seen: {
    readonly expected: string;
    readonly actual: string;
    readonly fix?: string;
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
  reasons: { readonly holds: string; readonly broken: string },
): Judgement {
  if (count.kind === "unknown") return { kind: "undecided", reason: count.reason };
  const { effects } = count;
  if (effects === expected) return holds(reasons.holds, effects);
  return broken(reasons.broken, {
    expected: describeEffects(expected),
    actual: describeEffects(effects),
    effects,
  });
}

/** "no effect", "1 effect", "2 effects". */
export function describeEffects(count: number): string {
  if (count === 0) return "no effect";
  return count === 1 ? "1 effect" : `${count} effects`;
}
