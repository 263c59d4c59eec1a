import type { Check } from "../suite/check.js";
import { outcomeInShort } from "../report/outcome-in-short.js";
import { isAccepted } from "../report/exchange.js";
import { feishuPages } from "../judging/feishu-pages.js";
import { broken, judgeEffects } from "../judging/judgements.js";
import { lastRetryAfterMs } from "../judging/last-retry.js";

export const retryLateRetry: Check = {
  id: "retry/late-retry",
  title: "The last retry, hours after the event was made, is accepted and acted on",
  severity: "must",
  appliesTo: "webhook",
  clause:
    "Retries come 15 s, 5 min, 1 h and 6 h after the failure before; header.create_time stays what it was at first.",
  page: feishuPages.delivery,
  why: "A receiver that was down for hours would lose every event of that time although Feishu still sends it.",
  fix: "Judge the age of a request by X-Lark-Request-Timestamp, never by header.create_time.",
  judgesAnswers: true,
  async evaluate({ makeEvent, deliver, effectsOf, wall }) {
    const createTimeMs = wall.now() - lastRetryAfterMs;
    const event = makeEvent({ createTimeMs });
    const outcome = await deliver(event, { label: "an event made 7 h 5 min ago, signed now" });
    if (!isAccepted(outcome)) {
      return broken("The late retry was not accepted.", {
        expected: "status 200",
        actual: outcomeInShort(outcome),
      });
    }
    return judgeEffects(await effectsOf(event, 1), 1, {
      holds: "The late retry was accepted and acted on once.",
      broken: "The late retry was accepted but not acted on exactly once.",
    });
  },
};
