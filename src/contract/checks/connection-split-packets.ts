import { connectionCheck, judgeEvent } from "../judging/connection-check.js";
import { isAccepted } from "../report/exchange.js";
import { broken } from "../judging/judgements.js";
import { connectionSplitPacketsTexts } from "./words/connection-split-packets.js";

export const connectionSplitPackets = connectionCheck({
  id: "connection/split-packets",
  texts: connectionSplitPacketsTexts,
  severity: "must",
  phase: "alone",
  judgesAnswers: true,
  async evaluate(context, client) {
    // The Java client may lose the first fragmented message of a connection that has had no event yet.
    const warmUp = await context.deliver(context.makeEvent(), { label: "an event in one frame" });
    if (!isAccepted(warmUp)) {
      return { kind: "undecided", reason: "Not even an event in one frame was acknowledged." };
    }
    const event = context.makeEvent();
    const outcome = await context.deliver(event, {
      label: "an event in three frames, out of order",
      fault: { name: "fragments-out-of-order" },
    });
    const acks = client.pushes(event.header.event_id)[0]?.acks.length ?? 0;
    if (acks > 1) {
      return broken("Every frame was acknowledged instead of the event.", {
        expected: "one acknowledgement",
        actual: `${acks} acknowledgements`,
      });
    }
    return judgeEvent(context, event, outcome, {
      holds: "An event in three frames was acknowledged once and acted on once.",
      refused: "An event in three frames was not acknowledged with 200.",
      effects: "An event in three frames was acknowledged but not acted on exactly once.",
    });
  },
});
