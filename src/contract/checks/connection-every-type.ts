import { connectionCheck } from "../judging/connection-check.js";
import { judgeFurtherTypes } from "../judging/judge-further-types.js";
import { connectionEveryTypeTexts as texts } from "./texts/connection-every-type-texts.js";
import { receptionTexts } from "./texts/reception-texts.js";

export const connectionEveryType = connectionCheck({
  id: "connection/every-type",
  texts,
  severity: "must",
  needs: ["further-types"],
  judgesAnswers: true,
  evaluate: (context) => judgeFurtherTypes(context, receptionTexts("code-200")),
});
