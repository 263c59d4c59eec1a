import { connectionCheck } from "../judging/connection-check.js";
import { judgeReturn } from "../judging/judge-return.js";
import { broken } from "../judging/judgements.js";
import { expectedTexts } from "../judging/expected-texts.js";
import type { CheckContext } from "../suite/check-context.js";
import type { ClientLine } from "../subject/client-line.js";
import type { Judgement } from "../report/verdict.js";
import { clientConnectionTexts } from "./texts/client-connection-texts.js";
import { connectionHalfOpenTexts as texts } from "./texts/connection-half-open-texts.js";

/** Long enough for a watchdog of a few seconds: in the Node SDK every ping sets it back. */
const pingIntervalS = 4;

export const connectionHalfOpen = connectionCheck({
  id: "connection/half-open",
  texts,
  severity: "should",
  phase: "alone",
  dropsConnection: true,
  evaluate: (context, client) =>
    client.withConfig({ PingInterval: pingIntervalS }, () => goSilent(context, client)),
});

async function goSilent(context: CheckContext, client: ClientLine): Promise<Judgement> {
  const { gateway, timing, facts } = client;
  const returnMs = facts.returnMs ?? 0;
  // A new connection, so that the client has the longer PingInterval before anything goes silent.
  const opened = client.next("connectionOpened", timing.slackMs + 1_000 + returnMs);
  const stopFreezing = gateway.observe({
    connectionOpened({ id }) {
      stopFreezing();
      gateway.freeze(id);
    },
  });
  client.kick();
  const silent = await opened;
  stopFreezing();
  if (!silent) {
    return { kind: "undecided", reason: clientConnectionTexts("not-back") };
  }
  const withinMs = timing.noticeWithinMs + returnMs - timing.slackMs;
  const waiting = client.returnAfter(() => {}, withinMs);
  const back = await context.waitingFor(texts("wait-notice"), waiting);
  if (back.kind === "away") {
    await client.returnAfter(() => drop(client, silent.id), returnMs);
    return broken(texts("did-not-notice"), {
      expected: expectedTexts("new-connection"),
      actual: clientConnectionTexts("none-within", { seconds: timing.noticeWithinMs / 1_000 }),
    });
  }
  drop(client, silent.id);
  // What it took was the time to notice.
  facts.returnMs = returnMs;
  const result = back.kind === "back" ? { ...back, afterMs: 0 } : back;
  return judgeReturn(context, result, {
    when: texts("when"),
    label: texts("event"),
    isAdvice: true,
  });
}

function drop({ gateway }: ClientLine, connectionId: string): void {
  if (gateway.connections().some(({ id }) => id === connectionId)) gateway.kick(connectionId);
}
