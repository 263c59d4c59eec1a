import { connectionCheck, judgeEvent } from "../judging/connection-check.js";
import type { PushRecord } from "../subject/client-line.js";
import { isAccepted } from "../report/exchange.js";
import { broken } from "../judging/judgements.js";

export const connectionAcksEvent = connectionCheck({
  id: "connection/acks-event",
  title: "A good event is acknowledged with 200, all its headers echoed, and acted on once",
  severity: "must",
  clause:
    "An event is delivered when its frame comes back within 3 s with all its headers and the payload code 200.",
  why: "Every other acknowledgement counts as failed: the event is sent four more times and then dropped.",
  fix: 'Answer the frame itself with its headers unchanged and the payload {"code":200}, and do slow work afterwards. The SDKs echo the frame; a handler that throws makes them say 500.',
  async evaluate(context, client) {
    const event = context.makeEvent();
    const outcome = await context.deliver(event);
    const missing = isAccepted(outcome)
      ? headersNotEchoed(client.pushes(event.header.event_id)[0])
      : [];
    if (missing.length > 0) {
      return broken("The acknowledgement does not echo every header.", {
        expected: "the frame's headers, unchanged",
        actual: `without ${missing.join(", ")}`,
      });
    }
    return judgeEvent(context, event, outcome, {
      holds: "A good event was acknowledged with 200 and acted on once.",
      refused: "A good event was not acknowledged with 200.",
      effects: "A good event was acknowledged but not acted on exactly once.",
    });
  },
});

/** Order does not matter, and clients may add headers of their own. */
function headersNotEchoed(push: PushRecord | undefined): string[] {
  const ack = push?.acks[0] ?? [];
  return (push?.headers ?? [])
    .filter(({ key, value }) => !ack.some((echo) => echo.key === key && echo.value === value))
    .map(({ key }) => key);
}
