import type { WallClock } from "../base/clock.js";
import type { Outcome, Phase } from "../delivery/outcome.js";
import type { AckBudget, Budgeted } from "./ack-budget.js";
import type { Connection } from "./connection.js";

/** One attempt on its way: counts down its budget and settles exactly once. */
export interface Push {
  readonly isOver: boolean;
  readonly outcome: Promise<Outcome>;
  /** An acknowledgement of this message counts for it from now on. */
  awaitAck(messageId: string): void;
  /** Where the event was sent, once it is on its way. */
  sentTo(connection: Connection): void;
  /** How many messages must be acknowledged; `never` is for acknowledgements that get lost. */
  expect(acks: number | "never"): void;
  /** The first acknowledgement of each message counts. */
  acknowledge(messageId: string, payload: Buffer | undefined): void;
  /**
   * Waits for what `start` calls back with, or for the end of the push, which withdraws the wait: pushes
   * to a client that never reads would otherwise leave one behind each.
   */
  wait<Value>(start: StartWait<Value>): Promise<Value | undefined>;
  /** The outcome gets its `durationMs` here. */
  settle(outcome: WithoutDuration): void;
  fail(error: unknown): void;
}

/** Begins to wait and says how to stop it; calling that a second time, or too late, does nothing. */
export type StartWait<Value> = (resume: (value: Value) => void) => () => void;

type WithoutDuration = Outcome extends infer Each
  ? Each extends Outcome
    ? Omit<Each, "durationMs">
    : never
  : never;

export interface PushOptions {
  readonly wall: WallClock;
  readonly budget: AckBudget;
  readonly ackBodyLength: number;
  /** Where acknowledgements find the push, by message id, for as long as it is not over. */
  readonly pushes: Map<string, Push>;
}

/** Starts the budget. An abort of `signal` rejects, everything else resolves. */
export function startPush(options: PushOptions, signal?: AbortSignal): Push {
  return new RunningPush(options, signal);
}

/**
 * A class, and one that lets go of everything when it is over: tens of thousands of these a second pass
 * through a map and a set, and what they hold the collector has to carry along.
 */
class RunningPush implements Push, Budgeted {
  readonly outcome: Promise<Outcome>;
  readonly startedAt: number;
  isOver = false;
  private readonly options: PushOptions;
  private readonly signal: AbortSignal | undefined;
  private readonly messageIds: string[] = [];
  private phase: Phase = "send";
  private connection: Connection | undefined;
  private acksLeft = 1;
  private first: WithoutDuration | undefined;
  private onAbort: (() => void) | undefined;
  private stopWaiting: (() => void) | undefined;
  private resolve: ((outcome: Outcome) => void) | undefined;
  private reject: ((reason: Error) => void) | undefined;

  constructor(options: PushOptions, signal: AbortSignal | undefined) {
    this.options = options;
    this.signal = signal;
    this.startedAt = options.wall.elapsed();
    this.outcome = new Promise<Outcome>((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
    });
    options.budget.start(this);
    if (signal?.aborted) this.fail(signal.reason);
    else if (signal) {
      this.onAbort = () => this.fail(signal.reason);
      signal.addEventListener("abort", this.onAbort, { once: true });
    }
  }

  awaitAck(messageId: string): void {
    this.messageIds.push(messageId);
    this.options.pushes.set(messageId, this);
  }

  sentTo(connection: Connection): void {
    if (this.isOver) return;
    this.connection = connection;
    this.phase = "ack";
  }

  expect(acks: number | "never"): void {
    this.acksLeft = acks === "never" ? Number.POSITIVE_INFINITY : acks;
  }

  acknowledge(messageId: string, payload: Buffer | undefined): void {
    if (!this.options.pushes.delete(messageId)) return;
    this.first ??= readAck(payload ?? noBytes, this.options.ackBodyLength);
    this.acksLeft--;
    if (this.acksLeft <= 0) this.settle(this.first);
  }

  wait<Value>(start: StartWait<Value>): Promise<Value | undefined> {
    if (this.isOver) return Promise.resolve(undefined);
    return new Promise((resolve) => {
      const stop = start(resolve);
      this.stopWaiting = () => {
        stop();
        resolve(undefined);
      };
    });
  }

  settle(result: WithoutDuration): void {
    const durationMs = this.options.wall.elapsed() - this.startedAt;
    const { resolve } = this;
    if (this.end()) resolve?.({ ...result, durationMs });
  }

  fail(error: unknown): void {
    const { reject } = this;
    if (this.end()) reject?.(error as Error);
  }

  // A client may come back and acknowledge on its next connection, so a lost one is only told from a
  // slow one when the budget is spent.
  runOut(): void {
    const kind = this.connection?.state === "closed" ? "reset" : "timed-out";
    this.settle({ kind, phase: this.phase });
  }

  private end(): boolean {
    if (this.isOver) return false;
    this.isOver = true;
    this.options.budget.end(this);
    if (this.onAbort) this.signal?.removeEventListener("abort", this.onAbort);
    for (const messageId of this.messageIds) this.options.pushes.delete(messageId);
    this.stopWaiting?.();
    this.stopWaiting = this.onAbort = this.resolve = this.reject = undefined;
    this.connection = this.first = undefined;
    return true;
  }
}

/** What most clients answer. */
const plainSuccess = '{"code":200}';
const plainSuccessBytes = Buffer.from(plainSuccess);
const noBytes = Buffer.alloc(0);

/**
 * Success is the number 200 in `code`; everything else about an acknowledgement differs between
 * official clients.
 */
function readAck(payload: Buffer, bodyLength: number): WithoutDuration {
  const isPlain = payload.equals(plainSuccessBytes);
  const text = isPlain ? plainSuccess : payload.toString("utf8");
  const code = isPlain ? 200 : codeIn(text);
  return { kind: "acknowledged", code, body: text.slice(0, bodyLength) };
}

function codeIn(payload: string): number {
  try {
    const answer: unknown = JSON.parse(payload);
    if (typeof answer !== "object" || answer === null || !("code" in answer)) return 0;
    return typeof answer.code === "number" ? answer.code : 0;
  } catch {
    return 0;
  }
}
