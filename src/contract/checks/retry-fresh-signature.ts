import type { Check } from "../suite/check.js";
import { outcomeText } from "../../delivery/outcome-in-short.js";
import { isAccepted } from "../report/exchange.js";
import { feishuPages } from "../judging/feishu-pages.js";
import { broken, judgeEffects } from "../judging/judgements.js";
import { expectedTexts } from "../judging/expected-texts.js";
import { retryFreshSignatureTexts as texts } from "./texts/retry-fresh-signature-texts.js";
import { receptionTexts } from "./texts/reception-texts.js";

const firstWaitMs = 15_000;

export const retryFreshSignature: Check = {
  id: "retry/fresh-signature",
  texts,
  severity: "should",
  appliesTo: "webhook",
  page: feishuPages.delivery,
  // A receiver that remembers few ids is judged by idempotency/many-events.
  phase: "alone",
  judgesAnswers: true,
  async evaluate({ makeEvent, deliver, effectsOf, wall }) {
    const event = makeEvent();
    const timestampMs = wall.now() - firstWaitMs;
    const first = await deliver(event, { label: texts("first"), timestampMs });
    if (!isAccepted(first)) {
      return { kind: "undecided", reason: receptionTexts("not-accepted-first") };
    }
    const second = await deliver(event, { label: texts("anew") });
    if (!isAccepted(second)) {
      return broken(texts("refused"), {
        expected: expectedTexts("status-200"),
        actual: outcomeText(second),
      });
    }
    return judgeEffects(await effectsOf(event, 1), 1, {
      holds: texts("holds"),
      broken: texts("broken"),
    });
  },
};
