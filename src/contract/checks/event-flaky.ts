import type { Text } from "../../base/text.js";
import { answerOf } from "../report/describe-answer.js";
import { isAccepted } from "../report/exchange.js";
import { feishuPages } from "../judging/feishu-pages.js";
import { judgeGoodEventsTexts as goodEventsTexts } from "../judging/judge-good-events-texts.js";
import { broken, holds } from "../judging/judgements.js";
import type { Check } from "../suite/check.js";
import { isRefusedByChance } from "../suite/run-exchange.js";
import type { Outcome } from "../../delivery/outcome.js";
import { eventFlakyTexts as texts } from "./texts/event-flaky-texts.js";

export const eventFlaky: Check = {
  id: "event/flaky",
  texts,
  severity: "must",
  appliesTo: "webhook",
  page: feishuPages.delivery,
  phase: "review",
  judgesRefusal: true,
  looksBackOn: ["event/*", "idempotency/*", "retry/*"],
  evaluate(context) {
    const plain = context.runExchanges().filter((entry) => entry.plain !== undefined);
    const accepted = plain.filter(({ exchange }) => isAccepted(exchange.outcome));
    const refused = plain.filter(isRefusedByChance);
    const flips = context.flips();
    const first = refused[0]?.exchange ?? flips[0]?.exchange;
    if (accepted.length === 0) {
      return Promise.resolve({ kind: "undecided", reason: goodEventsTexts("none-accepted") });
    }
    if (!first) {
      return Promise.resolve(holds(texts("holds", { count: accepted.length })));
    }
    const seen = describeFirst(first.outcome);
    const count = accepted.length + refused.length;
    return Promise.resolve(
      broken(texts("now-and-then", { answer: answerOf(first.outcome) }), {
        expected: texts("expected"),
        actual:
          refused.length > 0
            ? texts("of-one-content", { seen, refused: refused.length, count })
            : texts("accepted-again", { seen, count: flips.length }),
      }),
    );
  },
};

const describeFirst = (outcome: Outcome): Text =>
  isAccepted(outcome) ? texts("without-effect") : answerOf(outcome);
