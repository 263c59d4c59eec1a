import type { Check } from "../suite/check.js";
import { feishuPages } from "../judging/feishu-pages.js";
import { judgeForgery } from "../judging/forged-event.js";
import { securityStaleTimestampTexts as texts } from "./texts/security-stale-timestamp-texts.js";

export const securityStaleTimestamp: Check = {
  id: "security/stale-timestamp",
  texts,
  severity: "should",
  appliesTo: "webhook",
  page: feishuPages.encryption,
  phase: "hostile",
  needs: ["encrypt-key"],
  evaluate: (context) =>
    judgeForgery(context, "stale-timestamp", {
      label: texts("event"),
      holds: texts("holds"),
      broken: texts("broken"),
    }),
};
