import { connectionCheck } from "../judging/connection-check.js";
import { judgeFurtherTypes } from "../judging/judge-further-types.js";
import { connectionEveryTypeTexts as texts } from "./words/connection-every-type.js";
import { receptionTexts } from "./words/reception.js";

export const connectionEveryType = connectionCheck({
  id: "connection/every-type",
  texts,
  severity: "must",
  needs: ["further-types"],
  judgesAnswers: true,
  evaluate: (context) => judgeFurtherTypes(context, receptionTexts("code-200")),
});
