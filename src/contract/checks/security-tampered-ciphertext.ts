import type { Check } from "../suite/check.js";
import { feishuPages } from "../judging/feishu-pages.js";
import { judgeForgery } from "../judging/forged-event.js";

export const securityTamperedCiphertext: Check = {
  id: "security/tampered-ciphertext",
  title: "A ciphertext that does not open has no effect, and the receiver survives it",
  severity: "must",
  appliesTo: "webhook",
  clause:
    "The encrypt field is base64 of the IV and an AES-256-CBC ciphertext with PKCS#7 padding; one that does not open is not an event.",
  page: feishuPages.encryption,
  why: "One request could stop the service. The Node SDK with autoChallenge decrypts before it verifies, nothing catches what that throws, and the process ends.",
  fix: "Verify the signature before you decrypt, catch what decryption throws, and answer 400 or 401. With the Node SDK: decrypt yourself and hand it the event in clear.",
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
