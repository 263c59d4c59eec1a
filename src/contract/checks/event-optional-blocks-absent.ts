import type { Check } from "../suite/check.js";
import { feishuPages } from "../judging/feishu-pages.js";
import { judgeGoodEvents } from "../judging/judge-good-events.js";

export const eventOptionalBlocksAbsent: Check = {
  id: "event/optional-blocks-absent",
  title: "An event with nothing but scope_id and scope_type is accepted",
  severity: "should",
  appliesTo: "webhook",
  clause:
    "All below scope_id and scope_type is optional: approve_config, reserve_scope_config and time_config may be missing.",
  page: feishuPages.event,
  why: "Code that reads event.time_config.max_duration without looking first breaks on the first change of another kind.",
  fix: "Treat each block, and each field in it, as optional.",
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
