import { connectionCheck, judgeEvent } from "../judging/connection-check.js";
import { isAccepted } from "../report/exchange.js";
import { broken } from "../judging/judgements.js";
import { connectionSplitPacketsTexts as texts } from "./texts/connection-split-packets-texts.js";

export const connectionSplitPackets = connectionCheck({
  id: "connection/split-packets",
  texts,
  severity: "must",
  phase: "alone",
  judgesAnswers: true,
  async evaluate(context, client) {
    // The Java client may lose the first fragmented message of a connection that has had no event yet.
    const warmUp = await context.deliver(context.makeEvent(), { label: texts("one-frame") });
    if (!isAccepted(warmUp)) {
      return { kind: "undecided", reason: texts("not-even-one") };
    }
    const event = context.makeEvent();
    const outcome = await context.deliver(event, {
      label: texts("three-frames"),
      fault: { name: "fragments-out-of-order" },
    });
    const acks = client.pushes(event.header.event_id)[0]?.acks.length ?? 0;
    if (acks > 1) {
      return broken(texts("each-acked"), {
        expected: texts("one-ack"),
        actual: texts("acks", { count: acks }),
      });
    }
    return judgeEvent(context, event, outcome, {
      holds: texts("holds"),
      refused: texts("refused"),
      effects: texts("effects"),
    });
  },
});
