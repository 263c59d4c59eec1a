import type { CheckContext } from "../suite/check-context.js";
import { quickClientConfig, type ClientLine } from "../subject/client-line.js";
import { connectionCheck, judgeEvent } from "../judging/connection-check.js";
import { broken } from "../judging/judgements.js";
import type { Judgement } from "../report/verdict.js";

const { ReconnectInterval, ReconnectNonce } = quickClientConfig;
const allowedMs = (ReconnectInterval + ReconnectNonce) * 1_000;

export const connectionReconnects = connectionCheck({
  id: "connection/reconnects",
  title: "The client comes back after its connection is lost, and receives again",
  severity: "must",
  clause:
    "After a lost connection a client waits at most ReconnectNonce seconds, then tries every ReconnectInterval seconds, starting with the endpoint.",
  why: "Feishu's servers are restarted and networks fail; a client that stays away misses every event from then on.",
  fix: "Leave reconnecting on (autoReconnect in the SDKs), and ask the endpoint again for each try: its URL is good for one connection.",
  phase: "alone",
  async evaluate(context, client) {
    const back = await isBackAfter(client, () => client.kick(), allowedMs);
    if (!back) {
      return broken("It did not come back after its TCP connection was killed.", {
        expected: `a new connection within ${ReconnectInterval + ReconnectNonce} s`,
        actual: `none within ${(allowedMs + client.timing.slackMs) / 1_000} s`,
      });
    }
    const judgement = await receivesAgain(context);
    if (judgement.kind !== "holds") return judgement;
    return { ...judgement, reason: `${judgement.reason} ${await afterCleanClose(client)}` };
  },
});

async function receivesAgain(context: CheckContext): Promise<Judgement> {
  const event = context.makeEvent();
  const outcome = await context.deliver(event, { label: "an event after it came back" });
  return judgeEvent(context, event, outcome, {
    holds: "It came back after its TCP connection was killed, and received again.",
    refused: "It came back, but the next event was not acknowledged with 200.",
    effects: "It came back, but the next event was not acted on exactly once.",
  });
}

/** Worth knowing only: the official Java client never notices a close frame. */
async function afterCleanClose(client: ClientLine): Promise<string> {
  const close = (): void => client.each((id) => client.gateway.closeCleanly(id));
  if (await isBackAfter(client, close, allowedMs)) return "It also came back after a clean close.";
  await isBackAfter(client, () => client.kick(), allowedMs);
  const seconds = (allowedMs + client.timing.slackMs) / 1_000;
  return `It did not come back within ${seconds} s of a clean close (the Java SDK by itself never does).`;
}

async function isBackAfter(
  client: ClientLine,
  act: () => void,
  withinMs: number,
): Promise<boolean> {
  const back = client.next("connectionReady", withinMs + client.timing.slackMs);
  act();
  return (await back) !== undefined;
}
