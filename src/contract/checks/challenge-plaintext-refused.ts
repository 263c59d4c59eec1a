import type { Check } from "../suite/check.js";
import { feishuPages } from "../judging/feishu-pages.js";
import { judgeUnwantedChallenge } from "../judging/judge-unwanted-challenge.js";
import { challengePlaintextRefusedTexts as texts } from "./texts/challenge-plaintext-refused-texts.js";

export const challengePlaintextRefused: Check = {
  id: "challenge/plaintext-refused",
  texts,
  severity: "should",
  appliesTo: "webhook",
  page: feishuPages.encryption,
  needs: ["encrypt-key"],
  evaluate({ builder, random, send }) {
    return judgeUnwantedChallenge({ builder, random, send }, (challenge) => ({
      request: builder.urlVerification({ random, challenge, plaintext: true }),
      what: texts("plaintext"),
    }));
  },
};
