import { outcomeInShort } from "../report/outcome-in-short.js";
import { isAccepted } from "../report/exchange.js";
import { feishuPages } from "../judging/feishu-pages.js";
import { broken, describeEffects, holds } from "../judging/judgements.js";
import type { Check } from "../suite/check.js";
import { retryAfterKillTexts } from "./words/retry-after-kill.js";

export const retryAfterKill: Check = {
  id: "retry/after-kill",
  texts: retryAfterKillTexts,
  severity: "should",
  appliesTo: "webhook",
  page: feishuPages.delivery,
  phase: "kill",
  needs: ["managed-receiver"],
  judgesAnswers: true,
  async evaluate({ makeEvent, deliver, killReceiver, effectsOf }) {
    const event = makeEvent();
    const outcome = await deliver(event, { label: "a good event, and SIGKILL after its answer" });
    if (!isAccepted(outcome)) {
      return {
        kind: "undecided",
        reason: `The event was not accepted (${outcomeInShort(outcome)}): see event/accepted.`,
      };
    }
    await killReceiver();
    const count = await effectsOf(event, 1);
    if (count.kind === "unknown") return { kind: "undecided", reason: count.reason };
    if (count.effects > 0) {
      return holds("The event was acted on, before the kill or after the start.", count.effects);
    }
    return broken("An event that had been answered with 200 was lost with the process.", {
      expected: describeEffects(1),
      actual: describeEffects(0),
      effects: 0,
    });
  },
};
