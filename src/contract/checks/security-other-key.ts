import type { Check } from "../suite/check.js";
import { feishuPages } from "../judging/feishu-pages.js";
import { judgeForgery } from "../judging/forged-event.js";
import { securityOtherKeyTexts } from "./words/security-other-key.js";

export const securityOtherKey: Check = {
  id: "security/other-key",
  texts: securityOtherKeyTexts,
  severity: "must",
  appliesTo: "webhook",
  page: feishuPages.encryption,
  phase: "destructive",
  needs: ["encrypt-key"],
  evaluate: (context) =>
    judgeForgery(context, "other-key", {
      label: "an event encrypted and signed with another key",
      holds: "The event made with another key was answered and had no effect.",
      broken: "An event made with another key was acted on.",
      mustAnswer: true,
    }),
};
