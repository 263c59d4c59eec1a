import { connectionCheck, seconds } from "../judging/connection-check.js";
import { judgeReturn, stayedAway, type Away } from "../judging/judge-return.js";
import { broken } from "../judging/judgements.js";
import type { Judgement } from "../report/verdict.js";
import type { Endured } from "../subject/client-return.js";
import { endureOutage } from "../subject/endure-outage.js";

export const connectionOutage = connectionCheck({
  id: "connection/outage",
  title: "The client comes back after the server has refused it for a while",
  severity: "must",
  clause:
    "While the server cannot be reached a client goes on trying every ReconnectInterval seconds; with ReconnectCount -1 it never gives up.",
  why: "An outage or a deployment takes longer than the first tries; a client that has given up by then stays up and deaf, and nobody notices.",
  fix: "Try again for as long as it takes, with a pause in between that does not grow beyond a minute: no count of tries and no kind of error may end that loop. What gives up all the same should end its process, so that it is started again.",
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
