import { connectionCheck, judgeEvent } from "../judging/connection-check.js";

export const connectionEmptyToken = connectionCheck({
  id: "connection/empty-token",
  title: "An event whose header.token is empty is acknowledged and acted on",
  severity: "must",
  clause:
    "On the long connection header.token is the empty string: the app's secret has opened the connection, so the event needs no proof.",
  why: "Code that was written for webhooks and compares the token refuses every event here.",
  judgesRefusal: true,
  fix: "Leave header.token alone on the long connection. With the SDKs, give the dispatcher no Verification Token.",
  async evaluate(context) {
    const event = context.makeEvent();
    const outcome = await context.deliver(event, { label: "an event with an empty token" });
    return judgeEvent(context, event, outcome, {
      holds: "An event with an empty token was acknowledged and acted on.",
      refused: "An event with an empty token was not acknowledged with 200.",
      effects: "An event with an empty token was acknowledged but not acted on exactly once.",
    });
  },
});
