import type { ForgeryName } from "../../wire/forgery.js";
import type { Check } from "../suite/check.js";
import { feishuPages } from "../judging/feishu-pages.js";
import { judgeForgeries } from "../judging/forged-event.js";
import { securityWrongTokenTexts } from "./words/security-wrong-token.js";

export const securityWrongToken: Check = {
  id: "security/wrong-token",
  texts: securityWrongTokenTexts,
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
      forgeries.map(([forgery, what]) => ({
        forgery,
        label: `an event with ${what}`,
        holds: "No event with another token, or with none, had an effect.",
        broken: `The event with ${what} was acted on.`,
      })),
    ),
};

const forgeries: readonly (readonly [ForgeryName, what: string])[] = [
  ["wrong-token", "another token"],
  ["missing-token", "no token"],
  ["empty-token", "an empty token"],
  ["null-token", "a token that is null"],
];
