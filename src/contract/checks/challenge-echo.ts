import { judgeUrlVerification } from "../../wire/url-verification.js";
import type { Check } from "../suite/check.js";
import { describeAnswer } from "../report/describe-answer.js";
import { outcomeInShort } from "../report/outcome-in-short.js";
import { feishuPages } from "../judging/feishu-pages.js";
import { broken, holds } from "../judging/judgements.js";
import { challengeEchoTexts } from "./words/challenge-echo.js";

export const challengeEcho: Check = {
  id: "challenge/echo",
  texts: challengeEchoTexts,
  severity: "must",
  appliesTo: "webhook",
  page: feishuPages.requestUrl,
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
