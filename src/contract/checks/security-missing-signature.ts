import type { Check } from "../suite/check.js";
import { feishuPages } from "../judging/feishu-pages.js";
import { judgeForgery } from "../judging/forged-event.js";
import { securityMissingSignatureTexts as texts } from "./texts/security-missing-signature-texts.js";

export const securityMissingSignature: Check = {
  id: "security/missing-signature",
  texts,
  severity: "must",
  appliesTo: "webhook",
  page: feishuPages.encryption,
  phase: "hostile",
  needs: ["encrypt-key"],
  evaluate: (context) =>
    judgeForgery(context, "missing-signature", {
      label: texts("event"),
      holds: texts("holds"),
      broken: texts("broken"),
    }),
};
