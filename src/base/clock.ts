import { createTimerQueue, type Timer } from "./timer-queue.js";

export type { Timer } from "./timer-queue.js";

/** The time real sockets and real processes live in. */
export interface WallClock {
  /** Unix milliseconds. */
  now(): number;
  /** Milliseconds since an arbitrary start, never going back; for measuring how long something took. */
  elapsed(): number;
  /** Calls back once after `delayMs`; the timer does not keep the process alive when `unref` is set. */
  setTimer(callback: () => void, delayMs: number, options?: { readonly unref?: boolean }): Timer;
}

/**
 * The simulated time deliveries live in. Waiting between retries runs on it; limits on real sockets
 * run on `wall`, because the receiver at the other end lives in real time whatever we simulate.
 */
export interface Clock {
  /** Unix milliseconds in simulated time. */
  now(): number;
  /** Calls back once `delayMs` of simulated time have passed. */
  setTimer(callback: () => void, delayMs: number): Timer;
  /** Resolves after `delayMs` of simulated time; rejects with the signal's reason when it is aborted. */
  sleep(delayMs: number, signal?: AbortSignal): Promise<void>;
  /** Real work (a request, a write) that must end before a virtual clock may jump ahead. */
  track<T>(work: Promise<T>): Promise<T>;
  readonly wall: WallClock;
}

export interface VirtualClock extends Clock {
  /** Moves simulated time forward, firing what falls due on the way, each after real work has come to rest. */
  advance(durationMs: number): Promise<void>;
  /** Stops jumping; timers that are left never fire. */
  stop(): void;
}

export const systemWallClock: WallClock = {
  now: () => Date.now(),
  elapsed: () => performance.now(),
  setTimer(callback, delayMs, { unref = false } = {}) {
    const handle = setTimeout(callback, delayMs);
    if (unref) handle.unref();
    return { cancel: () => clearTimeout(handle) };
  },
};

/** Simulated time is real time. */
export function createRealClock({ wall = systemWallClock } = {}): Clock {
  return createScaledClock({ speed: 1, wall });
}

/** Node fires a timer of more than 2^31-1 ms at once, so longer waits are walked in steps. */
const longestTimeoutMs = 0x7fff_ffff;

/** Simulated time runs `speed` times as fast as real time, from the present moment on. */
export function createScaledClock({
  speed,
  wall = systemWallClock,
}: {
  readonly speed: number;
  readonly wall?: WallClock;
}): Clock {
  const startMs = wall.now();
  const startedAt = wall.elapsed();
  const queue = createTimerQueue();
  let wake: Timer | undefined;
  let wakeAt = Number.POSITIVE_INFINITY;

  const now = (): number => startMs + (wall.elapsed() - startedAt) * speed;

  function arm(): void {
    const dueAt = queue.nextDueAt();
    if (dueAt === wakeAt) return;
    wake?.cancel();
    wakeAt = dueAt;
    if (dueAt === Number.POSITIVE_INFINITY) return;
    const waitMs = Math.max(0, Math.ceil((dueAt - now()) / speed));
    wake = wall.setTimer(fire, Math.min(waitMs, longestTimeoutMs));
  }

  function fire(): void {
    wakeAt = Number.POSITIVE_INFINITY;
    for (const callback of queue.takeDue(now())) callback();
    arm();
  }

  function setTimer(callback: () => void, delayMs: number): Timer {
    const timer = queue.add(now() + delayMs, callback);
    arm();
    return {
      cancel: () => {
        timer.cancel();
        arm();
      },
    };
  }

  return {
    now: () => Math.floor(now()),
    setTimer,
    sleep: (delayMs, signal) => sleepOn(setTimer, delayMs, signal),
    track: (work) => work,
    wall,
  };
}

/**
 * Simulated time stands still until told to move. With `autoAdvance` it jumps to the next due timer
 * whenever all tracked work has come to rest, so seven hours of retries pass in milliseconds.
 */
export function createVirtualClock({
  startMs = systemWallClock.now(),
  autoAdvance = false,
  wall = systemWallClock,
}: {
  readonly startMs?: number;
  readonly autoAdvance?: boolean;
  readonly wall?: WallClock;
} = {}): VirtualClock {
  const queue = createTimerQueue();
  let nowMs = startMs;
  let working = 0;
  let jumpPlanned = false;
  let stopped = false;

  async function rest(): Promise<void> {
    // Two turns of the event loop let promise chains behind finished work set their next timer.
    for (let quietTurns = 0; quietTurns < 2;) {
      await new Promise((resolve) => setImmediate(resolve));
      quietTurns = working === 0 ? quietTurns + 1 : 0;
      if (working > 0) await workDone();
    }
  }

  let waiting: (() => void)[] = [];
  const workDone = (): Promise<void> =>
    working === 0 ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve));

  function planJump(): void {
    if (!autoAdvance || jumpPlanned || stopped || queue.nextDueAt() === Number.POSITIVE_INFINITY)
      return;
    jumpPlanned = true;
    void rest().then(() => {
      jumpPlanned = false;
      if (stopped) return;
      fireUpTo(queue.nextDueAt());
      planJump();
    });
  }

  function fireUpTo(timeMs: number): void {
    if (timeMs === Number.POSITIVE_INFINITY) return;
    nowMs = Math.max(nowMs, timeMs);
    for (const callback of queue.takeDue(nowMs)) callback();
  }

  async function advance(durationMs: number): Promise<void> {
    const target = nowMs + durationMs;
    await rest();
    while (queue.nextDueAt() <= target) {
      fireUpTo(queue.nextDueAt());
      await rest();
    }
    nowMs = Math.max(nowMs, target);
  }

  function setTimer(callback: () => void, delayMs: number): Timer {
    const timer = queue.add(nowMs + delayMs, callback);
    planJump();
    return timer;
  }

  async function track<T>(work: Promise<T>): Promise<T> {
    working++;
    try {
      return await work;
    } finally {
      working--;
      if (working === 0) {
        const released = waiting;
        waiting = [];
        for (const release of released) release();
      }
    }
  }

  return {
    now: () => nowMs,
    setTimer,
    sleep: (delayMs, signal) => sleepOn(setTimer, delayMs, signal),
    track,
    wall,
    advance,
    stop: () => {
      stopped = true;
    },
  };
}

function sleepOn(
  setTimer: Clock["setTimer"],
  delayMs: number,
  signal: AbortSignal | undefined,
): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) {
      reject(signal.reason as Error);
      return;
    }
    const onAbort = (): void => {
      timer.cancel();
      reject(signal?.reason as Error);
    };
    const timer = setTimer(() => {
      signal?.removeEventListener("abort", onAbort);
      resolve();
    }, delayMs);
    signal?.addEventListener("abort", onAbort, { once: true });
  });
}
