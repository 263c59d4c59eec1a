import type { Check } from "../suite/check.js";
import { feishuPages } from "../judging/feishu-pages.js";
import { judgeForgery } from "../judging/forged-event.js";
import { securityForgedSignatureTexts as texts } from "./texts/security-forged-signature-texts.js";

export const securityForgedSignature: Check = {
  id: "security/forged-signature",
  texts,
  severity: "must",
  appliesTo: "webhook",
  page: feishuPages.encryption,
  phase: "hostile",
  needs: ["encrypt-key"],
  evaluate: (context) =>
    judgeForgery(context, "wrong-signature", {
      label: texts("event"),
      holds: texts("holds"),
      broken: texts("broken"),
    }),
};
