import type { FeishuEvent } from "../../event/feishu-event.js";
import type { Check } from "../suite/check.js";
import type { CheckContext } from "../suite/check-context.js";
import { feishuPages } from "../judging/feishu-pages.js";
import { judgeGoodEvents } from "../judging/judge-good-events.js";
import { eventFiveHundredSubscribersTexts as texts } from "./texts/event-five-hundred-subscribers-texts.js";

export const eventFiveHundredSubscribers: Check = {
  id: "event/five-hundred-subscribers",
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
          event: withFiveHundred(context),
          what: texts("five-hundred"),
        },
      ],
      { statusDecides: true },
    ),
};

/** The plain content but for its lists. */
function withFiveHundred({ makeReserveConfig }: CheckContext): FeishuEvent {
  const { reserve_scope_config } = makeReserveConfig({ variant: "five-hundred" }).event;
  return makeReserveConfig({ overrides: { event: { reserve_scope_config } } });
}
