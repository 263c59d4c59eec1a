import type { Check } from "../suite/check.js";
import { feishuPages } from "../judging/feishu-pages.js";
import { judgeGoodEvents } from "../judging/judge-good-events.js";

export const eventLevelScope: Check = {
  id: "event/level-scope",
  title: "An event about a level (scope_type 1, an omb_ id) is accepted and acted on",
  severity: "must",
  appliesTo: "webhook",
  clause:
    "The settings of a level change as well as those of a room: scope_type 1 with the id of a level (omb_), scope_type 2 with the id of a room (omm_).",
  page: feishuPages.event,
  why: "Changes made to a whole building or floor would be lost, or retried in vain.",
  fix: "Take both values of scope_type, and do not demand that scope_id begins with omm_.",
  needs: ["reserve-config"],
  judgesAnswers: true,
  evaluate: (context) =>
    judgeGoodEvents(context, [
      { event: context.makeReserveConfig({ scope: "level" }), what: "an event about a level" },
    ]),
};
