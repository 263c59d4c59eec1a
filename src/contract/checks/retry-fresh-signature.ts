import type { Check } from "../suite/check.js";
import { outcomeInShort } from "../report/outcome-in-short.js";
import { isAccepted } from "../report/exchange.js";
import { feishuPages } from "../judging/feishu-pages.js";
import { broken, judgeEffects } from "../judging/judgements.js";
import { retryFreshSignatureTexts } from "./words/retry-fresh-signature.js";

const firstWaitMs = 15_000;

export const retryFreshSignature: Check = {
  id: "retry/fresh-signature",
  texts: retryFreshSignatureTexts,
  severity: "should",
  appliesTo: "webhook",
  page: feishuPages.delivery,
  // A receiver that remembers few ids is judged by idempotency/many-events.
  phase: "alone",
  judgesAnswers: true,
  async evaluate({ makeEvent, deliver, effectsOf, wall }) {
    const event = makeEvent();
    const timestampMs = wall.now() - firstWaitMs;
    const first = await deliver(event, { label: "an event, signed 15 s ago", timestampMs });
    if (!isAccepted(first)) {
      return { kind: "undecided", reason: "The event was not accepted the first time." };
    }
    const second = await deliver(event, { label: "the same event, signed and encrypted anew" });
    if (!isAccepted(second)) {
      return broken("The retry was refused, so Feishu would go on sending it.", {
        expected: "status 200",
        actual: outcomeInShort(second),
      });
    }
    return judgeEffects(await effectsOf(event, 1), 1, {
      holds: "The retry was accepted and not acted on again.",
      broken: "The event and its retry were not acted on exactly once.",
    });
  },
};
