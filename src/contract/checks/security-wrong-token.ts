import type { ForgeryName } from "../../wire/forgery.js";
import type { Check } from "../suite/check.js";
import { feishuPages } from "../judging/feishu-pages.js";
import { judgeForgeries } from "../judging/forged-event.js";
import { securityWrongTokenTexts as texts } from "./texts/security-wrong-token-texts.js";

export const securityWrongToken: Check = {
  id: "security/wrong-token",
  texts,
  severity: "must",
  // The signature keeps others out as well.
  severityFor: ({ encryptKey }) => (encryptKey === "" ? "must" : "should"),
  appliesTo: "webhook",
  page: feishuPages.requestUrl,
  phase: "hostile",
  needs: ["verification-token"],
  evaluate: (context) =>
    judgeForgeries(
      context,
      forgeries.map((forgery) => ({
        forgery,
        label: texts("event", { token: forgery }),
        holds: texts("holds"),
        broken: texts("broken", { token: forgery }),
      })),
    ),
};

const forgeries = [
  "wrong-token",
  "missing-token",
  "empty-token",
  "null-token",
] as const satisfies readonly ForgeryName[];
