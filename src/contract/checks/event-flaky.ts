import { describeAnswer } from "../report/describe-answer.js";
import { isAccepted } from "../report/exchange.js";
import { feishuPages } from "../judging/feishu-pages.js";
import { broken, holds } from "../judging/judgements.js";
import type { Check } from "../suite/check.js";
import { isRefusedByChance } from "../suite/run-exchange.js";
import type { Outcome } from "../../delivery/outcome.js";
import { eventFlakyTexts } from "./words/event-flaky.js";

export const eventFlaky: Check = {
  id: "event/flaky",
  texts: eventFlakyTexts,
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
      return Promise.resolve({
        kind: "undecided",
        reason: "No good event was accepted at all: see event/accepted.",
      });
    }
    if (!first) {
      return Promise.resolve(holds(`${accepted.length} good events of one content were accepted.`));
    }
    const times =
      refused.length > 0
        ? `${refused.length} of ${accepted.length + refused.length} events of one content`
        : `${flips.length} ${flips.length === 1 ? "event" : "events"} that a second try had accepted`;
    return Promise.resolve(
      broken(`Good events are refused now and then: ${describeAnswer(first.outcome)}.`, {
        expected: "status 200 each time",
        actual: `${describeFirst(first.outcome)} for ${times}`,
      }),
    );
  },
};

const describeFirst = (outcome: Outcome): string =>
  isAccepted(outcome) ? "status 200, but no effect," : describeAnswer(outcome);
