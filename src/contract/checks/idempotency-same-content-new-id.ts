import type { Check } from "../suite/check.js";
import { outcomeText } from "../../delivery/outcome-in-short.js";
import { isAccepted } from "../report/exchange.js";
import { feishuPages } from "../judging/feishu-pages.js";
import { broken, judgeEffects } from "../judging/judgements.js";
import { expectedTexts } from "../judging/expected-texts.js";
import { idempotencySameContentNewIdTexts as texts } from "./texts/idempotency-same-content-new-id-texts.js";

export const idempotencySameContentNewId: Check = {
  id: "idempotency/same-content-new-id",
  texts,
  severity: "must",
  appliesTo: "webhook",
  page: feishuPages.delivery,
  needs: ["content-without-id"],
  judgesAnswers: true,
  async evaluate({ makeEvent, deliver, effectsOf }) {
    const first = makeEvent();
    const second = { ...first, header: { ...first.header, event_id: makeEvent().header.event_id } };
    if (!isAccepted(await deliver(first))) {
      return { kind: "undecided", reason: texts("first-not-accepted") };
    }
    const outcome = await deliver(second, { label: texts("same-content") });
    if (!isAccepted(outcome)) {
      return broken(texts("not-accepted"), {
        expected: expectedTexts("status-200"),
        actual: outcomeText(outcome),
      });
    }
    return judgeEffects(await effectsOf([first, second], 2), 2, {
      holds: texts("holds"),
      broken: texts("broken"),
    });
  },
};
