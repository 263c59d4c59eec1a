import type { Check } from "../suite/check.js";
import { outcomeText } from "../../delivery/outcome-in-short.js";
import { isAccepted } from "../report/exchange.js";
import { feishuPages } from "../judging/feishu-pages.js";
import { broken, judgeEffects } from "../judging/judgements.js";
import { lastRetryAfterMs } from "../judging/last-retry.js";
import { expectedTexts } from "../judging/expected-texts.js";
import { retryOriginalSignatureTexts as texts } from "./texts/retry-original-signature-texts.js";

export const retryOriginalSignature: Check = {
  id: "retry/original-signature",
  texts,
  severity: "info",
  appliesTo: "webhook",
  page: feishuPages.delivery,
  judgesAnswers: true,
  async evaluate({ makeEvent, deliver, effectsOf, wall }) {
    const timestampMs = wall.now() - lastRetryAfterMs;
    const event = makeEvent({ createTimeMs: timestampMs });
    const label = texts("event");
    const outcome = await deliver(event, { label, timestampMs });
    if (!isAccepted(outcome)) {
      return broken(texts("refused"), {
        expected: expectedTexts("status-200"),
        actual: outcomeText(outcome),
      });
    }
    return judgeEffects(await effectsOf(event, 1), 1, {
      holds: texts("holds"),
      broken: texts("effects"),
    });
  },
};
