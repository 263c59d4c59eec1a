import type { Check } from "../suite/check.js";
import { feishuPages } from "../judging/feishu-pages.js";
import { judgeUnwantedChallenge } from "../judging/judge-unwanted-challenge.js";

export const challengePlaintextRefused: Check = {
  id: "challenge/plaintext-refused",
  title: "A receiver with an Encrypt Key does not echo a challenge sent in clear",
  severity: "should",
  appliesTo: "webhook",
  clause:
    "Once the app has an Encrypt Key everything comes encrypted, the url_verification request too.",
  page: feishuPages.encryption,
  why: "What comes in clear was not sent by Feishu; a receiver that takes a challenge in clear often takes events in clear as well.",
  fix: "When an Encrypt Key is set, refuse every body that is not an object with a string in encrypt. The Node and Python SDKs do not; check it ahead of the SDK.",
  needs: ["encrypt-key"],
  evaluate({ builder, random, send }) {
    return judgeUnwantedChallenge({ builder, random, send }, (challenge) => ({
      request: builder.urlVerification({ random, challenge, plaintext: true }),
      what: "a challenge in clear",
    }));
  },
};
