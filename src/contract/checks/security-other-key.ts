import type { Check } from "../suite/check.js";
import { feishuPages } from "../judging/feishu-pages.js";
import { judgeForgery } from "../judging/forged-event.js";
import { securityOtherKeyTexts as texts } from "./texts/security-other-key-texts.js";

export const securityOtherKey: Check = {
  id: "security/other-key",
  texts,
  severity: "must",
  appliesTo: "webhook",
  page: feishuPages.encryption,
  phase: "destructive",
  needs: ["encrypt-key"],
  evaluate: (context) =>
    judgeForgery(context, "other-key", {
      label: texts("event"),
      holds: texts("holds"),
      broken: texts("broken"),
      mustAnswer: true,
    }),
};
