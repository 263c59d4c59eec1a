import type { Outcome } from "../../delivery/outcome.js";
import type { FeishuEvent } from "../../event/feishu-event.js";
import { answerOf } from "../report/describe-answer.js";
import { isAccepted } from "../report/exchange.js";
import { feishuPages } from "../judging/feishu-pages.js";
import { findLost } from "../judging/find-lost.js";
import { broken, holds } from "../judging/judgements.js";
import type { Judgement } from "../report/verdict.js";
import type { Check } from "../suite/check.js";
import type { CheckContext } from "../suite/check-context.js";
import { retryOwnFailureTexts as texts } from "./texts/retry-own-failure-texts.js";

/** So many refused events are sent again; each as often as Feishu would. */
const mostEvents = 3;
const mostRetries = 4;

export const retryOwnFailure: Check = {
  id: "retry/own-failure",
  texts,
  severity: "must",
  appliesTo: "webhook",
  page: feishuPages.delivery,
  phase: "alone",
  judgesAnswers: true,
  // It tries again by itself.
  sendsMany: true,
  looksBackOn: ["event/*", "idempotency/*", "retry/*"],
  async evaluate(context) {
    const refused = refusedEvents(context);
    if (refused.length === 0) {
      return {
        kind: "not-applicable",
        reason: texts("none-refused"),
      };
    }
    const retried: Retried[] = [];
    for (const { event, outcome } of refused.slice(0, mostEvents)) {
      if (await isTakenAgain(context, event)) retried.push({ event, outcome });
    }
    return retried.length === 0 ? neverTaken : judgeRetried(context, retried);
  },
};

interface Retried {
  readonly event: FeishuEvent;
  /** What the receiver answered the first time. */
  readonly outcome: Outcome;
}

const neverTaken: Judgement = {
  kind: "undecided",
  reason: texts("never-taken"),
};

function refusedEvents({ runExchanges }: CheckContext): Retried[] {
  return runExchanges().flatMap(({ plain: event, exchange: { outcome } }) =>
    event !== undefined && outcome.kind === "answered" && outcome.status !== 200
      ? [{ event, outcome }]
      : [],
  );
}

async function isTakenAgain({ deliver }: CheckContext, event: FeishuEvent): Promise<boolean> {
  for (let retry = 1; retry <= mostRetries; retry++) {
    if (isAccepted(await deliver(event, { label: texts("retry", { retry }) }))) return true;
  }
  return false;
}

async function judgeRetried(
  context: CheckContext,
  retried: readonly Retried[],
): Promise<Judgement> {
  const found = await findLost(context, retried);
  if ("kind" in found) return found;
  const { lost } = found;
  if (!lost) return holds(texts("holds"));
  return broken(texts("lost"), {
    expected: texts("effect"),
    actual: texts("then-lost", { answer: answerOf(lost.outcome) }),
    effects: 0,
  });
}
