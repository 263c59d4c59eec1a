import { connectionCheck, refused } from "../judging/connection-check.js";
import { isAccepted } from "../report/exchange.js";
import { judgeEffects } from "../judging/judgements.js";
import { connectionDuplicateTexts as texts } from "./texts/connection-duplicate-texts.js";
import { receptionTexts } from "./texts/reception-texts.js";

export const connectionDuplicate = connectionCheck({
  id: "connection/duplicate",
  texts,
  severity: "must",
  judgesAnswers: true,
  async evaluate({ makeEvent, deliver, effectsOf }) {
    const event = makeEvent();
    const first = await deliver(event);
    if (!isAccepted(first)) {
      return { kind: "undecided", reason: texts("not-acked") };
    }
    const second = await deliver(event, { label: receptionTexts("same-again") });
    if (!isAccepted(second)) {
      return refused(receptionTexts("refused-again"), second);
    }
    return judgeEffects(await effectsOf(event, 1), 1, {
      holds: receptionTexts("acted-once"),
      broken: receptionTexts("not-acted-once"),
    });
  },
});
