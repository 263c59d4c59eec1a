import { connectionCheck, seconds } from "../judging/connection-check.js";
import { broken, holds } from "../judging/judgements.js";
import type { Judgement } from "../report/verdict.js";
import type { ClientLine } from "../subject/client-line.js";
import { endureOutage } from "../subject/endure-outage.js";
import type { CheckContext } from "../suite/check-context.js";
import { connectionOutage } from "./connection-outage.js";
import { connectionSilentEndpointTexts } from "./words/connection-silent-endpoint.js";

export const connectionSilentEndpoint = connectionCheck({
  id: "connection/silent-endpoint",
  texts: connectionSilentEndpointTexts,
  severity: "should",
  phase: "alone",
  dropsConnection: true,
  async evaluate(context, client) {
    const { gateway, timing, facts } = client;
    const limitMs = timing.slackMs + (facts.returnMs ?? timing.returnWithinMs);
    gateway.setOutage("silent-endpoint");
    try {
      const asked = client.next("triedInVain", limitMs);
      client.kick();
      if (!(await context.waitingFor("the client to ask where to connect", asked))) {
        return {
          kind: "undecided",
          reason: "It did not ask for a new connection after it lost one.",
        };
      }
      const startedAt = context.wall.elapsed();
      const asksAgain = await context.waitingFor(
        "the client to ask again, though the endpoint does not answer",
        isAskedAgain(context, client),
      );
      if (!asksAgain) return await doesNotAsk(client);
      const afterMs = context.wall.elapsed() - startedAt;
      await goOnWithOutage(context, client);
      return holds(`It asked again after ${seconds(afterMs)}.`);
    } finally {
      gateway.setOutage(undefined);
    }
  },
});

/** Also looks whether its process lives: a dead one asks no more. */
async function isAskedAgain({ wall }: CheckContext, client: ClientLine): Promise<boolean> {
  const deadline = wall.elapsed() + client.timing.askAgainWithinMs + toleranceMs;
  while (client.process()?.exit() === undefined && wall.elapsed() < deadline) {
    const leftMs = deadline - wall.elapsed();
    if (await client.next("triedInVain", Math.min(lookEveryMs, leftMs))) return true;
  }
  return false;
}

const lookEveryMs = 500;

/** A time limit of 30 s is over a moment later. */
const toleranceMs = 1_000;

async function doesNotAsk(client: ClientLine): Promise<Judgement> {
  const { gateway, timing, facts } = client;
  const exit = client.process()?.exit();
  const limit = `${timing.askAgainWithinMs / 1_000} s`;
  await client.returnAfter(() => gateway.setOutage(undefined), facts.returnMs ?? 0);
  return broken(
    exit === undefined
      ? `It did not ask again for ${limit} while the endpoint did not answer.`
      : `Its process ended with ${exit.in("en")} while it waited for an answer of the endpoint.`,
    {
      expected: `asked again within ${limit}`,
      actual: "asked once, and not again in that time",
    },
  );
}

/** The tries and seconds an outage has less, because the client has been away for that long already. */
const hadAlreadyMs = 3_000;

/** A client that is away anyway goes on into connection/outage, which saves the time of losing it once more. */
async function goOnWithOutage(context: CheckContext, client: ClientLine): Promise<void> {
  if (!client.facts.planned.has(connectionOutage.id)) {
    await client.returnAfter(() => client.gateway.setOutage(undefined));
    return;
  }
  const { wall, signal } = context;
  const forMs = client.timing.outageMs - hadAlreadyMs;
  const enduring = endureOutage(client, { wall, forMs, signal });
  client.facts.outage = await context.waitingFor("the client to stand an outage", enduring);
}
