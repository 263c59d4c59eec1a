import { judgeUrlVerification } from "../../wire/url-verification.js";
import type { Check } from "../suite/check.js";
import { outcomeText } from "../../delivery/outcome-in-short.js";
import { feishuPages } from "../judging/feishu-pages.js";
import { expectedTexts } from "../judging/expected-texts.js";
import { broken, holds } from "../judging/judgements.js";
import { labelTexts } from "../judging/label-texts.js";
import { millisecondsText } from "../judging/seconds-text.js";
import { challengeWithin1sTexts as texts } from "./texts/challenge-within-1s-texts.js";

const limitMs = 1_000;

export const challengeWithin1s: Check = {
  id: "challenge/within-1s",
  texts,
  severity: "must",
  appliesTo: "webhook",
  page: feishuPages.requestUrl,
  // The console sends it by itself: what a receiver has to do besides must not count.
  phase: "alone",
  judgesRefusal: true,
  async evaluate({ builder, random, send }) {
    const challenge = random.uuid();
    const request = builder.urlVerification({ random, challenge });
    const outcome = await send(request, { label: labelTexts("url-verification") });
    const expected = expectedTexts("answer-within", { ms: limitMs });
    if (outcome.kind !== "answered") {
      return broken(texts("no-answer"), { expected, actual: outcomeText(outcome) });
    }
    if (outcome.durationMs > limitMs) {
      return broken(texts("late"), { expected, actual: millisecondsText(outcome.durationMs) });
    }
    if (!judgeUrlVerification(outcome, { challenge }).verified) {
      return { kind: "undecided", reason: texts("without-challenge") };
    }
    return holds(texts("holds"));
  },
};
