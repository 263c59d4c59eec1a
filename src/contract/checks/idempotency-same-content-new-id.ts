import type { Check } from "../suite/check.js";
import { outcomeInShort } from "../report/outcome-in-short.js";
import { isAccepted } from "../report/exchange.js";
import { feishuPages } from "../judging/feishu-pages.js";
import { broken, judgeEffects } from "../judging/judgements.js";
import { idempotencySameContentNewIdTexts } from "./words/idempotency-same-content-new-id.js";

export const idempotencySameContentNewId: Check = {
  id: "idempotency/same-content-new-id",
  texts: idempotencySameContentNewIdTexts,
  severity: "must",
  appliesTo: "webhook",
  page: feishuPages.delivery,
  needs: ["content-without-id"],
  judgesAnswers: true,
  async evaluate({ makeEvent, deliver, effectsOf }) {
    const first = makeEvent();
    const second = { ...first, header: { ...first.header, event_id: makeEvent().header.event_id } };
    if (!isAccepted(await deliver(first))) {
      return { kind: "undecided", reason: "The first event was not accepted: see event/accepted." };
    }
    const outcome = await deliver(second, { label: "the same content under another event_id" });
    if (!isAccepted(outcome)) {
      return broken("The same content under another event_id was not accepted.", {
        expected: "status 200",
        actual: outcomeInShort(outcome),
      });
    }
    return judgeEffects(await effectsOf([first, second], 2), 2, {
      holds: "Both events were acted on.",
      broken: "Two events of the same content were not acted on once each.",
    });
  },
};
