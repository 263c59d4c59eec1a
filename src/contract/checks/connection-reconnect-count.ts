import { connectionCheck, seconds } from "../judging/connection-check.js";
import { broken, holds } from "../judging/judgements.js";
import { judgeReturn } from "../judging/judge-return.js";
import type { Judgement } from "../report/verdict.js";
import { quickReturnMs, type ClientLine } from "../subject/client-line.js";
import { endureOutage } from "../subject/endure-outage.js";
import type { CheckContext } from "../suite/check-context.js";

/** What Feishu has been seen to say in a pong. */
const count = 1;

/** Not just when the last try is due. */
const marginMs = 200;

export const connectionReconnectCount = connectionCheck({
  id: "connection/reconnect-count",
  title: "The client comes back after an outage although the server said ReconnectCount 1",
  severity: "should",
  clause:
    "ReconnectCount says how often to try again; -1 is for ever, and 1 has been seen. An outage that outlasts the tries must not leave a process that is up and deaf.",
  why: "The SDKs take the count to the letter: after one failed try they give up for good, and nobody notices that no event comes any more.",
  fix: "Do not take ReconnectCount for the end: go on trying with a pause, or end the process with an exit code other than 0 when the client gives up, so that it is started again. Node SDK: onError is called then; call start() again after a while, or exit. Go: Start returns. Java: an exception ends one of its threads, and Python: a task of its loop, so catch it there or watch from outside whether the client is connected.",
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
  if (after.kind === "ended" && after.exit !== silentExit) {
    return holds(
      `It gave up, but ended its process with ${after.exit}, so that whatever watches over it starts it again.`,
    );
  }
  return broken(`It was told ReconnectCount ${count}, and gave up in an outage.`, {
    expected: "a new connection when the server accepts again",
    actual:
      after.kind === "ended"
        ? `${tried}, and its process ended with ${after.exit}, as if all were well`
        : `${tried}, and did not come back within ${seconds(after.waitedMs)} after it`,
  });
}

/** Supervisors that restart what fails take it for success. */
const silentExit = "exit code 0";

/** One that has given up is not waited for as if it were slow: its pace is known. */
const graceMs = 2_000;
