import type { Text } from "../../base/text.js";
import type { FeishuEvent } from "../../event/feishu-event.js";
import { forgeRequest, type ForgeryName } from "../../wire/forgery.js";
import type { Attack, CheckContext } from "../suite/check-context.js";
import type { EffectCount } from "../../receiver/effect-ledger.js";
import { outcomeText } from "../../delivery/outcome-in-short.js";
import { isAccepted } from "../report/exchange.js";
import { forgedEventTexts as texts } from "./forged-event-texts.js";
import { broken, judgeEffects } from "./judgements.js";
import type { Judgement } from "../report/verdict.js";

export interface ForgeryTrial {
  /** What is sent, for the report: "an event with a wrong signature". */
  readonly label: Text;
  /** The reasons, each a sentence. */
  readonly holds: Text;
  readonly broken: Text;
  /** Also demands an answer and a living receiver. Default false: only the effect counts. */
  readonly mustAnswer?: boolean;
}

/** Attacks with one forged event; the demand is that it has no effect, whatever the answer says. */
export function judgeForgery(
  context: CheckContext,
  forgery: ForgeryName,
  trial: ForgeryTrial,
): Promise<Judgement> {
  return judgeForgeries(context, [{ forgery, ...trial }]);
}

/** The same with several, one after the other; the first that does not hold decides. */
export async function judgeForgeries(
  context: CheckContext,
  trials: readonly (ForgeryTrial & { readonly forgery: ForgeryName })[],
): Promise<Judgement> {
  const { makeEvent, builder, random, wall, attack, effectsOfEach } = context;
  const tried: { event: FeishuEvent; attacked: Attack; trial: ForgeryTrial }[] = [];
  for (const { forgery, ...trial } of trials) {
    const event = makeEvent();
    const forged = forgeRequest(forgery, event, { builder, random, timestampMs: wall.now() });
    const attacked = await attack(forged, { label: trial.label });
    const harm = trial.mustAnswer === true ? harmOf(attacked) : undefined;
    if (harm !== undefined) {
      return broken(texts("broke", { label: trial.label }), {
        expected: texts("expected-answer"),
        actual: harm,
      });
    }
    tried.push({ event, attacked, trial });
  }
  const counts = await effectsOfEach(
    tried.map(({ event }) => event),
    0,
  );
  const judgements = counts.flatMap((count, index) => {
    const each = tried[index];
    return each ? [judgeForgedEffects(count, each.attacked, each.trial)] : [];
  });
  const [first] = judgements;
  if (!first) throw new Error("There is nothing to try.");
  return judgements.find(({ kind }) => kind !== "holds") ?? first;
}

/** What a receiver writes about a forged event may be its effect, or only the news that it came in. */
function judgeForgedEffects(
  count: EffectCount,
  { outcome }: Attack,
  trial: ForgeryTrial,
): Judgement {
  const judgement = judgeEffects(count, 0, trial);
  const accepted = isAccepted(outcome);
  if (judgement.kind === "broken" && !accepted) {
    const values = { effects: judgement.actual, outcome: outcomeText(outcome) };
    return { ...judgement, actual: texts("refused-but-shown", values) };
  }
  if (judgement.kind === "holds" && accepted && count.kind === "counted" && count.mentioned) {
    return {
      kind: "undecided",
      reason: texts("accepted-and-mentioned", { label: trial.label }),
    };
  }
  return judgement;
}

/** What an attack did to the receiver, in a few words; undefined when it answered and lives. */
export function harmOf({ outcome, health }: Attack): Text | undefined {
  const said = outcomeText(outcome);
  if (health.state !== "died") return outcome.kind === "answered" ? undefined : said;
  const { exit } = health;
  return exit === undefined
    ? texts("stopped-answering", { outcome: said })
    : texts("died", { outcome: said, exit });
}
