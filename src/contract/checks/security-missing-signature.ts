import type { Check } from "../suite/check.js";
import { feishuPages } from "../judging/feishu-pages.js";
import { judgeForgery } from "../judging/forged-event.js";
import { securityMissingSignatureTexts } from "./words/security-missing-signature.js";

export const securityMissingSignature: Check = {
  id: "security/missing-signature",
  texts: securityMissingSignatureTexts,
  severity: "must",
  appliesTo: "webhook",
  page: feishuPages.encryption,
  phase: "hostile",
  needs: ["encrypt-key"],
  evaluate: (context) =>
    judgeForgery(context, "missing-signature", {
      label: "an event without X-Lark headers",
      holds: "The unsigned event had no effect.",
      broken: "The unsigned event was acted on.",
    }),
};
