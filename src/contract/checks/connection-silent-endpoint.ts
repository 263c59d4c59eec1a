import { connectionCheck } from "../judging/connection-check.js";
import { broken, holds } from "../judging/judgements.js";
import { secondsText } from "../judging/seconds-text.js";
import type { Judgement } from "../report/verdict.js";
import type { ClientLine } from "../subject/client-line.js";
import { endureOutage } from "../subject/endure-outage.js";
import type { CheckContext } from "../suite/check-context.js";
import { connectionOutage } from "./connection-outage.js";
import { clientConnectionTexts } from "./texts/client-connection-texts.js";
import { connectionSilentEndpointTexts as texts } from "./texts/connection-silent-endpoint-texts.js";

export const connectionSilentEndpoint = connectionCheck({
  id: "connection/silent-endpoint",
  texts,
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
      if (!(await context.waitingFor(clientConnectionTexts("wait-ask"), asked))) {
        return {
          kind: "undecided",
          reason: clientConnectionTexts("did-not-ask"),
        };
      }
      const startedAt = context.wall.elapsed();
      const asksAgain = await context.waitingFor(
        texts("wait-again"),
        isAskedAgain(context, client),
      );
      if (!asksAgain) return await doesNotAsk(client);
      const afterMs = context.wall.elapsed() - startedAt;
      await goOnWithOutage(context, client);
      return holds(texts("holds", { after: secondsText(afterMs) }));
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
  const limit = { seconds: timing.askAgainWithinMs / 1_000 };
  await client.returnAfter(() => gateway.setOutage(undefined), facts.returnMs ?? 0);
  return broken(exit === undefined ? texts("not-again", limit) : texts("ended", { exit }), {
    expected: texts("within-limit", limit),
    actual: texts("asked-once"),
  });
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
  client.facts.outage = await context.waitingFor(clientConnectionTexts("wait-outage"), enduring);
}
