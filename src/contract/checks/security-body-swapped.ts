import type { Check } from "../suite/check.js";
import { feishuPages } from "../judging/feishu-pages.js";
import { judgeForgery } from "../judging/forged-event.js";

export const securityBodySwapped: Check = {
  id: "security/body-swapped",
  title: "An event under the signature of another event has no effect",
  severity: "must",
  appliesTo: "webhook",
  clause: "The signature covers the bytes of the body: it is good for that one body only.",
  page: feishuPages.encryption,
  why: "Where the body is left out of the comparison, the signature of one recorded request opens the door to any other.",
  fix: "Hash timestamp, nonce and Encrypt Key together with the raw body of the very request, and compare all 64 digits.",
  phase: "hostile",
  needs: ["encrypt-key"],
  evaluate: (context) =>
    judgeForgery(context, "body-swapped", {
      label: "an event with the signature of another one",
      holds: "The event under a foreign signature had no effect.",
      broken: "The event was acted on although its signature belongs to another body.",
    }),
};
