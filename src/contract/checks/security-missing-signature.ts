import type { Check } from "../suite/check.js";
import { feishuPages } from "../judging/feishu-pages.js";
import { judgeForgery } from "../judging/forged-event.js";

export const securityMissingSignature: Check = {
  id: "security/missing-signature",
  title: "An event without a signature has no effect",
  severity: "must",
  appliesTo: "webhook",
  clause:
    "Every event carries X-Lark-Request-Timestamp, X-Lark-Request-Nonce and X-Lark-Signature; only the url_verification request comes without them.",
  page: feishuPages.encryption,
  why: "Where a missing header counts as a good one, leaving it out is all a forgery takes.",
  fix: 'Treat a missing header as a wrong signature. Let only a body with type "url_verification" through unsigned, and do nothing about it but echo the challenge.',
  phase: "hostile",
  needs: ["encrypt-key"],
  evaluate: (context) =>
    judgeForgery(context, "missing-signature", {
      label: "an event without X-Lark headers",
      holds: "The unsigned event had no effect.",
      broken: "The unsigned event was acted on.",
    }),
};
