import type { Check } from "../suite/check.js";
import { feishuPages } from "../judging/feishu-pages.js";
import { judgeGoodEvents } from "../judging/judge-good-events.js";
import { eventBoundaryValuesTexts } from "./words/event-boundary-values.js";

export const eventBoundaryValues: Check = {
  id: "event/boundary-values",
  texts: eventBoundaryValuesTexts,
  severity: "must",
  appliesTo: "webhook",
  page: feishuPages.event,
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
