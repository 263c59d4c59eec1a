import { sentences, type Text } from "../../base/text.js";
import { isAccepted } from "../report/exchange.js";
import type { Judgement } from "../report/verdict.js";
import { quickReturnMs } from "../subject/client-line.js";
import type { Return } from "../subject/client-return.js";
import type { CheckContext } from "../suite/check-context.js";
import { judgeEvent } from "./connection-check.js";
import { expectedTexts } from "./expected-texts.js";
import { judgeReturnTexts as texts } from "./judge-return-texts.js";
import { broken, holds } from "./judgements.js";
import { lastWords } from "./last-words.js";
import { secondsText } from "./seconds-text.js";

export type Away = Exclude<Return, { readonly kind: "back" }>;

export interface Ordeal {
  /** What a client went through: "after its TCP connection was killed", "TCP 连接被切断后". */
  readonly when: Text;
  /** "after it came back": what the event is called that it is tried with. */
  readonly label?: Text;
  /** Advice only: an effect that takes seconds is not waited for. */
  readonly isAdvice?: boolean;
}

/** The client is back and acts, or what became of it. */
export async function judgeReturn(
  context: CheckContext,
  result: Return,
  ordeal: Ordeal,
): Promise<Judgement> {
  return result.kind === "back"
    ? receivesAgain(context, result.afterMs, ordeal)
    : stayedAway(result, ordeal);
}

/** The first event may come before a client listens again; Feishu would send it once more. */
async function receivesAgain(
  context: CheckContext,
  afterMs: number,
  { when, label = texts("event"), isAdvice = false }: Ordeal,
): Promise<Judgement> {
  let event = context.makeEvent();
  let outcome = await context.deliver(event, { label });
  const lostFirst = outcome.kind === "timed-out";
  if (lostFirst) {
    event = context.makeEvent();
    outcome = await context.deliver(event, { label: texts("another-event") });
  }
  if (isAdvice && isAccepted(outcome) && context.actsLate()) {
    return holds(texts("acknowledges-again", { when, late: lateness(afterMs) }));
  }
  const judgement = await judgeEvent(context, event, outcome, {
    holds: texts("receives-again", { when, late: lateness(afterMs) }),
    refused: texts("refuses-next", { when }),
    effects: texts("next-not-once", { when }),
  });
  if (judgement.kind === "broken" && context.client().facts.deafAfterReturn === true) {
    return { kind: "undecided", reason: texts("deaf-after-any") };
  }
  if (judgement.kind === "broken") {
    return { ...judgement, fix: texts(isAccepted(outcome) ? "acts-wrongly-fix" : "deaf-fix") };
  }
  if (!lostFirst || !isAccepted(outcome) || judgement.kind !== "holds") return judgement;
  return { ...judgement, reason: sentences(judgement.reason, texts("first-lost")) };
}

/** Clients read their clocks as late as everybody, and a busy machine is slow. */
const toleranceMs = 1_000;

function lateness(afterMs: number): Text | "" {
  if (afterMs <= quickReturnMs + toleranceMs) return "";
  return texts("late", { after: secondsText(afterMs), limit: secondsText(quickReturnMs) });
}

/** What became of a client that is not back. */
export function stayedAway(away: Away, { when }: Pick<Ordeal, "when">): Judgement {
  switch (away.kind) {
    case "ended":
      return broken(texts("ended", { when, exit: away.exit }), {
        expected: expectedTexts("new-connection"),
        actual: lastWords(away),
        fix: texts("ended-fix"),
      });
    case "reuses-url":
      return broken(texts("reuses-url", { when }), {
        expected: texts("expected-new-url"),
        actual: texts("ticket-used"),
        fix: texts("reuses-url-fix"),
      });
    case "away":
      return broken(texts("away", { when }), {
        expected: expectedTexts("new-connection"),
        actual: texts("none-within", { waited: secondsText(away.waitedMs), tries: away.tries }),
      });
    default:
      return away satisfies never;
  }
}
