import type { CheckContext } from "../suite/check-context.js";
import { quickClientConfig, type ClientLine } from "../subject/client-line.js";
import { connectionCheck } from "../judging/connection-check.js";
import { broken, holds } from "../judging/judgements.js";
import type { Judgement } from "../report/verdict.js";
import { clientConnectionTexts } from "./texts/client-connection-texts.js";
import { connectionLimitTexts as texts } from "./texts/connection-limit-texts.js";

const refusal = "too-many-connections";

export const connectionLimit = connectionCheck({
  id: "connection/limit",
  texts,
  severity: "info",
  phase: "destructive",
  dropsConnection: true,
  async evaluate(context, client) {
    const { gateway } = client;
    gateway.refuseNext(refusal, { count: 10_000, appId: context.app.appId });
    try {
      return await countQuestions(context, client);
    } finally {
      gateway.refuseNext(refusal, { count: 0, appId: context.app.appId });
    }
  },
});

async function countQuestions(
  { signal, waitingFor }: CheckContext,
  client: ClientLine,
): Promise<Judgement> {
  const { slackMs, refusedForMs } = client.timing;
  const limitMs = slackMs + 1_000 + (client.facts.returnMs ?? 0);
  const first = client.next("endpointAsked", limitMs);
  client.kick();
  if (!(await waitingFor(clientConnectionTexts("wait-ask"), first))) {
    return { kind: "undecided", reason: clientConnectionTexts("did-not-ask") };
  }
  const before = client.arrival().asked;
  await client.next("connectionOpened", refusedForMs);
  signal.throwIfAborted();
  const again = client.arrival().asked - before;
  if (again === 0) return holds(texts("gave-up"));
  const seconds = refusedForMs / 1_000;
  const expected = Math.ceil(seconds / quickClientConfig.ReconnectInterval);
  const actual = texts("asked-more", { times: again, seconds });
  if (again <= expected) return holds(texts("goes-on", { asked: actual }));
  return broken(texts("too-often"), {
    expected: texts("at-most", { times: expected, seconds }),
    actual,
  });
}
