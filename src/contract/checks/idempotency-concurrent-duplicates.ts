import type { Check } from "../suite/check.js";
import { isAccepted } from "../report/exchange.js";
import { feishuPages } from "../judging/feishu-pages.js";
import { judgeEffects } from "../judging/judgements.js";
import { idempotencyConcurrentDuplicatesTexts } from "./words/idempotency-concurrent-duplicates.js";

const copies = 5;

export const idempotencyConcurrentDuplicates: Check = {
  id: "idempotency/concurrent-duplicates",
  texts: idempotencyConcurrentDuplicatesTexts,
  severity: "must",
  appliesTo: "webhook",
  page: feishuPages.delivery,
  judgesAnswers: true,
  async evaluate({ makeEvent, deliver, effectsOf }) {
    const event = makeEvent();
    const outcomes = await Promise.all(
      Array.from({ length: copies }, () =>
        deliver(event, { label: `one of ${copies} copies at once` }),
      ),
    );
    if (!outcomes.some(isAccepted)) {
      return { kind: "undecided", reason: "None of the copies was accepted: see event/accepted." };
    }
    return judgeEffects(await effectsOf(event, 1), 1, {
      holds: `${copies} copies at once were acted on once.`,
      broken: `${copies} copies at once were not acted on exactly once.`,
    });
  },
};
