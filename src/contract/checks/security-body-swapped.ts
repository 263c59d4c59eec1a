import type { Check } from "../suite/check.js";
import { feishuPages } from "../judging/feishu-pages.js";
import { judgeForgery } from "../judging/forged-event.js";
import { securityBodySwappedTexts as texts } from "./texts/security-body-swapped-texts.js";

export const securityBodySwapped: Check = {
  id: "security/body-swapped",
  texts,
  severity: "must",
  appliesTo: "webhook",
  page: feishuPages.encryption,
  phase: "hostile",
  needs: ["encrypt-key"],
  evaluate: (context) =>
    judgeForgery(context, "body-swapped", {
      label: texts("event"),
      holds: texts("holds"),
      broken: texts("broken"),
    }),
};
