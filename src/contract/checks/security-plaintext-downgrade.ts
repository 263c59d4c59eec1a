import type { Check } from "../suite/check.js";
import { feishuPages } from "../judging/feishu-pages.js";
import { judgeForgery } from "../judging/forged-event.js";
import { securityPlaintextDowngradeTexts as texts } from "./texts/security-plaintext-downgrade-texts.js";

export const securityPlaintextDowngrade: Check = {
  id: "security/plaintext-downgrade",
  texts,
  severity: "must",
  appliesTo: "webhook",
  page: feishuPages.encryption,
  phase: "hostile",
  needs: ["encrypt-key"],
  evaluate: (context) =>
    judgeForgery(context, "plaintext-downgrade", {
      label: texts("event"),
      holds: texts("holds"),
      broken: texts("broken"),
    }),
};
