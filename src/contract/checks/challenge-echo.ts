import { judgeUrlVerification } from "../../wire/url-verification.js";
import type { Check } from "../suite/check.js";
import { describeAnswer } from "../report/describe-answer.js";
import { outcomeInShort } from "../report/outcome-in-short.js";
import { feishuPages } from "../judging/feishu-pages.js";
import { broken, holds } from "../judging/judgements.js";

export const challengeEcho: Check = {
  id: "challenge/echo",
  title: "The url_verification request is answered with its challenge",
  severity: "must",
  appliesTo: "webhook",
  clause:
    "The url_verification request, encrypted when the app has an Encrypt Key and without X-Lark headers, is answered with status 200 and a JSON object that holds the same challenge.",
  page: feishuPages.requestUrl,
  why: "Without it the request URL cannot be saved in the developer console, and no event ever comes.",
  fix: 'Decrypt the body when an Encrypt Key is set; when type is "url_verification", answer {"challenge": <the one received>} before any signature check. With the Node SDK: autoChallenge: true and the encryptKey.',
  judgesRefusal: true,
  async evaluate({ builder, random, send }) {
    const challenge = random.uuid();
    const request = builder.urlVerification({ random, challenge });
    const outcome = await send(request, { label: "a url_verification request" });
    const expected = `status 200 with {"challenge":"${challenge}"}`;
    if (outcome.kind !== "answered") {
      return broken("There was no answer.", { expected, actual: outcomeInShort(outcome) });
    }
    // How long it took is judged by challenge/within-1s.
    const { verified, reason } = judgeUrlVerification({ ...outcome, durationMs: 0 }, { challenge });
    return verified
      ? holds("The challenge came back.")
      : broken(reason, {
          expected,
          actual: describeAnswer(outcome),
        });
  },
};
