import { setMaxListeners } from "node:events";
import type { Clock } from "../base/clock.js";
import { MocklarkError } from "../base/errors.js";
import type { Random } from "../base/random.js";
import type { FeishuEvent } from "../event/feishu-event.js";
import { createAttemptSlots } from "./attempt-slots.js";
import type { Channel } from "./channel.js";
import { deliveryTexts } from "./delivery-texts.js";
import { defaultDeliveryPolicy, type DeliveryPolicy } from "./delivery-policy.js";
import type { Delivery, DeliveryObserver } from "./delivery.js";
import { createEventLog, type EventLog } from "./event-log.js";
import type { Fault } from "./fault.js";
import type { OwedDelivery } from "./journal-recovery.js";
import type { Journal } from "./journal.js";
import { createLadder, type Job } from "./ladder.js";
import { multiplexObservers } from "./observer-multiplexer.js";
import type { Outcome } from "./outcome.js";
import { createRoster } from "./roster.js";

export interface DispatcherOptions {
  readonly clock: Clock;
  /** Decides about duplicates; a fork per delivery, so that the order of answers changes nothing. */
  readonly random: Random;
  /** What differs from {@link defaultDeliveryPolicy}. */
  readonly policy?: Partial<DeliveryPolicy>;
  /** Where deliveries are written down before they are acted on; the opener closes it. */
  readonly journal?: Journal;
  readonly observers?: readonly DeliveryObserver[];
  /** Attempts on the wire at once; more wait their turn. Default 256. */
  readonly maxInFlight?: number;
  /** Ended deliveries that `deliveries` remembers. Default 1000; 0 for streams of millions. */
  readonly keep?: number;
  /** Characters of each response body that a record keeps. Default 4096; observers see all of it. */
  readonly keptBodyLength?: number;
  /** Takes out of an outcome what must not be on disk, before the journal gets it. Default: nothing. */
  readonly conceal?: (outcome: Outcome) => Outcome;
}

export interface DeliveryInput {
  readonly event: FeishuEvent;
  readonly channel: Channel;
  /** What goes wrong on the sending side in which attempt. */
  readonly faults?: ((attempt: number) => Fault | undefined) | undefined;
  /** How often the event is sent once more after it succeeded. Default 0, besides the policy's chance. */
  readonly duplicates?: number | undefined;
  /** Ends the delivery as "cancelled", also in mid-attempt. */
  readonly signal?: AbortSignal | undefined;
}

/** A delivery that was taken on. */
export interface Submission {
  readonly delivery: Delivery;
  /** Resolves when the event is on disk, at once without a journal: from here on it is owed. */
  readonly accepted: Promise<void>;
  /**
   * Resolves when the delivery has ended, its duplicates included. Rejects when an attempt could not be
   * made (misuse) or the journal not be written, never because of what the receiver did; with a journal
   * the delivery then stays pending, for the next process.
   */
  readonly ended: Promise<Delivery>;
}

/** Takes events on and sees each through its attempts. */
export interface Dispatcher {
  /** @throws MocklarkError USAGE when the dispatcher is closed */
  submit(input: DeliveryInput): Submission;
  /** As `submit`, for callers who only want to know how it ended. */
  deliver(input: DeliveryInput): Promise<Delivery>;
  /**
   * Goes on with what earlier processes owed according to the journal, in the order it was accepted.
   * Deliveries for which the callback knows no channel stay owed; so do those for which it throws, and
   * their `ended` rejects with that.
   */
  resume(channelFor: (owed: OwedDelivery) => Channel | undefined): Submission[];
  /** Resolves when an attempt could start at once: await it before each submission to stream without a backlog. */
  room(): Promise<void>;
  /** Resolves when nothing is under way and nothing waits. */
  idle(): Promise<void>;
  /** Adds an observer; the function returned takes it away again. */
  observe(observer: DeliveryObserver): () => void;
  readonly deliveries: EventLog;
  readonly policy: DeliveryPolicy;
  /**
   * Takes nothing on any more and lets attempts on the wire end. What waits is cancelled, or with a
   * journal left pending for the next process.
   */
  close(): Promise<void>;
}

export function createDispatcher({
  clock,
  random,
  policy: changes = {},
  journal,
  observers: initialObservers = [],
  maxInFlight = 256,
  keep = 1_000,
  keptBodyLength = 4_096,
  conceal = (outcome) => outcome,
}: DispatcherOptions): Dispatcher {
  const policy: DeliveryPolicy = { ...defaultDeliveryPolicy, ...changes };
  const log = createEventLog({ keep });
  const observers = multiplexObservers([log, ...initialObservers]);
  const slots = createAttemptSlots(maxInFlight);
  const ladder = createLadder({
    clock,
    random,
    policy,
    slots,
    observers,
    journal,
    keptBodyLength,
    conceal,
  });
  const jobs = createRoster<Job>();
  const jobsBySignal = new WeakMap<AbortSignal, Set<Job>>();
  const lines = new Map<string, Promise<unknown>>();
  const stuckLines = new Set<string>();
  let awaitingIdle: (() => void)[] = [];
  let taken = 0;
  let closed = false;

  function submit(input: DeliveryInput): Submission {
    if (closed) throw closedError(input.event);
    const { event, channel } = input;
    const job = createJob(input, {
      id: journal ? `${journal.run}-${++taken}` : `${++taken}`,
      ...namesOf(event),
      target: channel.target,
      channel: channel.kind,
      acceptedAtMs: clock.now(),
      status: "pending",
      attempts: [],
    });
    return start(job, journal?.accepted(job.delivery, event) ?? done);
  }

  /** No async function: it would hold a frame of its own for as long as the delivery is pending. */
  function deliver(input: DeliveryInput): Promise<Delivery> {
    return closed ? Promise.reject(closedError(input.event)) : submit(input).ended;
  }

  function resume(channelFor: (owed: OwedDelivery) => Channel | undefined): Submission[] {
    if (closed) throw closedError();
    return (journal?.takeOwed() ?? []).flatMap((owed) => {
      let channel: Channel | undefined;
      try {
        channel = channelFor(owed);
      } catch (error) {
        return [stayingOwed(owed, error as Error)];
      }
      return channel ? [start(createResumedJob(owed, channel), done)] : [];
    });
  }

  function stayingOwed(owed: OwedDelivery, why: Error): Submission {
    const delivery = resumedDelivery(owed);
    observers.deliveryAccepted(delivery, owed.event);
    const ended = Promise.reject<Delivery>(why);
    ended.catch(ignore);
    return { delivery, accepted: done, ended };
  }

  function start(job: Job, accepted: Promise<void>): Submission {
    jobs.add(job);
    observers.deliveryAccepted(job.delivery, job.event);
    const ended = run(job, accepted);
    // Callers that await these still see a rejection; others must not end the process by it.
    if (accepted !== done) accepted.catch(ignore);
    ended.catch(ignore);
    return { delivery: job.delivery, accepted, ended };
  }

  async function run(job: Job, accepted: Promise<void>): Promise<Delivery> {
    const unwatch = watchSignal(job);
    if (stuckLines.size > 0 && stuckLines.has(lineOf(job))) halt(job, "left");
    try {
      await (policy.ordered ? inTurn(job, () => ladder.climb(job)) : ladder.climb(job));
      const duplicates = ladder.duplicatesOf(job);
      if (duplicates > 0) await ladder.sendDuplicates(job, duplicates);
      if (accepted !== done) await accepted;
    } catch (error) {
      await abandon(job, accepted);
      throw error;
    } finally {
      unwatch();
      forget(job);
    }
    return job.delivery;
  }

  /** After misuse or a full disk nobody retries here; what a journal holds the next process goes on with. */
  async function abandon(job: Job, accepted: Promise<void>): Promise<void> {
    if (job.delivery.status !== "pending") return;
    if (journal && (await isKept(accepted))) {
      leaveThoseBehind(job);
      return;
    }
    job.delivery.status = "cancelled";
    observers.deliveryEnded(job.delivery);
  }

  /** What is ordered must not overtake an event that is still owed. */
  function leaveThoseBehind(job: Job): void {
    if (!policy.ordered) return;
    const line = lineOf(job);
    stuckLines.add(line);
    for (const other of jobs.values()) if (lineOf(other) === line) halt(other, "left");
  }

  /** One listener per signal, however many deliveries share it: removing one of many is slow. */
  function watchSignal(job: Job): () => void {
    const { signal } = job;
    if (!signal) return ignore;
    if (signal.aborted) halt(job, "cancelled");
    const sharing = jobsBySignal.get(signal) ?? shareSignal(signal);
    sharing.add(job);
    return () => sharing.delete(job);
  }

  function shareSignal(signal: AbortSignal): Set<Job> {
    const sharing = new Set<Job>();
    jobsBySignal.set(signal, sharing);
    const onAbort = (): void => {
      for (const job of sharing) halt(job, "cancelled");
    };
    signal.addEventListener("abort", onAbort, { once: true });
    // Every attempt on the wire listens as well; Node would take more than ten for a leak.
    setMaxListeners(0, signal);
    return sharing;
  }

  function halt(job: Job, how: "cancelled" | "left"): void {
    job.halted ??= how;
    job.wake?.();
  }

  /** Ordered delivery holds an event until the one before it, to the same target, has ended. */
  function inTurn(job: Job, work: () => Promise<void>): Promise<void> {
    const key = lineOf(job);
    const before = lines.get(key);
    const mine = before ? Promise.race([before, whenHalted(job)]).then(work) : work();
    const line = Promise.allSettled([before, mine]);
    lines.set(key, line);
    void forgetLine(key, line);
    return mine;
  }

  function whenHalted(job: Job): Promise<void> {
    return new Promise((resolve) => {
      if (job.halted === undefined) job.wake = resolve;
      else resolve();
    });
  }

  async function forgetLine(key: string, line: Promise<unknown>): Promise<void> {
    await line;
    if (lines.get(key) === line) lines.delete(key);
  }

  function forget(job: Job): void {
    jobs.remove(job);
    if (jobs.size > 0) return;
    const released = awaitingIdle;
    awaitingIdle = [];
    for (const release of released) release();
  }

  const idle = (): Promise<void> =>
    jobs.size === 0 ? Promise.resolve() : new Promise((resolve) => awaitingIdle.push(resolve));

  return {
    submit,
    deliver,
    resume,
    room: () => slots.room(),
    idle,
    observe: (observer) => observers.add(observer),
    deliveries: log,
    policy,
    async close() {
      closed = true;
      for (const job of jobs.values()) halt(job, journal ? "left" : "cancelled");
      await idle();
    },
  };
}

/** One for all: a hundred thousand pending deliveries need not hold a promise each. */
const done = Promise.resolve();

const ignore = (): void => {};

const isKept = (written: Promise<void>): Promise<boolean> =>
  written.then(
    () => true,
    () => false,
  );

function createJob(input: DeliveryInput, delivery: Job["delivery"]): Job {
  const { event, channel, faults, duplicates = 0, signal } = input;
  return {
    id: delivery.id,
    event,
    channel,
    faults,
    duplicates,
    signal,
    delivery,
    halted: undefined,
    wake: undefined,
    firstRequest: undefined,
    interrupted: undefined,
  };
}

function createResumedJob(owed: OwedDelivery, channel: Channel): Job {
  const job = createJob({ event: owed.event, channel }, resumedDelivery(owed));
  job.interrupted = owed.interrupted;
  job.firstRequest = owed.firstRequest;
  return job;
}

function resumedDelivery(owed: OwedDelivery): Job["delivery"] {
  const { id, event, target, channel, acceptedAtMs, attempts } = owed;
  return {
    id,
    ...namesOf(event),
    target,
    channel,
    acceptedAtMs,
    status: "pending",
    attempts: [...attempts],
  };
}

/** Ordered delivery keeps one line for each target. */
const lineOf = ({ delivery }: Job): string => `${delivery.channel} ${delivery.target}`;

/** An event that is sent although it is invalid may lack either. */
function namesOf(event: FeishuEvent): Pick<Delivery, "eventId" | "eventType"> {
  const header: Partial<FeishuEvent["header"]> | undefined = event.header;
  return { eventId: header?.event_id ?? "", eventType: header?.event_type ?? "" };
}

/** @param event left out: one of the journal */
function closedError(event?: FeishuEvent): MocklarkError {
  const text =
    event === undefined
      ? deliveryTexts("closed-to-journal")
      : deliveryTexts("closed", { eventId: namesOf(event).eventId });
  return new MocklarkError("USAGE", text, { remedy: deliveryTexts("deliver-before-closing") });
}
