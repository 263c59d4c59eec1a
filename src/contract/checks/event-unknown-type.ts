import type { Check } from "../suite/check.js";
import { outcomeText } from "../../delivery/outcome-in-short.js";
import { isAccepted } from "../report/exchange.js";
import { feishuPages } from "../judging/feishu-pages.js";
import { expectedTexts } from "../judging/expected-texts.js";
import { broken, judgeEffects } from "../judging/judgements.js";
import { labelTexts } from "../judging/label-texts.js";
import { ofUnknownType } from "../judging/unknown-type.js";
import { eventUnknownTypeTexts as texts } from "./texts/event-unknown-type-texts.js";

export const eventUnknownType: Check = {
  id: "event/unknown-type",
  texts,
  severity: "should",
  appliesTo: "webhook",
  page: feishuPages.delivery,
  judgesAnswers: true,
  async evaluate({ makeEvent, deliver, effectsOf, types }) {
    const other = ofUnknownType(makeEvent(), types.main);
    const label = labelTexts("of-type", { type: other.header.event_type });
    const outcome = await deliver(other, { label });
    if (!isAccepted(outcome)) {
      return broken(texts("refused"), {
        expected: expectedTexts("status-200"),
        actual: outcomeText(outcome),
      });
    }
    return judgeEffects(await effectsOf(other, 0), 0, {
      holds: texts("holds"),
      broken: texts("acted-on"),
    });
  },
};
