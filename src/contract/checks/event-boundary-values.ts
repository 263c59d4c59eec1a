import type { Check } from "../suite/check.js";
import { feishuPages } from "../judging/feishu-pages.js";
import { judgeGoodEvents } from "../judging/judge-good-events.js";
import { eventBoundaryValuesTexts as texts } from "./texts/event-boundary-values-texts.js";

export const eventBoundaryValues: Check = {
  id: "event/boundary-values",
  texts,
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
        what: texts("smallest"),
      },
      {
        event: makeReserveConfig({
          variant: "largest",
          overrides: { event: { reserve_scope_config: emptyScope } },
        }),
        what: texts("largest"),
      },
      {
        event: makeReserveConfig({ overrides: { event: { approve_config: fraction } } }),
        what: texts("fraction"),
      },
    ]);
  },
};
