import type { CheckContext } from "../suite/check-context.js";
import type { ClientLine } from "../subject/client-line.js";
import { quickClientConfig } from "../subject/client-line.js";
import { connectionCheck } from "../judging/connection-check.js";
import { broken, holds } from "../judging/judgements.js";
import type { Judgement } from "../report/verdict.js";

const oldMs = quickClientConfig.PingInterval * 1_000;
const newMs = 2_000;
/** Clients read their clocks as late as everybody; 1 s and 2 s stay apart. */
const toleranceMs = 400;

export const connectionPings = connectionCheck({
  id: "connection/pings",
  title: "The client pings as often as ClientConfig says, also after a pong changed it",
  severity: "must",
  clause:
    "A client sends a ping every PingInterval seconds; a pong may bring a new ClientConfig, which holds from then on.",
  why: "A connection without pings is taken for dead and closed; a client that pings without a pause is a flood.",
  fix: "Read PingInterval from the endpoint's answer and from each pong's payload before the next ping is scheduled. The SDKs do.",
  evaluate: (context, client) =>
    client.withConfig({ PingInterval: newMs / 1_000 }, () => followPings(context, client)),
});

/** The pong to the first ping brings the new interval; the SDKs have scheduled one more by the old one then. */
async function followPings({ wall }: CheckContext, client: ClientLine): Promise<Judgement> {
  const first = await client.next("connectionPinged", oldMs + client.timing.slackMs);
  if (!first) return noPing(`No ping came although PingInterval is ${oldMs / 1_000} s.`);
  const gaps: number[] = [];
  for (let last = wall.elapsed(); gaps.length < 2; last = wall.elapsed()) {
    const waitMs = newMs + client.timing.slackMs;
    const next = await client.next("connectionPinged", waitMs, ({ id }) => id === first.id);
    if (!next) return noPing("The pings stopped after a pong that held a new ClientConfig.");
    gaps.push(wall.elapsed() - last);
    if ((gaps.at(-1) ?? 0) >= newMs - toleranceMs) {
      return holds("It pings, and took the PingInterval that a pong brought.");
    }
  }
  return broken(`The PingInterval of ${newMs / 1_000} s that a pong brought was not taken.`, {
    expected: `${newMs / 1_000} s between two pings`,
    actual: gaps.map((gap) => `${(gap / 1_000).toFixed(1)} s`).join(", then "),
  });
}

const noPing = (reason: string): Judgement =>
  broken(reason, { expected: "a ping", actual: "none" });
