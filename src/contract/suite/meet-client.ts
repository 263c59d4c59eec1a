import type { WallClock } from "../../base/clock.js";
import type { Random } from "../../base/random.js";
import { sleep } from "../../base/sleep.js";
import type { Text } from "../../base/text.js";
import type { FeishuEvent } from "../../event/feishu-event.js";
import { outcomeText } from "../../delivery/outcome-in-short.js";
import { isAccepted } from "../report/exchange.js";
import type { ClientEnd } from "../subject/client-return.js";
import type { GoodPush } from "../subject/client-facts.js";
import type { ClientLine } from "../subject/client-line.js";
import type { MeetingOptions } from "./meeting-options.js";
import { sendFurtherTypes } from "./send-further-types.js";
import { suiteTexts as texts } from "./suite-texts.js";

/** A client may be deaf for a moment after it has opened its connection. */
const secondTryMs = 3_000;

/** So many events for each connection: that one gets none of them by chance is hardly possible. */
const eventsPerConnection = 4;

const mostEvents = 12;

interface Trial extends GoodPush {
  readonly event: FeishuEvent;
  readonly sentAt: number;
}

/**
 * Pushes the first good events, learns from one what an effect looks like, and notes how they went. One that is not
 * acknowledged is followed by another; several connections get some each, for the platform picks one at random.
 */
export async function meetClient(client: ClientLine, meeting: MeetingOptions): Promise<void> {
  const { random, wall, ledger } = meeting;
  const source = random.fork("first contact");
  await sendFurtherTypes(meeting, source);
  if (client.ended()) await revive(client);
  const startedAt = wall.elapsed();
  const trials = [await tryGood(client, meeting, source)];
  if (!trials.some(isTaken) && client.arrival().opened > 0) {
    await untilSecondTry(client, wall, startedAt);
    trials.push(await tryGood(client, meeting, source));
  }
  const ended = await endsOfEvents(client, meeting, source);
  const connections = client.gateway.connections().length;
  if (connections > 1 && !ended) {
    const count = Math.min(mostEvents, connections * eventsPerConnection);
    const more = Array.from({ length: count }, () => tryGood(client, meeting, source));
    trials.push(...(await Promise.all(more)));
  }
  client.facts.contact = {
    good: trials.map(({ connectionId, outcome }) => ({ connectionId, outcome })),
    ended,
  };
  if (ended) return ledger.giveUp(texts("client-ends-after-events"));
  const shown = trials.find(isTaken);
  if (shown) void ledger.calibrate(meeting.events.idsOf(shown.event), shown.sentAt);
  else ledger.giveUp(whyUncounted(trials));
}

/** Long enough for an error in the background to end a process; longer where its connection is gone already. */
const deathMs = 500;
const longerDeathMs = 1_000;
const lookEveryMs = 20;

/** Whether the process, ours, ends after a good event; and after one more. */
async function endsOfEvents(
  client: ClientLine,
  meeting: MeetingOptions,
  source: Random,
): Promise<ClientEnd | undefined> {
  if (!(await hasEnded(client, meeting.wall))) return undefined;
  await revive(client);
  await tryGood(client, meeting, source);
  const ended = await hasEnded(client, meeting.wall);
  if (ended) await revive(client);
  return ended;
}

async function hasEnded(client: ClientLine, wall: WallClock): Promise<ClientEnd | undefined> {
  const startedAt = wall.elapsed();
  const isDue = (): boolean => {
    const isGone = client.gateway.connections().length === 0;
    return wall.elapsed() - startedAt >= (isGone ? longerDeathMs : deathMs);
  };
  while (client.process() && !client.ended() && !isDue()) await sleep(wall, lookEveryMs);
  return client.ended();
}

async function revive(client: ClientLine): Promise<void> {
  await client
    .process()
    ?.restart()
    .catch(() => {});
}

const isTaken = ({ outcome }: GoodPush): boolean => isAccepted(outcome);

async function untilSecondTry(
  client: ClientLine,
  wall: WallClock,
  startedAt: number,
): Promise<void> {
  await sleep(wall, Math.max(0, startedAt + secondTryMs - wall.elapsed()));
  if (client.ended()) await revive(client);
  await client.isOnline(client.timing.slackMs);
}

async function tryGood(
  client: ClientLine,
  { subject, events, wall }: MeetingOptions,
  source: Random,
): Promise<Trial> {
  const event = events.make(source);
  const sentAt = wall.elapsed();
  const outcome = await subject.deliver(event, { random: source });
  const connectionId = client.pushes(event.header.event_id)[0]?.connectionId;
  return { event, sentAt, outcome, connectionId };
}

function whyUncounted([first]: readonly Trial[]): Text {
  return first
    ? texts("no-event-accepted-but", { answer: outcomeText(first.outcome) })
    : texts("no-event-accepted");
}
