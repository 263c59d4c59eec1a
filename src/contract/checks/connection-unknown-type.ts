import { connectionCheck, refused } from "../judging/connection-check.js";
import { holds } from "../judging/judgements.js";
import { ofUnknownType } from "../judging/unknown-type.js";
import { isAccepted } from "../report/exchange.js";
import { connectionUnknownTypeTexts } from "./words/connection-unknown-type.js";

export const connectionUnknownType = connectionCheck({
  id: "connection/unknown-type",
  texts: connectionUnknownTypeTexts,
  severity: "should",
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
