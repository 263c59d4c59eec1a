import type { Check } from "../suite/check.js";
import { outcomeInShort } from "../report/outcome-in-short.js";
import { isAccepted } from "../report/exchange.js";
import { feishuPages } from "../judging/feishu-pages.js";
import { broken, judgeEffects } from "../judging/judgements.js";

export const idempotencyDuplicate: Check = {
  id: "idempotency/duplicate",
  title: "The same event sent again is answered with 200 and not acted on again",
  severity: "must",
  appliesTo: "webhook",
  clause:
    "Events are delivered at least once: the same event_id may come again, also after an answer of 200.",
  page: feishuPages.delivery,
  why: "One event would act twice: two mails, two replies, two rows.",
  fix: "Remember each event_id for at least eight hours (a unique index is enough), and answer 200 without acting when it is known.",
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
