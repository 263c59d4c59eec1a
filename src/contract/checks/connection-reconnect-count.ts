import { connectionCheck, seconds } from "../judging/connection-check.js";
import { broken, holds } from "../judging/judgements.js";
import { judgeReturn } from "../judging/judge-return.js";
import type { Judgement } from "../report/verdict.js";
import { quickReturnMs, type ClientLine } from "../subject/client-line.js";
import { endureOutage } from "../subject/endure-outage.js";
import type { CheckContext } from "../suite/check-context.js";
import { connectionReconnectCountTexts } from "./words/connection-reconnect-count.js";

/** What Feishu has been seen to say in a pong. */
const count = 1;

/** Not just when the last try is due. */
const marginMs = 200;

export const connectionReconnectCount = connectionCheck({
  id: "connection/reconnect-count",
  texts: connectionReconnectCountTexts,
  severity: "should",
  phase: "destructive",
  dropsConnection: true,
  evaluate: (context, client) =>
    client.withConfig({ ReconnectCount: count }, () => tryCount(context, client)),
});

async function tryCount(context: CheckContext, client: ClientLine): Promise<Judgement> {
  const { wall, signal } = context;
  // The endpoint's answer for the new connection says the count, and the pong to its ping once more.
  const told = await client.returnAfter(() => client.kick());
  if (told.kind !== "back") {
    return { kind: "undecided", reason: "It did not come back after its connection was killed." };
  }
  const tryMs = Math.max(quickReturnMs, client.facts.returnMs ?? 0);
  const enduring = endureOutage(client, {
    wall,
    forMs: (count + 1) * tryMs + marginMs,
    withinMs: tryMs - client.timing.slackMs + graceMs,
    signal,
  });
  const { tries, after } = await context.waitingFor("the client to stand a short outage", enduring);
  const judgement = await judgeReturn(context, after, {
    when: `after an outage, though it had been told ReconnectCount ${count}`,
    label: "an event after the outage",
    isAdvice: true,
  });
  if (after.kind === "reuses-url" || after.kind === "back") return judgement;
  const tried = `it tried ${tries === 1 ? "once" : `${tries} times`} in the outage`;
  if (after.kind === "ended" && after.exit.in("en") !== silentExit) {
    return holds(
      `It gave up, but ended its process with ${after.exit.in("en")}, so that whatever watches over it starts it again.`,
    );
  }
  return broken(`It was told ReconnectCount ${count}, and gave up in an outage.`, {
    expected: "a new connection when the server accepts again",
    actual:
      after.kind === "ended"
        ? `${tried}, and its process ended with ${after.exit.in("en")}, as if all were well`
        : `${tried}, and did not come back within ${seconds(after.waitedMs)} after it`,
  });
}

/** Supervisors that restart what fails take it for success. */
const silentExit = "exit code 0";

/** One that has given up is not waited for as if it were slow: its pace is known. */
const graceMs = 2_000;
