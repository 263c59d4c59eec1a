import type { Check } from "../suite/check.js";
import { feishuPages } from "../judging/feishu-pages.js";
import { judgeGoodEvents } from "../judging/judge-good-events.js";

export const eventBoundaryValues: Check = {
  id: "event/boundary-values",
  title: "The smallest and the largest documented values are accepted and acted on",
  severity: "must",
  appliesTo: "webhook",
  clause:
    "Documented are days_in_advance 1 to 730, max_duration 1 to 99 hours, times of 0 to 86400 s, meeting_duration 0.1 to 99 hours with fractions, and lists that may be empty.",
  page: feishuPages.event,
  why: "An administrator may choose any of them; an integer column or a tighter range makes the receiver refuse a legal change.",
  fix: "Store meeting_duration as a decimal number, take 86400 (the end of the day) for a time, and take empty lists.",
  needs: ["reserve-config"],
  judgesAnswers: true,
  evaluate(context) {
    const { makeReserveConfig } = context;
    // 500 subscribers are another check's matter.
    const emptyScope = { allow_all_users: 1, allow_depts: [], allow_users: [] };
    const fraction = {
      approval_condition: 1,
      approval_switch: 0,
      approvers: [],
      meeting_duration: 1.25,
    };
    return judgeGoodEvents(context, [
      {
        event: makeReserveConfig({ variant: "smallest" }),
        what: "an event with the smallest values",
      },
      {
        event: makeReserveConfig({
          variant: "largest",
          overrides: { event: { reserve_scope_config: emptyScope } },
        }),
        what: "an event with the largest values",
      },
      {
        event: makeReserveConfig({ overrides: { event: { approve_config: fraction } } }),
        what: "an event with a meeting_duration of 1.25 h and no approvers",
      },
    ]);
  },
};
