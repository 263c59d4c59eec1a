import type { Check } from "../suite/check.js";
import { feishuPages } from "../judging/feishu-pages.js";
import { judgeGoodEvents } from "../judging/judge-good-events.js";
import { eventOptionalBlocksAbsentTexts as texts } from "./texts/event-optional-blocks-absent-texts.js";

export const eventOptionalBlocksAbsent: Check = {
  id: "event/optional-blocks-absent",
  texts,
  severity: "should",
  appliesTo: "webhook",
  page: feishuPages.event,
  needs: ["reserve-config"],
  judgesAnswers: true,
  evaluate: (context) =>
    judgeGoodEvents(
      context,
      [
        {
          event: context.makeReserveConfig({ variant: "minimal" }),
          what: texts("minimal"),
        },
      ],
      { statusDecides: true },
    ),
};
