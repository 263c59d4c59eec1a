import type { Check } from "../suite/check.js";
import { outcomeText } from "../../delivery/outcome-in-short.js";
import { isAccepted } from "../report/exchange.js";
import { feishuPages } from "../judging/feishu-pages.js";
import { broken, judgeEffects } from "../judging/judgements.js";
import { expectedTexts } from "../judging/expected-texts.js";
import { idempotencyAfterRestartTexts as texts } from "./texts/idempotency-after-restart-texts.js";
import { receptionTexts } from "./texts/reception-texts.js";

export const idempotencyAfterRestart: Check = {
  id: "idempotency/after-restart",
  texts,
  severity: "should",
  appliesTo: "webhook",
  page: feishuPages.delivery,
  phase: "restart",
  needs: ["managed-receiver"],
  judgesAnswers: true,
  async evaluate({ makeEvent, deliver, effectsOf, restartReceiver }) {
    const event = makeEvent();
    if (!isAccepted(await deliver(event))) {
      return { kind: "undecided", reason: receptionTexts("not-accepted") };
    }
    // What is answered first and done afterwards must be done before the receiver is stopped.
    await effectsOf(event, 1);
    await restartReceiver();
    const again = await deliver(event, { label: receptionTexts("same-after-restart") });
    // What fails once after a start says nothing of its memory, and Feishu sends it once more.
    const last = isAccepted(again)
      ? again
      : await deliver(event, { label: receptionTexts("same-once-more") });
    if (!isAccepted(last)) {
      return broken(texts("refused"), {
        expected: expectedTexts("status-200"),
        actual: outcomeText(last),
      });
    }
    return judgeEffects(await effectsOf(event, 1), 1, {
      holds: receptionTexts("acted-before-restart"),
      broken: receptionTexts("not-acted-once"),
    });
  },
};
