import type { Check } from "../suite/check.js";
import { feishuPages } from "../judging/feishu-pages.js";
import { judgeForgery } from "../judging/forged-event.js";
import { securityStaleTimestampTexts } from "./words/security-stale-timestamp.js";

export const securityStaleTimestamp: Check = {
  id: "security/stale-timestamp",
  texts: securityStaleTimestampTexts,
  severity: "should",
  appliesTo: "webhook",
  page: feishuPages.encryption,
  phase: "hostile",
  needs: ["encrypt-key"],
  evaluate: (context) =>
    judgeForgery(context, "stale-timestamp", {
      label: "an event signed seven days ago",
      holds: "The stale event had no effect.",
      broken: "The event was acted on although it was signed seven days ago.",
    }),
};
