import type { Check } from "../suite/check.js";
import { feishuPages } from "../judging/feishu-pages.js";
import { judgeForgery } from "../judging/forged-event.js";

export const securityStaleTimestamp: Check = {
  id: "security/stale-timestamp",
  title: "An event signed seven days ago has no effect",
  severity: "should",
  appliesTo: "webhook",
  clause:
    "X-Lark-Request-Timestamp says when the request was signed; Feishu's last retry comes 7 h 5 min 15 s after the first attempt.",
  page: feishuPages.encryption,
  why: "Whoever recorded a request could replay it at any time, long after its event_id was forgotten. No SDK looks at the timestamp.",
  fix: "Refuse timestamps (unix seconds) older than eight hours, and keep event ids at least that long. A shorter window would refuse Feishu's own late retries, if they keep their first signature.",
  phase: "hostile",
  needs: ["encrypt-key"],
  evaluate: (context) =>
    judgeForgery(context, "stale-timestamp", {
      label: "an event signed seven days ago",
      holds: "The stale event had no effect.",
      broken: "The event was acted on although it was signed seven days ago.",
    }),
};
