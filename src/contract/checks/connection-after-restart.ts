import { connectionCheck, refused } from "../judging/connection-check.js";
import { judgeEffects } from "../judging/judgements.js";
import { isAccepted } from "../report/exchange.js";
import { clientConnectionTexts } from "./texts/client-connection-texts.js";
import { connectionAfterRestartTexts as texts } from "./texts/connection-after-restart-texts.js";
import { receptionTexts } from "./texts/reception-texts.js";

export const connectionAfterRestart = connectionCheck({
  id: "connection/after-restart",
  texts,
  severity: "should",
  phase: "alone",
  needs: ["managed-receiver"],
  judgesAnswers: true,
  async evaluate(context, client) {
    const { makeEvent, deliver, effectsOf, restartReceiver, waitingFor } = context;
    const event = makeEvent();
    if (!isAccepted(await deliver(event))) {
      return { kind: "undecided", reason: texts("not-acked") };
    }
    // What is acknowledged first and done afterwards must be done before the client is stopped.
    await effectsOf(event, 1);
    await waitingFor(clientConnectionTexts("wait-start"), restartReceiver());
    if (!(await client.isOnline(client.timing.openWithinMs))) {
      return { kind: "undecided", reason: texts("not-connected") };
    }
    const again = await deliver(event, { label: receptionTexts("same-after-restart") });
    // One that is deaf just after its start says nothing of its memory, and Feishu pushes it once more.
    const last = isAccepted(again)
      ? again
      : await deliver(event, { label: receptionTexts("same-once-more") });
    if (!isAccepted(last)) {
      return refused(texts("refused"), last);
    }
    return judgeEffects(await effectsOf(event, 1), 1, {
      holds: receptionTexts("acted-before-restart"),
      broken: receptionTexts("not-acted-once"),
    });
  },
});
