import { connectionCheck, refused } from "../judging/connection-check.js";
import { isAccepted } from "../report/exchange.js";
import { judgeEffects } from "../judging/judgements.js";

export const connectionDuplicate = connectionCheck({
  id: "connection/duplicate",
  title: "The same event pushed again is acknowledged and not acted on again",
  severity: "must",
  clause:
    "Events are delivered at least once: where an acknowledgement gets lost, the same event_id comes again.",
  why: "One event would act twice: two mails, two replies, two rows. No SDK keeps duplicates away.",
  fix: "Remember each event_id for at least eight hours (a unique index is enough), and acknowledge with 200 without acting when it is known.",
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
