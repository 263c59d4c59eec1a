import type { Check } from "../suite/check.js";
import { feishuPages } from "../judging/feishu-pages.js";
import { judgeGoodEvents } from "../judging/judge-good-events.js";

export const eventNullUserId: Check = {
  id: "event/null-user-id",
  title: "An event whose user_id values are null is accepted and acted on",
  severity: "must",
  appliesTo: "webhook",
  clause:
    "The field user_id needs the permission contact:user.employee_id:readonly; to an app without it Feishu sends null there, and open_id and union_id as ever.",
  page: feishuPages.event,
  why: "An app that loses the permission, or never had it, would fail on every event that names a person.",
  fix: "Allow null in user_id (string | null), and tell people apart by open_id or union_id.",
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
    return judgeGoodEvents(context, [{ event, what: "an event whose user_id values are null" }]);
  },
};
