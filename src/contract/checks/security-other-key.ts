import type { Check } from "../suite/check.js";
import { feishuPages } from "../judging/feishu-pages.js";
import { judgeForgery } from "../judging/forged-event.js";

export const securityOtherKey: Check = {
  id: "security/other-key",
  title: "An event made with another Encrypt Key has no effect, and the receiver survives it",
  severity: "must",
  appliesTo: "webhook",
  clause:
    "Events are encrypted and signed with the app's own Encrypt Key; what another key made is not for this app.",
  page: feishuPages.encryption,
  why: "Anyone can encrypt and sign with a key of their own. A receiver that decrypts first dies of it, and anyone can send it.",
  fix: "Verify the signature before you decrypt, and catch what decryption throws.",
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
