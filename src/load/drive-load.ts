import type { WallClock } from "../base/clock.js";
import { sleep, sleepUnlessAborted } from "../base/sleep.js";
import { createArrivalTimes } from "./arrival-times.js";
import type { LoadPlan } from "./load-plan.js";

export interface DriveOptions<Answer> {
  readonly plan: LoadPlan;
  readonly wall: WallClock;
  /** How many may be under way at once: one socket each. */
  readonly mostAtOnce: number;
  /** Sends the event of this number and resolves with what came of it; a rejection ends the load. */
  readonly send: (index: number) => Promise<Answer>;
  /** Told as each ends. Times are milliseconds from the start of the load. */
  readonly onEnded: (ended: Ended<Answer>) => void;
  /** Aborted: nothing more is sent; what is under way is waited for. */
  readonly signal?: AbortSignal;
}

export interface Ended<Answer> {
  readonly answer: Answer;
  /** When it was to arrive, which is before it was sent where the sender is late. */
  readonly dueMs: number;
  readonly endedMs: number;
}

/** What was sent of a plan. */
export interface Driven {
  /** How many events the plan had for the time it lasted. */
  readonly planned: number;
  readonly sent: number;
  /** How many were due while as many were under way as may be, and were left out. */
  readonly unsent: number;
  /** Milliseconds from the start until sending ended: the plan's duration, or less where it was broken off. */
  readonly sendingMs: number;
}

/** Sends what the plan says and waits until all of it has ended. */
export function driveLoad<Answer>(options: DriveOptions<Answer>): Promise<Driven> {
  const { arrivals } = options.plan;
  return arrivals.kind === "rate"
    ? driveRate(arrivals.perSecond, options)
    : driveSenders(arrivals.senders, options);
}

/** A chain of timers of the arrivals' own distance loses half of them: each fires late. A tick sends all that are due. */
const tickMs = 1;

async function driveRate<Answer>(
  perSecond: number,
  options: DriveOptions<Answer>,
): Promise<Driven> {
  const { plan, wall, mostAtOnce, signal } = options;
  const times = createArrivalTimes(perSecond, plan);
  const sending = startSending(options);
  let next = 0;
  let unsent = 0;
  while (next < times.count && !sending.isOver()) {
    const now = sending.elapsedMs();
    for (; next < times.count && times.atMs(next) <= now; next++) {
      if (sending.underWay() >= mostAtOnce) unsent++;
      else void sending.sendOne(next, times.atMs(next));
    }
    if (next < times.count) await sleep(wall, tickMs);
  }
  const isWhole = next === times.count && signal?.aborted !== true;
  const sendingMs = isWhole ? plan.durationMs : sending.elapsedMs();
  await sending.allEnded();
  return { planned: isWhole ? times.count : next, sent: next - unsent, unsent, sendingMs };
}

/** The ramp starts one sender after the other. */
async function driveSenders<Answer>(
  senders: number,
  options: DriveOptions<Answer>,
): Promise<Driven> {
  const { plan, wall } = options;
  const sending = startSending(options);
  let sent = 0;
  const isDone = (): boolean => sending.isOver() || sending.elapsedMs() >= plan.durationMs;

  async function sendOneAfterTheOther(startMs: number): Promise<void> {
    if (startMs > 0) await sleepUnlessAborted(wall, startMs, [options.signal]);
    while (!isDone()) await sending.sendOne(sent++, sending.elapsedMs());
  }

  const starts = Array.from({ length: senders }, (_, number) => (number * plan.rampMs) / senders);
  await Promise.all(starts.map(sendOneAfterTheOther));
  const sendingMs = Math.min(plan.durationMs, sending.elapsedMs());
  await sending.allEnded();
  return { planned: sent, sent, unsent: 0, sendingMs };
}

/** Counts what is under way and keeps the first rejection for the end. */
function startSending<Answer>({ wall, send, onEnded, signal }: DriveOptions<Answer>) {
  const startedAt = wall.elapsed();
  const elapsedMs = (): number => wall.elapsed() - startedAt;
  let underWay = 0;
  let misuse: { readonly error: unknown } | undefined;
  let awaitEnd: (() => void) | undefined;

  async function sendOne(index: number, dueMs: number): Promise<void> {
    underWay++;
    try {
      const answer = await send(index);
      onEnded({ answer, dueMs, endedMs: elapsedMs() });
    } catch (error) {
      misuse ??= { error };
    } finally {
      underWay--;
      if (underWay === 0) awaitEnd?.();
    }
  }

  return {
    elapsedMs,
    sendOne,
    underWay: () => underWay,
    isOver: () => misuse !== undefined || signal?.aborted === true,
    async allEnded(): Promise<void> {
      if (underWay > 0) await new Promise<void>((resolve) => (awaitEnd = resolve));
      if (misuse) throw misuse.error;
    },
  };
}
