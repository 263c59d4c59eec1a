import { connectionCheck, refused } from "../judging/connection-check.js";
import { judgeEffects } from "../judging/judgements.js";
import { isAccepted } from "../report/exchange.js";
import { connectionAfterRestartTexts } from "./words/connection-after-restart.js";

export const connectionAfterRestart = connectionCheck({
  id: "connection/after-restart",
  texts: connectionAfterRestartTexts,
  severity: "should",
  phase: "alone",
  needs: ["managed-receiver"],
  judgesAnswers: true,
  async evaluate(context, client) {
    const { makeEvent, deliver, effectsOf, restartReceiver, waitingFor } = context;
    const event = makeEvent();
    if (!isAccepted(await deliver(event))) {
      return { kind: "undecided", reason: "The event was not acknowledged before the restart." };
    }
    // What is acknowledged first and done afterwards must be done before the client is stopped.
    await effectsOf(event, 1);
    await waitingFor("the client to start again", restartReceiver());
    if (!(await client.isOnline(client.timing.openWithinMs))) {
      return { kind: "undecided", reason: "It did not connect after the restart." };
    }
    const again = await deliver(event, { label: "the same event after the restart" });
    // One that is deaf just after its start says nothing of its memory, and Feishu pushes it once more.
    const last = isAccepted(again)
      ? again
      : await deliver(event, { label: "the same event once more" });
    if (!isAccepted(last)) {
      return refused(
        "The event was refused after the restart, so Feishu would push it again.",
        last,
      );
    }
    return judgeEffects(await effectsOf(event, 1), 1, {
      holds: "The event was acted on once, before the restart.",
      broken: "The event was not acted on exactly once.",
    });
  },
});
