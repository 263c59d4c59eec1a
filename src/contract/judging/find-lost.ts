import type { FeishuEvent } from "../../event/feishu-event.js";
import type { Judgement } from "../report/verdict.js";
import type { CheckContext } from "../suite/check-context.js";

/** One of the trials whose event was accepted and had no effect, or why that cannot be told. */
export async function findLost<Trial extends { readonly event: FeishuEvent }>(
  { effectsOfEach }: Pick<CheckContext, "effectsOfEach">,
  trials: readonly Trial[],
): Promise<{ readonly lost: Trial | undefined } | (Judgement & { readonly kind: "undecided" })> {
  const counts = await effectsOfEach(
    trials.map(({ event }) => event),
    1,
  );
  const unknown = counts.find((count) => count.kind === "unknown");
  if (unknown !== undefined) return { kind: "undecided", reason: unknown.reason };
  const lost = trials.find((_, index) => {
    const count = counts[index];
    return count?.kind === "counted" && count.effects === 0;
  });
  return { lost };
}
