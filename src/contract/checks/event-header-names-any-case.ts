import type { Check } from "../suite/check.js";
import { feishuPages } from "../judging/feishu-pages.js";
import { judgeGoodEvents } from "../judging/judge-good-events.js";
import { eventHeaderNamesAnyCaseTexts } from "./words/event-header-names-any-case.js";

export const eventHeaderNamesAnyCase: Check = {
  id: "event/header-names-any-case",
  texts: eventHeaderNamesAnyCaseTexts,
  severity: "must",
  appliesTo: "webhook",
  page: feishuPages.encryption,
  judgesAnswers: true,
  evaluate: (context) =>
    judgeGoodEvents(context, [
      { event: context.makeEvent(), what: "an event with canonical header names" },
      {
        event: context.makeEvent(),
        what: "an event with lower-case header names",
        headerCase: "lower",
      },
    ]),
};
