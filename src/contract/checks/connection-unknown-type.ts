import { connectionCheck, refused } from "../judging/connection-check.js";
import { holds } from "../judging/judgements.js";
import { ofUnknownType } from "../judging/unknown-type.js";
import { labelTexts } from "../judging/label-texts.js";
import { isAccepted } from "../report/exchange.js";
import { connectionUnknownTypeTexts as texts } from "./texts/connection-unknown-type-texts.js";

export const connectionUnknownType = connectionCheck({
  id: "connection/unknown-type",
  texts,
  severity: "should",
  judgesAnswers: true,
  async evaluate({ makeEvent, deliver, types }) {
    const event = ofUnknownType(makeEvent(), types.main);
    const outcome = await deliver(event, {
      label: labelTexts("of-type", { type: event.header.event_type }),
    });
    if (isAccepted(outcome)) {
      return holds(texts("holds"));
    }
    return refused(texts("refused"), outcome);
  },
});
