import { outcomeText } from "../../delivery/outcome-in-short.js";
import { feishuPages } from "../judging/feishu-pages.js";
import { expectedTexts } from "../judging/expected-texts.js";
import { broken, holds } from "../judging/judgements.js";
import { millisecondsText } from "../judging/seconds-text.js";
import { challengeTrial, type ChallengeTrial } from "../subject/challenge-trial.js";
import type { Check } from "../suite/check.js";
import type { CheckContext } from "../suite/check-context.js";
import { challengeColdStartTexts as texts } from "./texts/challenge-cold-start-texts.js";

const limitMs = 1_000;

export const challengeColdStart: Check = {
  id: "challenge/cold-start",
  texts,
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
  const label = texts("right-after-start");
  return challengeTrial(await send(request, { label }), challenge);
}

function judgeTrial({ outcome, verified }: ChallengeTrial) {
  const tookMs = Math.round(outcome.durationMs);
  const expected = expectedTexts("answer-within", { ms: limitMs });
  if (outcome.kind === "timed-out") {
    return broken(texts("timed-out"), {
      expected,
      actual: outcomeText(outcome),
    });
  }
  if (!verified) {
    return { kind: "undecided", reason: texts("not-returned") } as const;
  }
  return tookMs > limitMs
    ? broken(texts("late"), { expected, actual: millisecondsText(tookMs) })
    : holds(texts("holds"));
}
