import type { FeishuEvent } from "../../event/feishu-event.js";
import type { Check } from "../suite/check.js";
import type { CheckContext } from "../suite/check-context.js";
import { feishuPages } from "../judging/feishu-pages.js";
import { judgeGoodEvents } from "../judging/judge-good-events.js";

export const eventFiveHundredSubscribers: Check = {
  id: "event/five-hundred-subscribers",
  title: "An event that lists 500 users and departments is accepted",
  severity: "should",
  appliesTo: "webhook",
  clause:
    "A setting may list up to 500 users and departments; encrypted, such an event has about 100 kB.",
  page: feishuPages.event,
  why: "Body limits are often smaller: express.json() refuses more than 100 kB with 413, and Feishu repeats the event in vain.",
  fix: 'Raise the limit of the body parser and of the proxies in front of it to 1 MB, for instance express.raw({ type: "application/json", limit: "1mb" }).',
  needs: ["reserve-config"],
  judgesAnswers: true,
  evaluate: (context) =>
    judgeGoodEvents(
      context,
      [
        {
          event: withFiveHundred(context),
          what: "an event with 500 users and departments",
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
