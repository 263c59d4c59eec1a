import type { Timer, WallClock } from "../base/clock.js";
import type { DeliveryLimits } from "./delivery-limits.js";
import type { Phase } from "./outcome.js";

/** One attempt's stopwatch: knows the phase it is in, and ends it when a limit has passed or the caller gives up. */
export interface AttemptWatch {
  phase: Phase;
  durationMs(): number;
  /** The TCP connection stands: the connect limit no longer applies. */
  connected(): void;
  /** Ends the attempt; false when it had ended before, so that it ends only once. */
  end(): boolean;
}

/** What is ended; each is called at most once, and only one of them, after the watch itself has ended. */
export interface WatchedAttempt {
  /** A limit has passed. */
  onTimeout(): void;
  /** The signal was aborted. */
  onAbort(reason: Error): void;
}

export interface AttemptWatchOptions {
  readonly wall: WallClock;
  /** `wall.elapsed()` when the attempt began; redirects and second tries share one limit. */
  readonly startedAt: number;
  readonly limits: Pick<DeliveryLimits, "connectMs" | "totalMs">;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Limits run on real time, whatever time is simulated. Node keeps all timers of one duration in one
 * list, so a timer per attempt costs next to nothing as long as its duration is always the same.
 * @param connecting false on a connection that stands already: the attempt begins with sending
 */
export function watchAttempt(
  attempt: WatchedAttempt,
  options: AttemptWatchOptions,
  { connecting }: { readonly connecting: boolean },
): AttemptWatch {
  return new RunningWatch(attempt, options, connecting);
}

class RunningWatch implements AttemptWatch {
  phase: Phase;
  private readonly attempt: WatchedAttempt;
  private readonly wall: WallClock;
  private readonly startedAt: number;
  private readonly signal: AbortSignal | undefined;
  private readonly total: Timer;
  private readonly connect: Timer | undefined;
  private ended = false;

  constructor(
    attempt: WatchedAttempt,
    { wall, startedAt, limits, signal }: AttemptWatchOptions,
    connecting: boolean,
  ) {
    this.attempt = attempt;
    this.wall = wall;
    this.startedAt = startedAt;
    this.phase = connecting ? "connect" : "send";
    const timeOut = (): void => {
      if (this.end()) attempt.onTimeout();
    };
    const usedMs = wall.elapsed() - startedAt;
    // Under a millisecond counts as nothing: a fraction would give every attempt a timer list of its own.
    const remainingMs = usedMs < 1 ? limits.totalMs : Math.max(0, limits.totalMs - usedMs);
    this.total = wall.setTimer(timeOut, remainingMs);
    this.connect =
      connecting && limits.connectMs < remainingMs
        ? wall.setTimer(timeOut, limits.connectMs)
        : undefined;
    this.signal = signal;
    signal?.addEventListener("abort", this, { once: true });
  }

  durationMs(): number {
    return this.wall.elapsed() - this.startedAt;
  }

  connected(): void {
    this.connect?.cancel();
  }

  end(): boolean {
    if (this.ended) return false;
    this.ended = true;
    this.connect?.cancel();
    this.total.cancel();
    this.signal?.removeEventListener("abort", this);
    return true;
  }

  /** The signal calls this. */
  handleEvent(): void {
    if (this.end()) this.attempt.onAbort(this.signal?.reason as Error);
  }
}
