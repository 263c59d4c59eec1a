import type { Check } from "../suite/check.js";
import { feishuPages } from "../judging/feishu-pages.js";
import { judgeForgery } from "../judging/forged-event.js";

export const securityForgedSignature: Check = {
  id: "security/forged-signature",
  title: "An event with a wrong signature has no effect",
  severity: "must",
  appliesTo: "webhook",
  clause:
    "X-Lark-Signature is sha256(timestamp + nonce + Encrypt Key + raw body) in lower-case hex; a request where it differs is not from Feishu.",
  page: feishuPages.encryption,
  why: "Whoever learns the URL could make the receiver act.",
  fix: "Compare the signature before anything else and do nothing when it differs. The SDKs do so when the Encrypt Key is given to the dispatcher.",
  phase: "hostile",
  needs: ["encrypt-key"],
  evaluate: (context) =>
    judgeForgery(context, "wrong-signature", {
      label: "an event with a wrong signature",
      holds: "The forged event had no effect.",
      broken: "The forged event was acted on.",
    }),
};
