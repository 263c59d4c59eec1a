import { outcomeText } from "../../delivery/outcome-in-short.js";
import { isAccepted } from "../report/exchange.js";
import { feishuPages } from "../judging/feishu-pages.js";
import { broken, effectsText, holds } from "../judging/judgements.js";
import type { Check } from "../suite/check.js";
import { retryAfterKillTexts as texts } from "./texts/retry-after-kill-texts.js";

export const retryAfterKill: Check = {
  id: "retry/after-kill",
  texts,
  severity: "should",
  appliesTo: "webhook",
  page: feishuPages.delivery,
  phase: "kill",
  needs: ["managed-receiver"],
  judgesAnswers: true,
  async evaluate({ makeEvent, deliver, killReceiver, effectsOf }) {
    const event = makeEvent();
    const outcome = await deliver(event, { label: texts("event") });
    if (!isAccepted(outcome)) {
      return {
        kind: "undecided",
        reason: texts("not-accepted", { outcome: outcomeText(outcome) }),
      };
    }
    await killReceiver();
    const count = await effectsOf(event, 1);
    if (count.kind === "unknown") return { kind: "undecided", reason: count.reason };
    if (count.effects > 0) {
      return holds(texts("holds"), count.effects);
    }
    return broken(texts("lost"), {
      expected: effectsText(1),
      actual: effectsText(0),
      effects: 0,
    });
  },
};
