import type { Check } from "../suite/check.js";
import { feishuPages } from "../judging/feishu-pages.js";
import { judgeGoodEvents } from "../judging/judge-good-events.js";
import { eventHeaderNamesAnyCaseTexts as texts } from "./texts/event-header-names-any-case-texts.js";

export const eventHeaderNamesAnyCase: Check = {
  id: "event/header-names-any-case",
  texts,
  severity: "must",
  appliesTo: "webhook",
  page: feishuPages.encryption,
  judgesAnswers: true,
  evaluate: (context) =>
    judgeGoodEvents(context, [
      { event: context.makeEvent(), what: texts("canonical") },
      {
        event: context.makeEvent(),
        what: texts("lower"),
        headerCase: "lower",
      },
    ]),
};
