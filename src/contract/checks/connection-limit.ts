import type { CheckContext } from "../suite/check-context.js";
import { quickClientConfig, type ClientLine } from "../subject/client-line.js";
import { connectionCheck } from "../judging/connection-check.js";
import { broken, holds } from "../judging/judgements.js";
import type { Judgement } from "../report/verdict.js";
import { connectionLimitTexts } from "./words/connection-limit.js";

const refusal = "too-many-connections";

export const connectionLimit = connectionCheck({
  id: "connection/limit",
  texts: connectionLimitTexts,
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
  if (!(await waitingFor("the client to ask where to connect", first))) {
    return { kind: "undecided", reason: "It did not ask for a new connection after it lost one." };
  }
  const before = client.arrival().asked;
  await client.next("connectionOpened", refusedForMs);
  signal.throwIfAborted();
  const again = client.arrival().asked - before;
  if (again === 0) return holds("It asked once and gave up, as the official SDKs do.");
  const seconds = refusedForMs / 1_000;
  const expected = Math.ceil(seconds / quickClientConfig.ReconnectInterval);
  const actual = `asked ${again} times more in ${seconds} s`;
  if (again <= expected) return holds(`It goes on asking: it ${actual}.`);
  return broken("It asks far more often than once per ReconnectInterval.", {
    expected: `at most ${expected} questions in ${seconds} s`,
    actual,
  });
}
