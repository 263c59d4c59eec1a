import { connectionCheck } from "../judging/connection-check.js";
import { judgeFurtherTypes } from "../judging/judge-further-types.js";

export const connectionEveryType = connectionCheck({
  id: "connection/every-type",
  title: "A good event of each further type is acknowledged with 200 and acted on once",
  severity: "must",
  clause:
    "A connection gets the events of every type its app is subscribed to, and each of them wants an acknowledgement with 200 within 3 s.",
  why: "All other checks push events of the first type: a handler that was never registered, or fails for one type, shows in none of them.",
  fix: "Register a handler for each type the app is subscribed to, and tell repeats by event_id whatever the type.",
  needs: ["further-types"],
  judgesAnswers: true,
  evaluate: (context) => judgeFurtherTypes(context, "code 200"),
});
