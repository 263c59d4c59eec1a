import { connectionCheck, seconds } from "../judging/connection-check.js";
import { judgeReturn, stayedAway, type Away } from "../judging/judge-return.js";
import { broken } from "../judging/judgements.js";
import type { Judgement } from "../report/verdict.js";
import type { Endured } from "../subject/client-return.js";
import { endureOutage } from "../subject/endure-outage.js";
import { connectionOutageTexts } from "./words/connection-outage.js";

export const connectionOutage = connectionCheck({
  id: "connection/outage",
  texts: connectionOutageTexts,
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
        "the client to stand an outage",
        endureOutage(client, { wall, forMs: client.timing.outageMs, signal }),
      ));
    const { after } = endured;
    if (after.kind !== "back") return gaveUp(endured, after);
    return judgeReturn(context, after, { when, label: "an event after the outage" });
  },
});

const when = "after an outage in which the server refused everybody";

function gaveUp({ tries, forMs }: Endured, after: Away): Judgement {
  if (after.kind !== "away") return stayedAway(after, { when });
  return broken("It gave up in an outage, and did not come back when the server was there again.", {
    expected: "a new connection as soon as the server accepts again",
    actual: `it tried ${tries} times in ${seconds(forMs)} of outage, and ${after.tries} times in the ${seconds(after.waitedMs)} after it`,
  });
}
