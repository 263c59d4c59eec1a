import type { Check } from "../suite/check.js";
import { describeOutcome, isAccepted } from "../report/exchange.js";
import { feishuPages } from "../judging/feishu-pages.js";
import { broken, judgeEffects } from "../judging/judgements.js";

export const eventAccepted: Check = {
  id: "event/accepted",
  title: "A good event is answered with 200 and acted on once",
  severity: "must",
  appliesTo: "webhook",
  clause: "A delivery is successful when it is answered with status 200 within 3 s.",
  page: feishuPages.delivery,
  why: "Every other answer counts as failed: Feishu sends the event four more times and then drops it.",
  fix: "Check the signature as sha256(timestamp + nonce + Encrypt Key + raw body), decrypt, answer 200, then act.",
  async evaluate({ makeEvent, deliver, effectsOf }) {
    const event = makeEvent();
    const outcome = await deliver(event);
    if (!isAccepted(outcome)) {
      return broken("A good event was not accepted.", {
        expected: "status 200",
        actual: describeOutcome(outcome),
      });
    }
    return judgeEffects(await effectsOf(event, 1), 1, {
      holds: "A good event was accepted and acted on once.",
      broken: "A good event was accepted but not acted on exactly once.",
    });
  },
};
