import type { Check } from "../suite/check.js";
import { feishuPages } from "../judging/feishu-pages.js";
import { judgeGoodEvents } from "../judging/judge-good-events.js";
import { eventNullUserIdTexts as texts } from "./texts/event-null-user-id-texts.js";

export const eventNullUserId: Check = {
  id: "event/null-user-id",
  texts,
  severity: "must",
  appliesTo: "webhook",
  page: feishuPages.event,
  needs: ["reserve-config"],
  judgesAnswers: true,
  async evaluate(context) {
    const { makeReserveConfig, random } = context;
    const nobodySees = () => ({
      user_id: {
        open_id: `ou_${random.hex(32)}`,
        union_id: `on_${random.hex(32)}`,
        user_id: null,
      },
    });
    const event = makeReserveConfig({
      overrides: {
        event: {
          approve_config: {
            approval_condition: 1,
            approval_switch: 1,
            approvers: [nobodySees()],
            meeting_duration: 2,
          },
          reserve_scope_config: {
            allow_all_users: 0,
            allow_depts: [],
            allow_users: [nobodySees()],
          },
        },
      },
    });
    return judgeGoodEvents(context, [{ event, what: texts("null-user-id") }]);
  },
};
