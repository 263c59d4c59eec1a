import type { Check } from "../suite/check.js";
import { feishuPages } from "../judging/feishu-pages.js";
import { judgeForgery } from "../judging/forged-event.js";
import { securityBodySwappedTexts } from "./words/security-body-swapped.js";

export const securityBodySwapped: Check = {
  id: "security/body-swapped",
  texts: securityBodySwappedTexts,
  severity: "must",
  appliesTo: "webhook",
  page: feishuPages.encryption,
  phase: "hostile",
  needs: ["encrypt-key"],
  evaluate: (context) =>
    judgeForgery(context, "body-swapped", {
      label: "an event with the signature of another one",
      holds: "The event under a foreign signature had no effect.",
      broken: "The event was acted on although its signature belongs to another body.",
    }),
};
