import type { Text } from "../../base/text.js";
import type { WebhookRequest } from "../../wire/webhook-request.js";
import type { CheckContext } from "../suite/check-context.js";
import { outcomeText } from "../../delivery/outcome-in-short.js";
import { judgeUnwantedChallengeTexts as texts } from "./judge-unwanted-challenge-texts.js";
import { broken, holds } from "./judgements.js";
import { challengeTrial } from "../subject/challenge-trial.js";
import type { Judgement } from "../report/verdict.js";

/**
 * A challenge that is not Feishu's must not be echoed. A good one goes ahead of it: a receiver that echoes
 * none at all refuses nothing.
 * @param unwanted the request that holds this challenge and is wrong in one way, and what it is
 */
export async function judgeUnwantedChallenge(
  { builder, random, send }: Pick<CheckContext, "builder" | "random" | "send">,
  make: (challenge: string) => { readonly request: WebhookRequest; readonly what: Text },
): Promise<Judgement> {
  const isEchoed = async (challenge: string, request: WebhookRequest, label: Text) => {
    const outcome = await send(request, { label });
    const { verified: echoed } = challengeTrial(outcome, challenge);
    return { echoed, seen: outcomeText(outcome) };
  };
  const good = random.uuid();
  const goodRequest = builder.urlVerification({ random, challenge: good });
  if (!(await isEchoed(good, goodRequest, texts("good"))).echoed) {
    return { kind: "undecided", reason: texts("none-echoed") };
  }
  const challenge = random.uuid();
  const { request, what } = make(challenge);
  const { echoed, seen } = await isEchoed(challenge, request, what);
  return echoed
    ? broken(texts("echoed", { what }), {
        expected: texts("expected"),
        actual: texts("with-challenge", { outcome: seen }),
      })
    : holds(texts("not-echoed", { what }));
}
