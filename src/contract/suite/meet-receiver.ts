import type { Text } from "../../base/text.js";
import { sleep } from "../../base/sleep.js";
import { within } from "../../base/within.js";
import type { Random } from "../../base/random.js";
import type { Outcome } from "../../delivery/outcome.js";
import type { FeishuEvent } from "../../event/feishu-event.js";
import type { OutputMark } from "../../receiver/output-capture.js";
import { outcomeText } from "../../delivery/outcome-in-short.js";
import { isAccepted, recordExchange } from "../report/exchange.js";
import { challengeTrial, type ChallengeTrial } from "../subject/challenge-trial.js";
import type { FirstContact, GoodTrial, Reception } from "./first-contact.js";
import { inTimeMs, type MeetingOptions } from "./meeting-options.js";
import { sendFurtherTypes } from "./send-further-types.js";
import { suiteTexts as texts } from "./suite-texts.js";

/** How long a late answer is waited for, once in the whole run. */
export const longestAnswerMs = 8_000;

/** An answer that takes longer is not waited for before the second event is sent. */
const unhurriedMs = 1_000;

/**
 * Sends the first good events and a challenge, one after the other, and has the ledger learn from them what
 * an effect looks like. A good event that is not accepted is sent a second time: only what is alike twice is
 * held against later answers. Events of further types come before them: see `sendFurtherTypes`.
 */
export async function meetReceiver(options: MeetingOptions): Promise<FirstContact> {
  const { subject, ledger, wall } = options;
  const random = options.random.fork("first contact");
  const mark = subject.managed?.output.mark();
  const challenge = await tryChallenge(options, random);
  const challengeStderr = challenge.verified ? [] : await stderrSince(mark, options);
  await sendFurtherTypes(options, random);
  const isMute = challenge.outcome.kind === "timed-out";
  const totalMs = isMute ? inTimeMs : longestAnswerMs;
  const sentAt = wall.elapsed();
  const sending = tryGood(options, random, totalMs);
  const first = await within(sending, unhurriedMs, wall);
  const good =
    first && isAccepted(first.outcome)
      ? [first]
      : await Promise.all([sending, tryGood(options, random, totalMs)]);
  const answered = receptionOf(
    good.map(({ outcome }) => outcome),
    challenge,
  );
  // The last one: what was sent after an event may be what its work has waited for.
  const shown = good.findLast(({ outcome }) => isTaken(outcome));
  // How soon its effect shows is learnt while it is seen whether the receiver survives it.
  if (shown) void ledger.showsWithin(options.events.idsOf(shown.event), deathMs);
  const dies = answered === "accepted" && (await diesAfterwards(options, random));
  const reception = dies ? "dies" : answered;
  let frozenAfterAnswer = false;
  if (dies) {
    ledger.giveUp(texts("ends-after-events"));
  } else if (shown) {
    frozenAfterAnswer = await learnEffect(options, random, shown.event, sentAt);
  } else if (good[0]) {
    ledger.giveUp(whyUncounted(good[0].outcome));
  }
  return {
    reception,
    good,
    challenge,
    challengeStderr,
    coldChallenge: subject.firstChallenge ?? challenge,
    frozenAfterAnswer,
  };
}

const whyUncounted = (outcome: Outcome): Text =>
  texts("no-event-accepted-but", { answer: outcomeText(outcome) });

async function tryChallenge(
  { subject, builder }: MeetingOptions,
  random: Random,
): Promise<ChallengeTrial> {
  const { firstChallenge } = subject;
  // Nobody waits twice for a receiver that has not answered in five seconds.
  if (firstChallenge?.outcome.kind === "timed-out") return firstChallenge;
  const challenge = random.uuid();
  const request = builder.urlVerification({ random, challenge });
  return challengeTrial(await subject.transmit(request, {}), challenge);
}

async function tryGood(
  { subject, events, builder, wall }: MeetingOptions,
  random: Random,
  totalMs: number,
): Promise<GoodTrial> {
  const event = events.make(random);
  const request = builder.event(event, { random, timestampMs: wall.now() });
  const mark = subject.managed?.output.mark();
  const outcome = await subject.transmit(request, { limits: { totalMs } });
  if (outcome.kind === "reset" || outcome.kind === "refused") await subject.health.examine(outcome);
  const stderr = isAccepted(outcome) ? [] : await stderrSince(mark, { subject, wall });
  return {
    event,
    outcome,
    stderr,
    exchange: recordExchange(texts("good-event"), request, outcome),
  };
}

/** What a receiver has to say of a request may come a moment after its answer. */
const stderrMs = 30;

async function stderrSince(
  mark: OutputMark | undefined,
  { subject, wall }: Pick<MeetingOptions, "subject" | "wall">,
): Promise<readonly string[]> {
  if (mark === undefined) return [];
  await sleep(wall, stderrMs);
  return subject.managed?.output.since(mark).stderr ?? [];
}

/** Answered as if it had been received, if late or with another 2xx: what shows of it is its effect. */
function isTaken(outcome: Outcome): boolean {
  return outcome.kind === "answered" && outcome.status >= 200 && outcome.status < 300;
}

function receptionOf(outcomes: readonly Outcome[], challenge: ChallengeTrial): Reception {
  const inTime = outcomes.filter(
    (outcome) => isAccepted(outcome) && outcome.durationMs <= inTimeMs,
  );
  if (inTime.length === outcomes.length) return "accepted";
  if (inTime.length > 0) return "flaky";
  if (outcomes.some(isAccepted)) return "late";
  if (outcomes.some(({ kind }) => kind === "answered")) return "refused";
  if (outcomes.some(({ kind }) => kind !== "timed-out")) return "hangs-up";
  return challenge.outcome.kind === "timed-out" ? "silent" : "late";
}

/** Long enough for an error in the background to end a process. */
const deathMs = 40;

/** The same for work that takes its time before it fails, or on a busy machine. */
export const lateDeathMs = 2_000;

/** Whether the receiver, started by us, ends after a good event that it has answered; and after one more. */
async function diesAfterwards(options: MeetingOptions, random: Random): Promise<boolean> {
  return (await hasEnded(options, deathMs)) && diesOfOneMore(options, random, deathMs);
}

/**
 * Looks again once the receiver has died while events went on side by side: whether it ends after one that
 * comes alone, however late, and after one more.
 */
export async function diesLate(options: MeetingOptions): Promise<boolean> {
  const random = options.random.fork("late death");
  return (
    (await diesOfOneMore(options, random, lateDeathMs)) &&
    diesOfOneMore(options, random, lateDeathMs)
  );
}

async function diesOfOneMore(
  options: MeetingOptions,
  random: Random,
  withinMs: number,
): Promise<boolean> {
  const { outcome } = await tryGood(options, random, inTimeMs);
  return isAccepted(outcome) && hasEnded(options, withinMs);
}

/** Starts it again, too. */
async function hasEnded(
  { subject: { managed, health }, wall }: MeetingOptions,
  withinMs: number,
): Promise<boolean> {
  if (!managed) return false;
  await within(managed.ended(), withinMs, wall);
  if (!managed.exit()) return false;
  await health.examine();
  return true;
}

/** Long enough for an effect that does not depend on anything else to show. */
const quietMs = 1_500;
const longerQuietMs = 2_500;
const afterPokeMs = 1_000;

/**
 * Begins to learn what an effect looks like. An effect that does not show by itself, but as soon as anything
 * else is sent, twice, is done by an instance that is frozen in between.
 */
async function learnEffect(
  options: MeetingOptions,
  random: Random,
  event: FeishuEvent,
  sentAt: number,
): Promise<boolean> {
  const { ledger, wall, events } = options;
  const { idsOf } = events;
  if (await ledger.showsWithin(idsOf(event), quietMs)) {
    void ledger.calibrate(idsOf(event), sentAt);
    return false;
  }
  const waits = async (waiting: FeishuEvent): Promise<boolean> => {
    await tryChallenge(options, random);
    return ledger.showsWithin(idsOf(waiting), afterPokeMs);
  };
  let frozen = false;
  if (await waits(event)) {
    const second = await tryGood(options, random, inTimeMs);
    const showsAlone = await ledger.showsWithin(idsOf(second.event), longerQuietMs);
    frozen = !showsAlone && (await waits(second.event));
  }
  void ledger.calibrate(idsOf(event), frozen ? wall.elapsed() : sentAt);
  return frozen;
}
