import type { Check } from "../suite/check.js";
import type { RunExchange } from "../suite/run-exchange.js";
import { isAccepted } from "../report/exchange.js";
import { feishuPages } from "../judging/feishu-pages.js";
import { broken, holds } from "../judging/judgements.js";
import { eventWithin3sTexts } from "./words/event-within-3s.js";

const limitMs = 3_000;

export const eventWithin3s: Check = {
  id: "event/within-3s",
  texts: eventWithin3sTexts,
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
          ? holds("Every answer to a good event came within 3 s.")
          : { kind: "undecided", reason: "No good event was accepted at all: see event/accepted." },
      );
    }
    const { label, outcome } = first.exchange;
    const seconds = (outcome.durationMs / 1_000).toFixed(1);
    return Promise.resolve(
      broken(`${late.length} of ${good.length} good events had no answer within 3 s.`, {
        expected: `each answer within ${limitMs} ms`,
        actual: `${outcome.kind === "timed-out" ? "no answer after" : "an answer after"} ${seconds} s to ${label} (${first.check})`,
      }),
    );
  },
};

/** A connection that is not taken in time has not kept the handler busy: event/concurrent tells of those. */
function isLate({ exchange: { outcome } }: RunExchange): boolean {
  if (outcome.kind === "timed-out") return outcome.phase !== "connect";
  return outcome.kind === "answered" && outcome.durationMs > limitMs;
}
