import { feishuPages } from "../judging/feishu-pages.js";
import { judgeFurtherTypes } from "../judging/judge-further-types.js";
import type { Check } from "../suite/check.js";

export const eventEveryType: Check = {
  id: "event/every-type",
  title: "A good event of each further type is accepted and acted on once",
  severity: "must",
  appliesTo: "webhook",
  clause:
    "One URL gets the events of every type an app is subscribed to, and each of them is to be answered with 200 within 3 s.",
  page: feishuPages.delivery,
  why: "All other checks send events of the first type: a handler that was never registered, or fails for one type, shows in none of them.",
  fix: "Register a handler for each type the app is subscribed to, and verify, dedupe and answer before you look at the type.",
  needs: ["further-types"],
  judgesAnswers: true,
  evaluate: (context) => judgeFurtherTypes(context, "status 200"),
};
