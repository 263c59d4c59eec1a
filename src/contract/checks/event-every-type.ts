import { feishuPages } from "../judging/feishu-pages.js";
import { expectedTexts } from "../judging/expected-texts.js";
import { judgeFurtherTypes } from "../judging/judge-further-types.js";
import type { Check } from "../suite/check.js";
import { eventEveryTypeTexts } from "./texts/event-every-type-texts.js";

export const eventEveryType: Check = {
  id: "event/every-type",
  texts: eventEveryTypeTexts,
  severity: "must",
  appliesTo: "webhook",
  page: feishuPages.delivery,
  needs: ["further-types"],
  judgesAnswers: true,
  evaluate: (context) => judgeFurtherTypes(context, expectedTexts("status-200")),
};
