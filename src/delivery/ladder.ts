import type { Clock } from "../base/clock.js";
import { MocklarkError } from "../base/errors.js";
import type { Random } from "../base/random.js";
import type { FeishuEvent } from "../event/feishu-event.js";
import type { WebhookRequest } from "../wire/webhook-request.js";
import { valueOf } from "./answer-head.js";
import type { AttemptSlots } from "./attempt-slots.js";
import type { AttemptResult, Channel } from "./channel.js";
import type { DeliveryPolicy } from "./delivery-policy.js";
import type {
  AttemptRecord,
  AttemptStart,
  Delivery,
  DeliveryObserver,
  DeliveryStatus,
  NextStep,
} from "./delivery.js";
import type { Fault } from "./fault.js";
import type { Journal } from "./journal.js";
import type { Outcome } from "./outcome.js";
import { decideNext } from "./retry-schedule.js";

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

/** One delivery on its way; the dispatcher makes it, the ladder moves it. */
export interface Job {
  /** The delivery's. */
  readonly id: string;
  readonly event: FeishuEvent;
  readonly channel: Channel;
  readonly faults: ((attempt: number) => Fault | undefined) | undefined;
  readonly duplicates: number;
  readonly signal: AbortSignal | undefined;
  readonly delivery: Mutable<Omit<Delivery, "attempts">> & { attempts: AttemptRecord[] };
  /** Cancelled: over for good. Left: nothing more in this process, the journal's next one goes on. */
  halted: "cancelled" | "left" | undefined;
  /** Ends the present wait, if there is one. */
  wake: (() => void) | undefined;
  /** Kept only by a policy that sends it again. */
  firstRequest: WebhookRequest | undefined;
  /** An attempt that was on the wire when an earlier process ended. */
  interrupted: AttemptStart | undefined;
}

export interface LadderOptions {
  readonly clock: Clock;
  readonly random: Random;
  readonly policy: DeliveryPolicy;
  readonly slots: AttemptSlots;
  readonly observers: Required<DeliveryObserver>;
  readonly journal: Journal | undefined;
  readonly keptBodyLength: number;
  /** Takes out of an outcome what must not be on disk. */
  readonly conceal: (outcome: Outcome) => Outcome;
}

export interface Ladder {
  /** From attempt to attempt until the delivery has ended or is halted. Rejects on misuse only. */
  climb(job: Job): Promise<void>;
  /** How many more an at-least-once platform sends after a success; decided by chance, so asked once. */
  duplicatesOf(job: Job): number;
  sendDuplicates(job: Job, count: number): Promise<void>;
}

/** The state machine of one delivery: start on disk, attempt, outcome on disk, wait, and again. */
export function createLadder({
  clock,
  random,
  policy,
  slots,
  observers,
  journal,
  keptBodyLength,
  conceal,
}: LadderOptions): Ladder {
  const keepsFirstRequest = !(policy.resign && policy.reencrypt);

  async function climb(job: Job): Promise<void> {
    // Without a wait the slot is taken at once, and whoever asks for room afterwards counts this one.
    let next = job.interrupted
      ? await settleInterrupted(job, job.interrupted)
      : job.delivery.attempts.at(-1)?.next;
    while (job.halted === undefined && (next === undefined || next.kind === "retry")) {
      if (next) await pause(job, remainingOf(next));
      const made = await makeAttempt(job, false);
      if (made === undefined) break;
      next = made;
      if (next.kind === "retry") announce(job, next);
    }
    if (next && next.kind !== "retry") end(job, next.kind);
    else if (job.halted === "cancelled") await cancel(job);
  }

  /** An attempt whose start is on disk but not its outcome counts as made, and as failed just now. */
  async function settleInterrupted(job: Job, start: AttemptStart): Promise<NextStep> {
    job.interrupted = undefined;
    const outcome: Outcome = { kind: "broken-off", fault: "process-ended", durationMs: 0 };
    const next = await conclude(job, start, { outcome });
    if (next.kind === "retry") announce(job, next);
    return next;
  }

  /** Never longer than the rung itself: simulated time may begin anew with the process. */
  const remainingOf = ({ dueAtMs, waitMs }: { dueAtMs: number; waitMs: number }): number =>
    Math.min(waitMs, Math.max(0, dueAtMs - clock.now()));

  function announce(job: Job, { waitMs, dueAtMs }: { waitMs: number; dueAtMs: number }): void {
    const attempt = job.delivery.attempts.length + 1;
    observers.retryPlanned(job.delivery, { attempt, waitMs, dueAtMs });
  }

  function pause(job: Job, waitMs: number): Promise<void> {
    if (job.halted !== undefined || waitMs === 0) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = clock.setTimer(() => {
        job.wake = undefined;
        resolve();
      }, waitMs);
      job.wake = () => {
        timer.cancel();
        resolve();
      };
    });
  }

  /** Undefined when the delivery was halted before the attempt began. */
  async function makeAttempt(job: Job, duplicate: boolean): Promise<NextStep | undefined> {
    let start: AttemptStart | undefined;
    let result: AttemptResult;
    await slots.acquire();
    try {
      if (job.halted !== undefined) return undefined;
      start = startOf(job, duplicate);
      // On disk before the first byte goes out: an attempt nobody knows of could be made twice.
      if (journal) await clock.track(journal.started(job.delivery, start));
      observers.attemptStarted(job.delivery, start);
      result = await transmit(job, start.attempt);
    } catch (error) {
      if (start && journal && isRefusal(error)) {
        await clock.track(journal.withdrawn(job.delivery, start));
      }
      throw error;
    } finally {
      slots.release();
    }
    return await conclude(job, start, result);
  }

  function startOf(job: Job, duplicate: boolean): AttemptStart {
    const attempt = job.delivery.attempts.length + 1;
    const startedAtMs = clock.now();
    return duplicate ? { attempt, startedAtMs, duplicate } : { attempt, startedAtMs };
  }

  /** No async function, like what follows it: without signal and journal neither has anything to wait for. */
  function transmit(job: Job, attempt: number): Promise<AttemptResult> {
    const { event, channel, faults, signal, firstRequest } = job;
    const startedAt = clock.wall.elapsed();
    const transmitted = clock.track(
      channel.attempt({
        event,
        attempt,
        random: random.fork(`attempt/${job.id}/${attempt}`),
        firstRequest,
        fault: faults?.(attempt),
        signal,
      }),
    );
    if (!signal) return transmitted;
    return transmitted.catch((error: unknown) => {
      if (!signal.aborted) throw error;
      const durationMs = clock.wall.elapsed() - startedAt;
      return { outcome: { kind: "broken-off", fault: "cancelled", durationMs } };
    });
  }

  function conclude(
    job: Job,
    start: AttemptStart,
    result: AttemptResult,
  ): NextStep | Promise<NextStep> {
    const { outcome, request } = result;
    if (request && keepsFirstRequest) job.firstRequest ??= request;
    const next = decide(job, start, outcome);
    // Member by member: this runs for every delivery, and spreading takes several times as long.
    const record: Mutable<AttemptRecord> = {
      attempt: start.attempt,
      startedAtMs: start.startedAtMs,
      outcome: shortened(outcome, keptBodyLength),
      next,
    };
    if (start.duplicate) record.duplicate = true;
    const timestamp = request && timestampOf(request);
    if (timestamp !== undefined) record.timestamp = timestamp;
    if (!journal) return take(job, record, result);
    const written = { ...record, outcome: shortened(conceal(outcome), keptBodyLength) };
    return clock
      .track(journal.ended(job.delivery, written, job.firstRequest))
      .then(() => take(job, record, result));
  }

  /** The attempt has become part of the delivery. */
  function take(job: Job, record: AttemptRecord, { outcome, request }: AttemptResult): NextStep {
    job.delivery.attempts.push(record);
    const whole = record.outcome === outcome ? record : { ...record, outcome };
    observers.attemptEnded(job.delivery, whole, request);
    return record.next;
  }

  function decide(job: Job, { attempt, duplicate }: AttemptStart, outcome: Outcome): NextStep {
    const next = decideNext({ attempt, outcome, policy });
    if (next.kind !== "retry") return next;
    if (duplicate) return { kind: "given-up" };
    if (job.halted === "cancelled") return { kind: "cancelled" };
    return { ...next, dueAtMs: clock.now() + next.waitMs };
  }

  async function cancel(job: Job): Promise<void> {
    if (journal) await clock.track(journal.cancelled(job.delivery));
    end(job, "cancelled");
  }

  function end(job: Job, status: Exclude<DeliveryStatus, "pending">): void {
    job.delivery.status = status;
    observers.deliveryEnded(job.delivery);
  }

  function duplicatesOf({ delivery, duplicates }: Job): number {
    if (delivery.status !== "succeeded") return 0;
    const byChance =
      policy.duplicateProbability > 0 &&
      random.fork(`duplicate/${delivery.id}`).chance(policy.duplicateProbability);
    return duplicates + (byChance ? 1 : 0);
  }

  async function sendDuplicates(job: Job, count: number): Promise<void> {
    for (let sent = 0; sent < count; sent++) {
      await pause(job, policy.duplicateDelayMs);
      await makeAttempt(job, true);
    }
  }

  return { climb, duplicatesOf, sendDuplicates };
}

/** Misuse is found before the first byte is sent; what else goes wrong may have come after it. */
function isRefusal(error: unknown): boolean {
  return error instanceof MocklarkError && error.code !== "FILE" && error.code !== "INTERNAL";
}

function timestampOf({ headers }: WebhookRequest): string | undefined {
  return valueOf(headers, "x-lark-request-timestamp");
}

/** A copy, because a mere slice would keep the whole body alive for as long as the record is kept. */
function shortened(outcome: Outcome, length: number): Outcome {
  if (!("body" in outcome) || outcome.body.length <= length) return outcome;
  const body = Buffer.from(outcome.body.slice(0, length)).toString();
  return outcome.kind === "answered"
    ? { ...outcome, body, bodyTruncated: true }
    : { ...outcome, body };
}
