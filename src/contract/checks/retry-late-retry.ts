import type { Check } from "../suite/check.js";
import { outcomeInShort } from "../report/outcome-in-short.js";
import { isAccepted } from "../report/exchange.js";
import { feishuPages } from "../judging/feishu-pages.js";
import { broken, judgeEffects } from "../judging/judgements.js";
import { lastRetryAfterMs } from "../judging/last-retry.js";
import { retryLateRetryTexts } from "./words/retry-late-retry.js";

export const retryLateRetry: Check = {
  id: "retry/late-retry",
  texts: retryLateRetryTexts,
  severity: "must",
  appliesTo: "webhook",
  page: feishuPages.delivery,
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
