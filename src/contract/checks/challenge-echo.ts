import { judgeUrlVerification } from "../../wire/url-verification.js";
import type { Check } from "../suite/check.js";
import { answerOf } from "../report/describe-answer.js";
import { outcomeText } from "../../delivery/outcome-in-short.js";
import { feishuPages } from "../judging/feishu-pages.js";
import { broken, holds } from "../judging/judgements.js";
import { labelTexts } from "../judging/label-texts.js";
import { challengeEchoTexts as texts } from "./texts/challenge-echo-texts.js";

export const challengeEcho: Check = {
  id: "challenge/echo",
  texts,
  severity: "must",
  appliesTo: "webhook",
  page: feishuPages.requestUrl,
  judgesRefusal: true,
  async evaluate({ builder, random, send }) {
    const challenge = random.uuid();
    const request = builder.urlVerification({ random, challenge });
    const outcome = await send(request, { label: labelTexts("url-verification") });
    const expected = texts("expected", { challenge });
    if (outcome.kind !== "answered") {
      return broken(texts("no-answer"), { expected, actual: outcomeText(outcome) });
    }
    // How long it took is judged by challenge/within-1s.
    const { verified, reasonText } = judgeUrlVerification(
      { ...outcome, durationMs: 0 },
      { challenge },
    );
    return verified
      ? holds(texts("holds"))
      : broken(reasonText, { expected, actual: answerOf(outcome) });
  },
};
