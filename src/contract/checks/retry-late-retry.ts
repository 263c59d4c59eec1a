import type { Check } from "../suite/check.js";
import { outcomeText } from "../../delivery/outcome-in-short.js";
import { isAccepted } from "../report/exchange.js";
import { feishuPages } from "../judging/feishu-pages.js";
import { broken, judgeEffects } from "../judging/judgements.js";
import { lastRetryAfterMs } from "../judging/last-retry.js";
import { expectedTexts } from "../judging/expected-texts.js";
import { retryLateRetryTexts as texts } from "./texts/retry-late-retry-texts.js";

export const retryLateRetry: Check = {
  id: "retry/late-retry",
  texts,
  severity: "must",
  appliesTo: "webhook",
  page: feishuPages.delivery,
  judgesAnswers: true,
  async evaluate({ makeEvent, deliver, effectsOf, wall }) {
    const createTimeMs = wall.now() - lastRetryAfterMs;
    const event = makeEvent({ createTimeMs });
    const outcome = await deliver(event, { label: texts("event") });
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
