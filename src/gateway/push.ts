import type { Timer, WallClock } from "../base/clock.js";
import type { Outcome, Phase } from "../delivery/outcome.js";
import { type Frame } from "../wire/frame.js";
import type { Connection } from "./connection.js";

/** One attempt on its way: counts down its budget and settles exactly once. */
export interface Push {
  readonly isOver: boolean;
  /** Where the event was sent, once it is on its way. */
  sentTo(connection: Connection): void;
  /** How many messages must be acknowledged; `never` is for acknowledgements that get lost. */
  expect(acks: number | "never"): void;
  /** The first acknowledgement of each message counts. */
  acknowledge(messageId: string, frame: Frame): void;
  /** The outcome gets its `durationMs` here. */
  settle(outcome: WithoutDuration): void;
  fail(error: unknown): void;
}

type WithoutDuration = Outcome extends infer Each
  ? Each extends Outcome
    ? Omit<Each, "durationMs">
    : never
  : never;

/** Starts the budget. An abort of `signal` rejects, everything else resolves. */
export function startPush(options: {
  readonly wall: WallClock;
  readonly budgetMs: number;
  readonly ackBodyLength: number;
  readonly signal: AbortSignal | undefined;
  /** Called once, when it is over. */
  readonly ended: () => void;
}): { readonly push: Push; readonly outcome: Promise<Outcome> } {
  const { wall, budgetMs, ackBodyLength, signal } = options;
  const startedAt = wall.elapsed();
  let phase: Phase = "send";
  let connection: Connection | undefined;
  let expectedAcks = 1;
  const acknowledged = new Set<string>();
  let first: WithoutDuration | undefined;
  let isOver = false;
  let timer: Timer | undefined;
  let resolve: (outcome: Outcome) => void;
  let reject: (reason: Error) => void;
  const outcome = new Promise<Outcome>((resolveIt, rejectIt) => {
    resolve = resolveIt;
    reject = rejectIt;
  });

  function end(): boolean {
    if (isOver) return false;
    isOver = true;
    timer?.cancel();
    signal?.removeEventListener("abort", onAbort);
    options.ended();
    return true;
  }

  function settle(result: WithoutDuration): void {
    if (end()) resolve({ ...result, durationMs: wall.elapsed() - startedAt });
  }

  function fail(error: unknown): void {
    if (end()) reject(error as Error);
  }

  // A client may come back and acknowledge on its next connection, so a lost one is only told from a
  // slow one when the budget is spent.
  function runOut(): void {
    settle({ kind: connection?.state === "closed" ? "reset" : "timed-out", phase });
  }

  const onAbort = (): void => fail(signal?.reason);
  if (signal?.aborted) onAbort();
  else {
    signal?.addEventListener("abort", onAbort, { once: true });
    timer = wall.setTimer(runOut, budgetMs);
  }

  const push: Push = {
    get isOver() {
      return isOver;
    },
    sentTo(target) {
      connection = target;
      phase = "ack";
    },
    expect(acks) {
      expectedAcks = acks === "never" ? Number.POSITIVE_INFINITY : acks;
    },
    acknowledge(messageId, frame) {
      if (acknowledged.has(messageId)) return;
      acknowledged.add(messageId);
      first ??= readAck(frame, ackBodyLength);
      if (acknowledged.size >= expectedAcks) settle(first);
    },
    settle,
    fail,
  };
  return { push, outcome };
}

/**
 * Success is the number 200 in `code`; everything else about an acknowledgement differs between
 * official clients.
 */
function readAck(frame: Frame, bodyLength: number): WithoutDuration {
  const payload = Buffer.from(frame.payload ?? []).toString("utf8");
  return { kind: "acknowledged", code: codeIn(payload), body: payload.slice(0, bodyLength) };
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
