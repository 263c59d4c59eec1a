import { judgeUrlVerification } from "../../wire/url-verification.js";
import type { Check } from "../suite/check.js";
import { outcomeInShort } from "../report/outcome-in-short.js";
import { feishuPages } from "../judging/feishu-pages.js";
import { broken, holds } from "../judging/judgements.js";
import { challengeWithin1sTexts } from "./words/challenge-within-1s.js";

const limitMs = 1_000;

export const challengeWithin1s: Check = {
  id: "challenge/within-1s",
  texts: challengeWithin1sTexts,
  severity: "must",
  appliesTo: "webhook",
  page: feishuPages.requestUrl,
  // The console sends it by itself: what a receiver has to do besides must not count.
  phase: "alone",
  judgesRefusal: true,
  async evaluate({ builder, random, send }) {
    const challenge = random.uuid();
    const request = builder.urlVerification({ random, challenge });
    const outcome = await send(request, { label: "a url_verification request" });
    const expected = `an answer within ${limitMs} ms`;
    if (outcome.kind !== "answered") {
      return broken("There was no answer.", { expected, actual: outcomeInShort(outcome) });
    }
    const tookMs = Math.round(outcome.durationMs);
    if (outcome.durationMs > limitMs) {
      return broken("The answer came too late.", { expected, actual: `${tookMs} ms` });
    }
    if (!judgeUrlVerification(outcome, { challenge }).verified) {
      return {
        kind: "undecided",
        reason: "An answer came in time, but without the challenge: see challenge/echo.",
      };
    }
    return holds("The challenge came back in time.");
  },
};
