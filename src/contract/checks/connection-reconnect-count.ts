import { connectionCheck } from "../judging/connection-check.js";
import { broken, holds } from "../judging/judgements.js";
import { judgeReturn } from "../judging/judge-return.js";
import { secondsText } from "../judging/seconds-text.js";
import { isSameText } from "../report/same-text.js";
import type { Judgement } from "../report/verdict.js";
import { exitText } from "../../receiver/exit-text.js";
import { quickReturnMs, type ClientLine } from "../subject/client-line.js";
import { endureOutage } from "../subject/endure-outage.js";
import type { CheckContext } from "../suite/check-context.js";
import { clientConnectionTexts } from "./texts/client-connection-texts.js";
import { connectionReconnectCountTexts as texts } from "./texts/connection-reconnect-count-texts.js";

/** What Feishu has been seen to say in a pong. */
const count = 1;

/** Not just when the last try is due. */
const marginMs = 200;

export const connectionReconnectCount = connectionCheck({
  id: "connection/reconnect-count",
  texts,
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
    return { kind: "undecided", reason: clientConnectionTexts("not-back") };
  }
  const tryMs = Math.max(quickReturnMs, client.facts.returnMs ?? 0);
  const enduring = endureOutage(client, {
    wall,
    forMs: (count + 1) * tryMs + marginMs,
    withinMs: tryMs - client.timing.slackMs + graceMs,
    signal,
  });
  const { tries, after } = await context.waitingFor(texts("wait-outage"), enduring);
  const judgement = await judgeReturn(context, after, {
    when: texts("when", { count }),
    label: texts("event"),
    isAdvice: true,
  });
  if (after.kind === "reuses-url" || after.kind === "back") return judgement;
  if (after.kind === "ended" && !isSameText(after.exit, silentExit)) {
    return holds(texts("ended", { exit: after.exit }));
  }
  return broken(texts("gave-up", { count }), {
    expected: texts("back-again"),
    actual:
      after.kind === "ended"
        ? texts("ended-silently", { tries, exit: after.exit })
        : texts("stayed-away", { tries, waited: secondsText(after.waitedMs) }),
  });
}

/** Supervisors that restart what fails take it for success. */
const silentExit = exitText({ code: 0, signal: null });

/** One that has given up is not waited for as if it were slow: its pace is known. */
const graceMs = 2_000;
