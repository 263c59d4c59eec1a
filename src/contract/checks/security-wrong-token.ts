import type { ForgeryName } from "../../wire/forgery.js";
import type { Check } from "../suite/check.js";
import { feishuPages } from "../judging/feishu-pages.js";
import { judgeForgeries } from "../judging/forged-event.js";

export const securityWrongToken: Check = {
  id: "security/wrong-token",
  title: "An event with another Verification Token, or with none, has no effect",
  severity: "must",
  // The signature keeps others out as well.
  severityFor: ({ encryptKey }) => (encryptKey === "" ? "must" : "should"),
  appliesTo: "webhook",
  clause:
    "Every event carries the app's Verification Token in header.token; an event with another one is not for this app.",
  page: feishuPages.requestUrl,
  why: "Without an Encrypt Key the token is the only thing that others do not know. With one, it still tells the events of two apps with the same key apart.",
  fix: "Compare header.token with the Verification Token in constant time and refuse the event when it differs. The SDKs do not do it, or not for an event without a token: do it yourself.",
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
