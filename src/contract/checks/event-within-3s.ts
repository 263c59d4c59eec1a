import type { Check } from "../suite/check.js";
import type { RunExchange } from "../suite/run-exchange.js";
import { isAccepted } from "../report/exchange.js";
import { feishuPages } from "../judging/feishu-pages.js";
import { judgeGoodEventsTexts as goodEventsTexts } from "../judging/judge-good-events-texts.js";
import { broken, holds } from "../judging/judgements.js";
import { secondsText } from "../judging/seconds-text.js";
import { eventWithin3sTexts as texts } from "./texts/event-within-3s-texts.js";

const limitMs = 3_000;

export const eventWithin3s: Check = {
  id: "event/within-3s",
  texts,
  severity: "must",
  appliesTo: "webhook",
  page: feishuPages.delivery,
  phase: "review",
  judgesRefusal: true,
  looksBackOn: ["event/*", "idempotency/*", "retry/*"],
  evaluate(context) {
    const good = context.runExchanges().filter(({ genuine }) => genuine);
    const late = good.filter(isLate);
    const [first] = late;
    if (first === undefined) {
      // How fast an event is refused says nothing about how long the work takes.
      return Promise.resolve(
        good.some(({ exchange }) => isAccepted(exchange.outcome))
          ? holds(texts("holds"))
          : { kind: "undecided", reason: goodEventsTexts("none-accepted") },
      );
    }
    const { label, outcome } = first.exchange;
    const seen = { after: secondsText(outcome.durationMs), label, check: first.check };
    return Promise.resolve(
      broken(texts("late", { late: late.length, count: good.length }), {
        expected: texts("expected", { ms: limitMs }),
        actual: texts(outcome.kind === "timed-out" ? "no-answer" : "late-answer", seen),
      }),
    );
  },
};

/** A connection that is not taken in time has not kept the handler busy: event/concurrent tells of those. */
function isLate({ exchange: { outcome } }: RunExchange): boolean {
  if (outcome.kind === "timed-out") return outcome.phase !== "connect";
  return outcome.kind === "answered" && outcome.durationMs > limitMs;
}
