import type { Check } from "../suite/check.js";
import { feishuPages } from "../judging/feishu-pages.js";
import { judgeForgery } from "../judging/forged-event.js";
import { securityForgedSignatureTexts } from "./words/security-forged-signature.js";

export const securityForgedSignature: Check = {
  id: "security/forged-signature",
  texts: securityForgedSignatureTexts,
  severity: "must",
  appliesTo: "webhook",
  page: feishuPages.encryption,
  phase: "hostile",
  needs: ["encrypt-key"],
  evaluate: (context) =>
    judgeForgery(context, "wrong-signature", {
      label: "an event with a wrong signature",
      holds: "The forged event had no effect.",
      broken: "The forged event was acted on.",
    }),
};
