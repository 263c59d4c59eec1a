import type { Check } from "../suite/check.js";
import { outcomeInShort } from "../report/outcome-in-short.js";
import { isAccepted } from "../report/exchange.js";
import { feishuPages } from "../judging/feishu-pages.js";
import { broken, judgeEffects } from "../judging/judgements.js";
import { lastRetryAfterMs } from "../judging/last-retry.js";
import { retryOriginalSignatureTexts } from "./words/retry-original-signature.js";

export const retryOriginalSignature: Check = {
  id: "retry/original-signature",
  texts: retryOriginalSignatureTexts,
  severity: "info",
  appliesTo: "webhook",
  page: feishuPages.delivery,
  judgesAnswers: true,
  async evaluate({ makeEvent, deliver, effectsOf, wall }) {
    const timestampMs = wall.now() - lastRetryAfterMs;
    const event = makeEvent({ createTimeMs: timestampMs });
    const label = "an event made and signed 7 h 5 min ago";
    const outcome = await deliver(event, { label, timestampMs });
    if (!isAccepted(outcome)) {
      return broken("A retry with the first attempt's signature is not accepted.", {
        expected: "status 200",
        actual: outcomeInShort(outcome),
      });
    }
    return judgeEffects(await effectsOf(event, 1), 1, {
      holds: "A retry with the first attempt's signature is accepted and acted on.",
      broken:
        "A retry with the first attempt's signature is accepted but not acted on exactly once.",
    });
  },
};
