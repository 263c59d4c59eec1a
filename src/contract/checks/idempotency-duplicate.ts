import type { Check } from "../suite/check.js";
import { outcomeInShort } from "../report/outcome-in-short.js";
import { isAccepted } from "../report/exchange.js";
import { feishuPages } from "../judging/feishu-pages.js";
import { broken, judgeEffects } from "../judging/judgements.js";
import { idempotencyDuplicateTexts } from "./words/idempotency-duplicate.js";

export const idempotencyDuplicate: Check = {
  id: "idempotency/duplicate",
  texts: idempotencyDuplicateTexts,
  severity: "must",
  appliesTo: "webhook",
  page: feishuPages.delivery,
  // A receiver that remembers few ids is judged by idempotency/many-events.
  phase: "alone",
  judgesAnswers: true,
  async evaluate({ makeEvent, deliver, effectsOf }) {
    const event = makeEvent();
    const first = await deliver(event);
    if (!isAccepted(first)) {
      return { kind: "undecided", reason: "The event was not accepted the first time." };
    }
    const second = await deliver(event, { label: "the same event again" });
    if (!isAccepted(second)) {
      return broken("The event was refused the second time, so Feishu would go on sending it.", {
        expected: "status 200",
        actual: outcomeInShort(second),
      });
    }
    return judgeEffects(await effectsOf(event, 1), 1, {
      holds: "The event was acted on once.",
      broken: "The event was not acted on exactly once.",
    });
  },
};
