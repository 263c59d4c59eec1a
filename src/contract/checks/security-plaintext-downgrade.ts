import type { Check } from "../suite/check.js";
import { feishuPages } from "../judging/feishu-pages.js";
import { judgeForgery } from "../judging/forged-event.js";
import { securityPlaintextDowngradeTexts } from "./words/security-plaintext-downgrade.js";

export const securityPlaintextDowngrade: Check = {
  id: "security/plaintext-downgrade",
  texts: securityPlaintextDowngradeTexts,
  severity: "must",
  appliesTo: "webhook",
  page: feishuPages.encryption,
  phase: "hostile",
  needs: ["encrypt-key"],
  evaluate: (context) =>
    judgeForgery(context, "plaintext-downgrade", {
      label: "an event in clear, signed with the empty key",
      holds: "The event in clear had no effect.",
      broken: "The event in clear was acted on.",
    }),
};
