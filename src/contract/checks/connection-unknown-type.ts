import type { ReserveConfigEvent } from "../../event/reserve-config-event.js";
import { connectionCheck } from "../judging/connection-check.js";
import { describeOutcome } from "../report/exchange.js";
import { broken, holds } from "../judging/judgements.js";

export const connectionUnknownType = connectionCheck({
  id: "connection/unknown-type",
  title: "An event of a type without a handler is acknowledged",
  severity: "info",
  clause:
    "Every event wants an acknowledgement within 3 s, also one of a type the client has no handler for.",
  why: "An event without an acknowledgement is sent four more times. The Node SDK says 200 to such an event, the Python, Go and Java SDKs say 500, which is retried too.",
  fix: "Subscribe the app only to events you handle, or register a handler that does nothing.",
  async evaluate({ makeEvent, deliver }) {
    const outcome = await deliver(ofUnknownType(makeEvent()), {
      label: "an event of another type",
    });
    if (outcome.kind === "acknowledged") {
      return holds(`It was acknowledged with code ${outcome.code}.`);
    }
    return broken("It was not acknowledged.", {
      expected: "an acknowledgement with any code",
      actual: describeOutcome(outcome),
    });
  },
});

/** A type this event's receivers have no reason to know. */
function ofUnknownType(event: ReserveConfigEvent): ReserveConfigEvent {
  const event_type = "vc.mocklark.unhandled_v1" as ReserveConfigEvent["header"]["event_type"];
  return { ...event, header: { ...event.header, event_type } };
}
