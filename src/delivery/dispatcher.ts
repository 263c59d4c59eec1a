import type { Clock } from "../base/clock.js";
import { MocklarkError } from "../base/errors.js";
import type { Random } from "../base/random.js";
import type { ReserveConfigEvent } from "../event/reserve-config-event.js";
import type { WebhookRequest } from "../wire/webhook-request.js";
import { createAttemptSlots } from "./attempt-slots.js";
import type { AttemptResult, Channel } from "./channel.js";
import { defaultDeliveryPolicy, type DeliveryPolicy } from "./delivery-policy.js";
import type {
  AttemptRecord,
  AttemptStart,
  Delivery,
  DeliveryObserver,
  DeliveryStatus,
  NextStep,
} from "./delivery.js";
import { createEventLog, type EventLog } from "./event-log.js";
import type { Fault } from "./fault.js";
import { multiplexObservers } from "./observer-multiplexer.js";
import type { Outcome } from "./outcome.js";
import { decideNext } from "./retry-schedule.js";

export interface DispatcherOptions {
  readonly clock: Clock;
  /** Decides about duplicates; a fork per delivery, so that the order of answers changes nothing. */
  readonly random: Random;
  /** What differs from {@link defaultDeliveryPolicy}. */
  readonly policy?: Partial<DeliveryPolicy>;
  readonly observers?: readonly DeliveryObserver[];
  /** Attempts on the wire at once; more wait their turn. Default 256. */
  readonly maxInFlight?: number;
  /** Ended deliveries that `deliveries` remembers. Default 1000; 0 for streams of millions. */
  readonly keep?: number;
  /** Characters of each response body that a record keeps. Default 4096. */
  readonly keptBodyLength?: number;
}

export interface DeliveryInput {
  readonly event: ReserveConfigEvent;
  readonly channel: Channel;
  /** What goes wrong on the sending side in which attempt. */
  readonly faults?: (attempt: number) => Fault | undefined;
  /** How often the event is sent once more after it succeeded. Default 0, besides the policy's chance. */
  readonly duplicates?: number;
  /** Ends the delivery as "cancelled", also in mid-attempt. */
  readonly signal?: AbortSignal;
}

/** Takes events on and sees each through its attempts. */
export interface Dispatcher {
  /**
   * Resolves when the delivery has ended, its duplicates included; rejects when an attempt could not be
   * made at all (misuse), never because of what the receiver did.
   */
  deliver(input: DeliveryInput): Promise<Delivery>;
  /** Resolves when an attempt could start at once: await it before each delivery to stream without a backlog. */
  room(): Promise<void>;
  /** Resolves when no delivery is pending. */
  idle(): Promise<void>;
  observe(observer: DeliveryObserver): () => void;
  readonly deliveries: EventLog;
  readonly policy: DeliveryPolicy;
  /** Takes nothing on any more, lets attempts on the wire end, and cancels what is waiting. */
  close(): Promise<void>;
}

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };
type MutableDelivery = Mutable<Omit<Delivery, "attempts">> & { attempts: AttemptRecord[] };

interface Job {
  readonly input: DeliveryInput;
  readonly delivery: MutableDelivery;
  /** Set when nothing more is to be started. */
  halted: boolean;
  /** Ends the present wait, if there is one. */
  wake?: (() => void) | undefined;
  firstRequest?: WebhookRequest;
}

export function createDispatcher({
  clock,
  random,
  policy: changes = {},
  observers: initialObservers = [],
  maxInFlight = 256,
  keep = 1_000,
  keptBodyLength = 4_096,
}: DispatcherOptions): Dispatcher {
  const policy: DeliveryPolicy = { ...defaultDeliveryPolicy, ...changes };
  const observers = multiplexObservers(initialObservers);
  const slots = createAttemptSlots(maxInFlight);
  const log = createEventLog({ keep });
  const jobs = new Set<Job>();
  const lines = new Map<string, Promise<unknown>>();
  let awaitingIdle: (() => void)[] = [];
  let taken = 0;
  let closed = false;

  async function deliver(input: DeliveryInput): Promise<Delivery> {
    if (closed) throw closedError(input);
    const job = takeOn(input);
    const unwatch = watchSignal(job);
    try {
      await awaitTurn(job, () => climb(job));
      await sendDuplicates(job);
      return job.delivery;
    } finally {
      unwatch();
      if (job.delivery.status === "pending") end(job, "cancelled");
      forget(job);
    }
  }

  function takeOn(input: DeliveryInput): Job {
    const { header } = input.event;
    const delivery: MutableDelivery = {
      id: `${++taken}`,
      eventId: header.event_id,
      eventType: header.event_type,
      target: input.channel.target,
      channel: input.channel.kind,
      acceptedAtMs: clock.now(),
      status: "pending",
      attempts: [],
    };
    const job: Job = { input, delivery, halted: false };
    jobs.add(job);
    log.accepted(delivery);
    return job;
  }

  function watchSignal(job: Job): () => void {
    const { signal } = job.input;
    if (!signal) return () => {};
    const onAbort = (): void => halt(job);
    if (signal.aborted) halt(job);
    signal.addEventListener("abort", onAbort, { once: true });
    return () => signal.removeEventListener("abort", onAbort);
  }

  function halt(job: Job): void {
    job.halted = true;
    job.wake?.();
  }

  /** Ordered delivery holds an event until the one before it, to the same target, has ended. */
  async function awaitTurn(job: Job, work: () => Promise<void>): Promise<void> {
    if (!policy.ordered) return work();
    const key = `${job.delivery.channel} ${job.delivery.target}`;
    const before = lines.get(key) ?? Promise.resolve();
    const mine = Promise.race([before, untilHalted(job)]).then(work);
    const line = Promise.allSettled([before, mine]);
    lines.set(key, line);
    void forgetLine(key, line);
    return mine;
  }

  async function forgetLine(key: string, line: Promise<unknown>): Promise<void> {
    await line;
    if (lines.get(key) === line) lines.delete(key);
  }

  function untilHalted(job: Job): Promise<void> {
    return new Promise((resolve) => {
      if (job.halted) resolve();
      job.wake = resolve;
    });
  }

  async function climb(job: Job): Promise<void> {
    for (;;) {
      const next = await makeAttempt(job, false);
      if (next === undefined) return end(job, "cancelled");
      if (next.kind !== "retry") return end(job, next.kind);
      observers.retryPlanned(job.delivery, {
        attempt: job.delivery.attempts.length + 1,
        waitMs: next.waitMs,
        dueAtMs: next.dueAtMs,
      });
      await pause(job, next.waitMs);
    }
  }

  function pause(job: Job, waitMs: number): Promise<void> {
    if (job.halted) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = clock.setTimer(resolve, waitMs);
      job.wake = () => {
        timer.cancel();
        resolve();
      };
    });
  }

  /** Undefined when the delivery was halted before the attempt began. */
  async function makeAttempt(job: Job, duplicate: boolean): Promise<NextStep | undefined> {
    await slots.acquire();
    try {
      if (job.halted) return undefined;
      const start: AttemptStart = {
        attempt: job.delivery.attempts.length + 1,
        startedAtMs: clock.now(),
        ...(duplicate ? { duplicate } : {}),
      };
      observers.attemptStarted(job.delivery, start);
      const result = await transmit(job, start.attempt);
      return conclude(job, start, result);
    } finally {
      slots.release();
    }
  }

  async function transmit(job: Job, attempt: number): Promise<AttemptResult> {
    const { event, channel, faults, signal } = job.input;
    const fault = faults?.(attempt);
    const startedAt = clock.wall.elapsed();
    try {
      return await clock.track(
        channel.attempt({
          event,
          attempt,
          ...(job.firstRequest ? { firstRequest: job.firstRequest } : {}),
          ...(fault ? { fault } : {}),
          ...(signal ? { signal } : {}),
        }),
      );
    } catch (error) {
      if (!signal?.aborted) throw error;
      const durationMs = clock.wall.elapsed() - startedAt;
      return { outcome: { kind: "broken-off", fault: "cancelled", durationMs } };
    }
  }

  function conclude(job: Job, start: AttemptStart, { outcome, request }: AttemptResult): NextStep {
    if (request && !(policy.resign && policy.reencrypt)) job.firstRequest ??= request;
    const next = decide(job, start, outcome);
    const timestamp = request && timestampOf(request);
    const record: AttemptRecord = {
      ...start,
      ...(timestamp === undefined ? {} : { timestamp }),
      outcome: shortened(outcome, keptBodyLength),
      next,
    };
    job.delivery.attempts.push(record);
    log.attempted();
    observers.attemptEnded(job.delivery, { ...record, outcome });
    return next;
  }

  function decide(job: Job, { attempt, duplicate }: AttemptStart, outcome: Outcome): NextStep {
    const next = decideNext({ attempt, outcome, policy });
    if (next.kind !== "retry") return next;
    if (duplicate) return { kind: "given-up" };
    if (job.halted) return { kind: "cancelled" };
    return { ...next, dueAtMs: clock.now() + next.waitMs };
  }

  /** At least once means that an event may come again although it was answered with 200. */
  async function sendDuplicates(job: Job): Promise<void> {
    if (job.delivery.status !== "succeeded") return;
    const byChance =
      policy.duplicateProbability > 0 &&
      random.fork(`duplicate/${job.delivery.id}`).chance(policy.duplicateProbability);
    const count = (job.input.duplicates ?? 0) + (byChance ? 1 : 0);
    for (let sent = 0; sent < count && !job.halted; sent++) {
      await pause(job, policy.duplicateDelayMs);
      await makeAttempt(job, true);
    }
  }

  function end(job: Job, status: DeliveryStatus): void {
    job.delivery.status = status;
    log.ended(job.delivery);
    observers.deliveryEnded(job.delivery);
  }

  function forget(job: Job): void {
    jobs.delete(job);
    if (jobs.size > 0) return;
    const released = awaitingIdle;
    awaitingIdle = [];
    for (const release of released) release();
  }

  const idle = (): Promise<void> =>
    jobs.size === 0 ? Promise.resolve() : new Promise((resolve) => awaitingIdle.push(resolve));

  return {
    deliver,
    room: () => slots.room(),
    idle,
    observe: (observer) => observers.add(observer),
    deliveries: log,
    policy,
    async close() {
      closed = true;
      for (const job of jobs) halt(job);
      await idle();
    },
  };
}

function timestampOf({ headers }: WebhookRequest): string | undefined {
  return headers.find(([name]) => name.toLowerCase() === "x-lark-request-timestamp")?.[1];
}

/** A copy, because a mere slice would keep the whole body alive for as long as the record is kept. */
function shortened(outcome: Outcome, length: number): Outcome {
  if (!("body" in outcome) || outcome.body.length <= length) return outcome;
  const body = Buffer.from(outcome.body.slice(0, length)).toString();
  return outcome.kind === "answered"
    ? { ...outcome, body, bodyTruncated: true }
    : { ...outcome, body };
}

function closedError({ event }: DeliveryInput): MocklarkError {
  return new MocklarkError(
    "USAGE",
    `Failed to deliver event ${event.header.event_id}: the dispatcher is closed.`,
    { remedy: "Deliver before closing, or create another dispatcher." },
  );
}
