import type { Check } from "../suite/check.js";
import { feishuPages } from "../judging/feishu-pages.js";
import { judgeUnwantedChallenge } from "../judging/judge-unwanted-challenge.js";

export const challengeWrongTokenRefused: Check = {
  id: "challenge/wrong-token-refused",
  title: "A challenge with another Verification Token is not echoed",
  severity: "should",
  appliesTo: "webhook",
  clause:
    "The url_verification request carries the app's Verification Token, by which the receiver can tell that it belongs to this app.",
  page: feishuPages.requestUrl,
  why: "Anybody could save this URL as the request URL of an app of their own and have its events sent here.",
  fix: "Compare token with the app's Verification Token before the challenge is echoed. The Node SDK does not; check it ahead of the SDK.",
  needs: ["verification-token"],
  evaluate({ builder, random, send }) {
    return judgeUnwantedChallenge({ builder, random, send }, (challenge) => ({
      request: builder.urlVerification({ random, challenge, token: random.alphanumeric(32) }),
      what: "a challenge with another token",
    }));
  },
};
