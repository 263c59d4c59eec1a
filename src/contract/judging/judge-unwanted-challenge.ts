import type { WebhookRequest } from "../../wire/webhook-request.js";
import type { CheckContext } from "../suite/check-context.js";
import { outcomeInShort } from "../report/outcome-in-short.js";
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
  make: (challenge: string) => { readonly request: WebhookRequest; readonly what: string },
): Promise<Judgement> {
  const isEchoed = async (challenge: string, request: WebhookRequest, label: string) => {
    const outcome = await send(request, { label });
    const { verified: echoed } = challengeTrial(outcome, challenge);
    return { echoed, seen: outcomeInShort(outcome) };
  };
  const good = random.uuid();
  const goodRequest = builder.urlVerification({ random, challenge: good });
  if (!(await isEchoed(good, goodRequest, "a good url_verification request")).echoed) {
    return {
      kind: "undecided",
      reason: "Good challenges are not echoed either: see challenge/echo.",
    };
  }
  const challenge = random.uuid();
  const { request, what } = make(challenge);
  const { echoed, seen } = await isEchoed(challenge, request, what);
  const subject = what.slice(0, 1).toUpperCase() + what.slice(1);
  return echoed
    ? broken(`${subject} was echoed.`, {
        expected: "any answer without the challenge, for instance status 401",
        actual: `${seen} with the challenge`,
      })
    : holds(`${subject} was not echoed.`);
}
