import type { Check } from "../suite/check.js";
import type { CheckContext, RunExchange } from "../suite/check-context.js";
import { feishuPages } from "../judging/feishu-pages.js";
import { broken, holds } from "../judging/judgements.js";

const limitMs = 3_000;

export const eventWithin3s: Check = {
  id: "event/within-3s",
  title: "Every good event of the run is answered within 3 s",
  severity: "must",
  appliesTo: "webhook",
  clause: "A delivery fails when the answer does not come within 3 s.",
  page: feishuPages.delivery,
  why: "A late answer counts as none: Feishu sends the event again, and it is worked on twice.",
  fix: "Put the event into a queue or a table, answer 200, and do the work afterwards.",
  phase: "review",
  async evaluate(context) {
    const good = await goodExchanges(context);
    const late = good.filter(isLate);
    const [first] = late;
    if (first === undefined) {
      return good.some(({ exchange }) => exchange.outcome.kind === "answered")
        ? holds("Every answer to a good event came within 3 s.")
        : { kind: "undecided", reason: "No good event was answered at all: see event/accepted." };
    }
    const { label, outcome } = first.exchange;
    const tookMs = Math.round(outcome.durationMs);
    return broken(`${late.length} of ${good.length} good events had no answer within 3 s.`, {
      expected: `each answer within ${limitMs} ms`,
      actual: `${outcome.kind === "timed-out" ? "no answer after" : "an answer after"} ${tookMs} ms to ${label} (${first.check})`,
    });
  },
};

function isLate({ exchange: { outcome } }: RunExchange): boolean {
  return outcome.kind === "timed-out" || outcome.durationMs > limitMs;
}

/** What the run has sent; when this check runs by itself, the events that take longest. */
async function goodExchanges({
  runExchanges,
  makeEvent,
  deliver,
}: CheckContext): Promise<readonly RunExchange[]> {
  const genuine = (): RunExchange[] => runExchanges().filter((exchange) => exchange.genuine);
  if (genuine().length > 0) return genuine();
  await deliver(makeEvent());
  await deliver(makeEvent({ variant: "largest" }), { label: "an event with the largest values" });
  return genuine();
}
