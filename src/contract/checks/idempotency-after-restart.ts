import type { Check } from "../suite/check.js";
import { outcomeInShort } from "../report/outcome-in-short.js";
import { isAccepted } from "../report/exchange.js";
import { feishuPages } from "../judging/feishu-pages.js";
import { broken, judgeEffects } from "../judging/judgements.js";
import { idempotencyAfterRestartTexts } from "./words/idempotency-after-restart.js";

export const idempotencyAfterRestart: Check = {
  id: "idempotency/after-restart",
  texts: idempotencyAfterRestartTexts,
  severity: "should",
  appliesTo: "webhook",
  page: feishuPages.delivery,
  phase: "restart",
  needs: ["managed-receiver"],
  judgesAnswers: true,
  async evaluate({ makeEvent, deliver, effectsOf, restartReceiver }) {
    const event = makeEvent();
    if (!isAccepted(await deliver(event))) {
      return { kind: "undecided", reason: "The event was not accepted: see event/accepted." };
    }
    // What is answered first and done afterwards must be done before the receiver is stopped.
    await effectsOf(event, 1);
    await restartReceiver();
    const again = await deliver(event, { label: "the same event after the restart" });
    // What fails once after a start says nothing of its memory, and Feishu sends it once more.
    const last = isAccepted(again)
      ? again
      : await deliver(event, { label: "the same event once more" });
    if (!isAccepted(last)) {
      return broken("The event was refused after the restart, so Feishu would go on sending it.", {
        expected: "status 200",
        actual: outcomeInShort(last),
      });
    }
    return judgeEffects(await effectsOf(event, 1), 1, {
      holds: "The event was acted on once, before the restart.",
      broken: "The event was not acted on exactly once.",
    });
  },
};
