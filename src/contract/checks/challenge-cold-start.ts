import { outcomeInShort } from "../report/outcome-in-short.js";
import { feishuPages } from "../judging/feishu-pages.js";
import { broken, holds } from "../judging/judgements.js";
import { challengeTrial, type ChallengeTrial } from "../subject/challenge-trial.js";
import type { Check } from "../suite/check.js";
import type { CheckContext } from "../suite/check-context.js";
import { challengeColdStartTexts } from "./words/challenge-cold-start.js";

const limitMs = 1_000;

export const challengeColdStart: Check = {
  id: "challenge/cold-start",
  texts: challengeColdStartTexts,
  severity: "must",
  appliesTo: "webhook",
  page: feishuPages.requestUrl,
  phase: "restart",
  needs: ["managed-receiver"],
  judgesRefusal: true,
  async evaluate(context) {
    const { coldChallenge } = context.contact();
    const first = judgeTrial(coldChallenge);
    if (first.kind !== "broken") return first;
    // A busy machine is slow once; a cold receiver is slow each time.
    await context.restartReceiver();
    return judgeTrial(await tryChallenge(context));
  },
};

async function tryChallenge({ builder, random, send }: CheckContext): Promise<ChallengeTrial> {
  const challenge = random.uuid();
  const request = builder.urlVerification({ random, challenge });
  const label = "a url_verification request right after the start";
  return challengeTrial(await send(request, { label }), challenge);
}

function judgeTrial({ outcome, verified }: ChallengeTrial) {
  const tookMs = Math.round(outcome.durationMs);
  const expected = `an answer within ${limitMs} ms`;
  if (outcome.kind === "timed-out") {
    return broken("The first challenge after the start was not answered in time.", {
      expected,
      actual: outcomeInShort(outcome),
    });
  }
  if (!verified) {
    return {
      kind: "undecided",
      reason: "The first challenge did not come back: see challenge/echo.",
    } as const;
  }
  return tookMs > limitMs
    ? broken("The first challenge after the start was answered too late.", {
        expected,
        actual: `${tookMs} ms`,
      })
    : holds("The first challenge after the start was answered in time.");
}
