import type { Check } from "../suite/check.js";
import { feishuPages } from "../judging/feishu-pages.js";
import { judgeUnwantedChallenge } from "../judging/judge-unwanted-challenge.js";
import { challengeWrongTokenRefusedTexts as texts } from "./texts/challenge-wrong-token-refused-texts.js";

export const challengeWrongTokenRefused: Check = {
  id: "challenge/wrong-token-refused",
  texts,
  severity: "should",
  appliesTo: "webhook",
  page: feishuPages.requestUrl,
  needs: ["verification-token"],
  evaluate({ builder, random, send }) {
    return judgeUnwantedChallenge({ builder, random, send }, (challenge) => ({
      request: builder.urlVerification({ random, challenge, token: random.alphanumeric(32) }),
      what: texts("other-token"),
    }));
  },
};
