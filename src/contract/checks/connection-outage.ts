import { connectionCheck } from "../judging/connection-check.js";
import { judgeReturn, stayedAway, type Away } from "../judging/judge-return.js";
import { broken } from "../judging/judgements.js";
import { secondsText } from "../judging/seconds-text.js";
import type { Judgement } from "../report/verdict.js";
import type { Endured } from "../subject/client-return.js";
import { endureOutage } from "../subject/endure-outage.js";
import { clientConnectionTexts } from "./texts/client-connection-texts.js";
import { connectionOutageTexts as texts } from "./texts/connection-outage-texts.js";

export const connectionOutage = connectionCheck({
  id: "connection/outage",
  texts,
  severity: "must",
  phase: "alone",
  dropsConnection: true,
  known({ facts: { outage } }) {
    return outage && outage.after.kind !== "back" ? gaveUp(outage, outage.after) : undefined;
  },
  async evaluate(context, client) {
    const { wall, signal } = context;
    const { outage: earlier } = client.facts;
    const endured =
      earlier ??
      (await context.waitingFor(
        clientConnectionTexts("wait-outage"),
        endureOutage(client, { wall, forMs: client.timing.outageMs, signal }),
      ));
    const { after } = endured;
    if (after.kind !== "back") return gaveUp(endured, after);
    return judgeReturn(context, after, { when, label: texts("event") });
  },
});

const when = texts("when");

function gaveUp({ tries, forMs }: Endured, after: Away): Judgement {
  if (after.kind !== "away") return stayedAway(after, { when });
  return broken(texts("gave-up"), {
    expected: texts("back-soon"),
    actual: texts("tried", {
      tries,
      outage: secondsText(forMs),
      triesAfter: after.tries,
      waited: secondsText(after.waitedMs),
    }),
  });
}
