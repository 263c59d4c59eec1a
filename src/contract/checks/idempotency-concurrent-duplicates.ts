import type { Check } from "../suite/check.js";
import { isAccepted } from "../report/exchange.js";
import { feishuPages } from "../judging/feishu-pages.js";
import { judgeEffects } from "../judging/judgements.js";
import { idempotencyConcurrentDuplicatesTexts as texts } from "./texts/idempotency-concurrent-duplicates-texts.js";

const copies = 5;

export const idempotencyConcurrentDuplicates: Check = {
  id: "idempotency/concurrent-duplicates",
  texts,
  severity: "must",
  appliesTo: "webhook",
  page: feishuPages.delivery,
  judgesAnswers: true,
  async evaluate({ makeEvent, deliver, effectsOf }) {
    const event = makeEvent();
    const outcomes = await Promise.all(
      Array.from({ length: copies }, () => deliver(event, { label: texts("copy", { copies }) })),
    );
    if (!outcomes.some(isAccepted)) {
      return { kind: "undecided", reason: texts("none-accepted") };
    }
    return judgeEffects(await effectsOf(event, 1), 1, {
      holds: texts("holds", { copies }),
      broken: texts("broken", { copies }),
    });
  },
};
