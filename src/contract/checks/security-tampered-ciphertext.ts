import type { Check } from "../suite/check.js";
import { feishuPages } from "../judging/feishu-pages.js";
import { judgeForgery } from "../judging/forged-event.js";
import { securityTamperedCiphertextTexts as texts } from "./texts/security-tampered-ciphertext-texts.js";

export const securityTamperedCiphertext: Check = {
  id: "security/tampered-ciphertext",
  texts,
  severity: "must",
  appliesTo: "webhook",
  page: feishuPages.encryption,
  phase: "destructive",
  needs: ["encrypt-key"],
  evaluate: (context) =>
    judgeForgery(context, "tampered-ciphertext", {
      label: texts("event"),
      holds: texts("holds"),
      broken: texts("broken"),
      mustAnswer: true,
    }),
};
