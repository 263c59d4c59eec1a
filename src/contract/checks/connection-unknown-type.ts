import { connectionCheck, refused } from "../judging/connection-check.js";
import { holds } from "../judging/judgements.js";
import { ofUnknownType } from "../judging/unknown-type.js";
import { isAccepted } from "../report/exchange.js";

export const connectionUnknownType = connectionCheck({
  id: "connection/unknown-type",
  title: "An event of a type without a handler is acknowledged with 200",
  severity: "should",
  clause:
    "Every event wants an acknowledgement within 3 s, also one of a type the client has no handler for.",
  why: "Every other acknowledgement has the event sent four more times. The Node SDK says 200 to an event without a handler; the Python, Go and Java SDKs say 500.",
  fix: "Subscribe the app only to events you handle, or acknowledge others with 200: with the Python, Go and Java SDKs, register a handler that does nothing for each type the app is subscribed to.",
  judgesAnswers: true,
  async evaluate({ makeEvent, deliver, types }) {
    const event = ofUnknownType(makeEvent(), types.main);
    const outcome = await deliver(event, { label: `an event of type ${event.header.event_type}` });
    if (isAccepted(outcome)) {
      return holds("An event of a type without a handler was acknowledged with 200.");
    }
    return refused("An event of a type without a handler was not acknowledged with 200.", outcome);
  },
});
