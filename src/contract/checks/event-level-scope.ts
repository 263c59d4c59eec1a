import type { Check } from "../suite/check.js";
import { feishuPages } from "../judging/feishu-pages.js";
import { judgeGoodEvents } from "../judging/judge-good-events.js";
import { eventLevelScopeTexts as texts } from "./texts/event-level-scope-texts.js";

export const eventLevelScope: Check = {
  id: "event/level-scope",
  texts,
  severity: "must",
  appliesTo: "webhook",
  page: feishuPages.event,
  needs: ["reserve-config"],
  judgesAnswers: true,
  evaluate: (context) =>
    judgeGoodEvents(context, [
      { event: context.makeReserveConfig({ scope: "level" }), what: texts("level") },
    ]),
};
