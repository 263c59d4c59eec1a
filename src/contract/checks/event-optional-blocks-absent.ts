import type { Check } from "../suite/check.js";
import { feishuPages } from "../judging/feishu-pages.js";
import { judgeGoodEvents } from "../judging/judge-good-events.js";
import { eventOptionalBlocksAbsentTexts } from "./words/event-optional-blocks-absent.js";

export const eventOptionalBlocksAbsent: Check = {
  id: "event/optional-blocks-absent",
  texts: eventOptionalBlocksAbsentTexts,
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
          what: "an event with nothing but scope_id and scope_type",
        },
      ],
      { statusDecides: true },
    ),
};
