import type { Check } from "../suite/check.js";
import { outcomeText } from "../../delivery/outcome-in-short.js";
import { isAccepted } from "../report/exchange.js";
import { feishuPages } from "../judging/feishu-pages.js";
import { broken, judgeEffects } from "../judging/judgements.js";
import { expectedTexts } from "../judging/expected-texts.js";
import { idempotencyDuplicateTexts as texts } from "./texts/idempotency-duplicate-texts.js";
import { receptionTexts } from "./texts/reception-texts.js";

export const idempotencyDuplicate: Check = {
  id: "idempotency/duplicate",
  texts,
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
      return { kind: "undecided", reason: receptionTexts("not-accepted-first") };
    }
    const second = await deliver(event, { label: receptionTexts("same-again") });
    if (!isAccepted(second)) {
      return broken(receptionTexts("refused-again"), {
        expected: expectedTexts("status-200"),
        actual: outcomeText(second),
      });
    }
    return judgeEffects(await effectsOf(event, 1), 1, {
      holds: receptionTexts("acted-once"),
      broken: receptionTexts("not-acted-once"),
    });
  },
};
