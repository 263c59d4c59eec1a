import { connectionCheck } from "../judging/connection-check.js";
import { judgeFurtherTypes } from "../judging/judge-further-types.js";
import { connectionEveryTypeTexts } from "./words/connection-every-type.js";

export const connectionEveryType = connectionCheck({
  id: "connection/every-type",
  texts: connectionEveryTypeTexts,
  severity: "must",
  needs: ["further-types"],
  judgesAnswers: true,
  evaluate: (context) => judgeFurtherTypes(context, "code 200"),
});
