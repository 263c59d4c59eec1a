import type { CheckContext } from "../suite/check-context.js";
import { quickReturnMs, type ClientLine } from "../subject/client-line.js";
import { connectionCheck } from "../judging/connection-check.js";
import { judgeReturn } from "../judging/judge-return.js";
import { connectionReconnectsTexts } from "./words/connection-reconnects.js";

export const connectionReconnects = connectionCheck({
  id: "connection/reconnects",
  texts: connectionReconnectsTexts,
  severity: "must",
  phase: "alone",
  async evaluate(context, client) {
    const waiting = client.returnAfter(() => client.kick());
    const back = await context.waitingFor("the client to come back", waiting);
    if (back.kind !== "back") client.facts.lostForGood = back;
    const judgement = await judgeReturn(context, back, {
      when: "after its TCP connection was killed",
    });
    if (back.kind !== "back") return judgement;
    if (judgement.kind === "broken") client.facts.deafAfterReturn = true;
    if (judgement.kind !== "holds") return judgement;
    const isSlow = back.afterMs > client.timing.slackMs;
    const close = isSlow ? "" : ` ${await afterCleanClose(context, client)}`;
    return { ...judgement, reason: judgement.reason + close };
  },
});

/** Worth knowing only: the official Java client never notices a close frame. */
async function afterCleanClose(context: CheckContext, client: ClientLine): Promise<string> {
  const close = (): void => client.each((id) => client.gateway.closeCleanly(id));
  const back = client.returnAfter(close, quickReturnMs);
  const { kind } = await context.waitingFor("the client to come back after a clean close", back);
  if (kind === "back") return "It also came back after a clean close.";
  if (kind === "away") await client.returnAfter(() => client.kick(), quickReturnMs);
  const waitedMs = quickReturnMs + client.timing.slackMs;
  return `It did not come back within ${waitedMs / 1_000} s of a clean close (the Java SDK by itself never does).`;
}
