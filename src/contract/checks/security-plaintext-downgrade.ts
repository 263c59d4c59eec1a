import type { Check } from "../suite/check.js";
import { feishuPages } from "../judging/feishu-pages.js";
import { judgeForgery } from "../judging/forged-event.js";

export const securityPlaintextDowngrade: Check = {
  id: "security/plaintext-downgrade",
  title: "An event in clear has no effect once the app has an Encrypt Key",
  severity: "must",
  appliesTo: "webhook",
  clause: "Once an Encrypt Key is set, every event comes encrypted.",
  page: feishuPages.encryption,
  why: "Without a key the signature holds no secret. Who may fall back to that can forge every event.",
  fix: "With an Encrypt Key set, refuse every body without an encrypt field, and always sign with the key.",
  phase: "hostile",
  needs: ["encrypt-key"],
  evaluate: (context) =>
    judgeForgery(context, "plaintext-downgrade", {
      label: "an event in clear, signed with the empty key",
      holds: "The event in clear had no effect.",
      broken: "The event in clear was acted on.",
    }),
};
