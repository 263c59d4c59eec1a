import type { Check } from "../suite/check.js";
import { feishuPages } from "../judging/feishu-pages.js";
import { judgeForgery } from "../judging/forged-event.js";
import { securityTamperedCiphertextTexts } from "./words/security-tampered-ciphertext.js";

export const securityTamperedCiphertext: Check = {
  id: "security/tampered-ciphertext",
  texts: securityTamperedCiphertextTexts,
  severity: "must",
  appliesTo: "webhook",
  page: feishuPages.encryption,
  phase: "destructive",
  needs: ["encrypt-key"],
  evaluate: (context) =>
    judgeForgery(context, "tampered-ciphertext", {
      label: "a signed event with bits of the ciphertext flipped",
      holds: "The broken ciphertext was answered and had no effect.",
      broken: "An event whose ciphertext does not open was acted on.",
      mustAnswer: true,
    }),
};
