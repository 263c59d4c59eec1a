import { connectionCheck, refused } from "../judging/connection-check.js";
import { isAccepted } from "../report/exchange.js";
import { judgeEffects } from "../judging/judgements.js";
import { connectionDuplicateTexts } from "./words/connection-duplicate.js";

export const connectionDuplicate = connectionCheck({
  id: "connection/duplicate",
  texts: connectionDuplicateTexts,
  severity: "must",
  judgesAnswers: true,
  async evaluate({ makeEvent, deliver, effectsOf }) {
    const event = makeEvent();
    const first = await deliver(event);
    if (!isAccepted(first)) {
      return { kind: "undecided", reason: "The event was not acknowledged the first time." };
    }
    const second = await deliver(event, { label: "the same event again" });
    if (!isAccepted(second)) {
      return refused(
        "The event was refused the second time, so Feishu would go on sending it.",
        second,
      );
    }
    return judgeEffects(await effectsOf(event, 1), 1, {
      holds: "The event was acted on once.",
      broken: "The event was not acted on exactly once.",
    });
  },
});
