import { sentences, type Text } from "../../base/text.js";
import type { CheckContext } from "../suite/check-context.js";
import { quickReturnMs, type ClientLine } from "../subject/client-line.js";
import { connectionCheck } from "../judging/connection-check.js";
import { judgeReturn } from "../judging/judge-return.js";
import { clientConnectionTexts } from "./texts/client-connection-texts.js";
import { connectionReconnectsTexts as texts } from "./texts/connection-reconnects-texts.js";

export const connectionReconnects = connectionCheck({
  id: "connection/reconnects",
  texts,
  severity: "must",
  phase: "alone",
  async evaluate(context, client) {
    const waiting = client.returnAfter(() => client.kick());
    const back = await context.waitingFor(clientConnectionTexts("wait-back"), waiting);
    if (back.kind !== "back") client.facts.lostForGood = back;
    const judgement = await judgeReturn(context, back, {
      when: texts("when"),
    });
    if (back.kind !== "back") return judgement;
    if (judgement.kind === "broken") client.facts.deafAfterReturn = true;
    if (judgement.kind !== "holds") return judgement;
    const isSlow = back.afterMs > client.timing.slackMs;
    if (isSlow) return judgement;
    const close = await afterCleanClose(context, client);
    return { ...judgement, reason: sentences(judgement.reason, close) };
  },
});

/** Worth knowing only: the official Java client never notices a close frame. */
async function afterCleanClose(context: CheckContext, client: ClientLine): Promise<Text> {
  const close = (): void => client.each((id) => client.gateway.closeCleanly(id));
  const back = client.returnAfter(close, quickReturnMs);
  const { kind } = await context.waitingFor(texts("wait-clean"), back);
  if (kind === "back") return texts("back-after-close");
  if (kind === "away") await client.returnAfter(() => client.kick(), quickReturnMs);
  const waitedMs = quickReturnMs + client.timing.slackMs;
  return texts("away-after-close", { seconds: waitedMs / 1_000 });
}
