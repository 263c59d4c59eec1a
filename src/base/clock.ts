import { parseDuration } from "./durations.js";
import { clockTexts } from "./clock-texts.js";
import { MocklarkError } from "./errors.js";
import { createOptionCheck, functionToCall, numberFrom, trueOrFalse } from "./option-check.js";
import { createTimerQueue, type Timer } from "./timer-queue.js";
import { systemWallClock, type WallClock } from "./wall-clock.js";

export type { Timer } from "./timer-queue.js";
export { systemWallClock, type WallClock } from "./wall-clock.js";

/**
 * The simulated time deliveries live in. Waiting between retries runs on it; limits on real sockets
 * run on `wall`, because the receiver at the other end lives in real time whatever we simulate.
 */
export interface Clock {
  /** Unix milliseconds in simulated time. */
  now(): number;
  /**
   * Calls back once `delayMs` of simulated time have passed. On a real or scaled clock a waiting timer
   * keeps the process alive, because a pending retry is work that is still owed; cancel it to let go.
   */
  setTimer(callback: () => void, delayMs: number): Timer;
  /** Resolves after `delayMs` of simulated time; rejects with the signal's reason when it is aborted. */
  sleep(delayMs: number, signal?: AbortSignal): Promise<void>;
  /**
   * Real work (a request, a write) that must end before a virtual clock may jump ahead. Work that is not
   * tracked looks like rest to it: between two timers a chain of promises may run, but no I/O.
   */
  track<T>(work: Promise<T>): Promise<T>;
  readonly wall: WallClock;
}

export interface VirtualClock extends Clock {
  /**
   * Moves simulated time forward by milliseconds or a text such as "5m", firing what falls due on the
   * way, each after real work has come to rest. Resolves when that of the last one has, too.
   */
  advance(duration: number | string): Promise<void>;
  /** No jump and no advance from now on; timers that are left never fire. */
  stop(): void;
}

export interface RealClockOptions {
  readonly wall?: WallClock;
}

const checkRealClock = createOptionCheck<RealClockOptions>(clockTexts("create-real"), {
  wall: true,
});

/** Time that passes by itself, at some speed, and can be skipped. */
export interface ScaledClock extends Clock {
  /** How many times as fast as real time. */
  readonly speed: number;
  /** Moves simulated time forward at once; what falls due on the way is called back soon after, in order. */
  skip(ms: number): void;
}

/** Whether its time passes by itself: then waits can be skipped, and otherwise they are anyway. */
export const isScaledClock = (clock: Clock): clock is ScaledClock => "skip" in clock;

/** Simulated time is real time. */
export function createRealClock(options: RealClockOptions = {}): ScaledClock {
  checkRealClock(options);
  return createScaledClock({ ...options, speed: 1 });
}

export interface ScaledClockOptions extends RealClockOptions {
  readonly speed: number;
}

const checkScaledClock = createOptionCheck<ScaledClockOptions>(clockTexts("create-scaled"), {
  // Has a message of its own.
  speed: true,
  wall: true,
});

/** Node fires a timer of more than 2^31-1 ms at once, so longer waits are walked in steps. */
const longestTimeoutMs = 0x7fff_ffff;

/** Simulated time runs `speed` times as fast as real time, from the present moment on. */
export function createScaledClock(options: ScaledClockOptions): ScaledClock {
  checkScaledClock(options);
  const { speed, wall = systemWallClock } = options;
  if (!(speed > 0 && speed < Number.POSITIVE_INFINITY)) throw notASpeed(speed);
  const startMs = wall.now();
  const startedAt = wall.elapsed();
  const queue = createTimerQueue();
  let wake: Timer | undefined;
  let wakeAt = Number.POSITIVE_INFINITY;

  let skippedMs = 0;

  const now = (): number => startMs + skippedMs + (wall.elapsed() - startedAt) * speed;

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
    queue.fireDue(now());
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
    speed,
    skip(ms) {
      skippedMs += Math.max(0, ms);
      wake?.cancel();
      wakeAt = Number.POSITIVE_INFINITY;
      arm();
    },
  };
}

export interface VirtualClockOptions {
  /** Unix milliseconds; default: now. */
  readonly startMs?: number;
  /** False: time moves by `advance` only, and what waits for it waits until then. Default true. */
  readonly autoAdvance?: boolean;
  /** Between jumps simulated time passes as real time does, so that what is printed runs forward. Default false. */
  readonly flowing?: boolean;
  readonly wall?: WallClock;
  /**
   * Awaited before simulated time skips so many milliseconds, and before anything falls due at its end: to
   * let another clock go along. Must not reject, since nobody waits for a jump that comes by itself.
   */
  readonly beforeJump?: (ms: number) => Promise<void>;
}

const checkVirtualClock = createOptionCheck<VirtualClockOptions>(clockTexts("create-virtual"), {
  startMs: numberFrom(0),
  autoAdvance: trueOrFalse,
  flowing: trueOrFalse,
  wall: true,
  beforeJump: functionToCall,
});

/**
 * Simulated time jumps to the next due timer whenever all tracked work has come to rest, so seven hours of
 * retries pass in milliseconds.
 */
export function createVirtualClock(options: VirtualClockOptions = {}): VirtualClock {
  checkVirtualClock(options);
  const { startMs = systemWallClock.now(), autoAdvance = true, flowing = false } = options;
  const { wall = systemWallClock, beforeJump } = options;
  const queue = createTimerQueue();
  const startedAt = wall.elapsed();
  let skippedMs = 0;
  let working = 0;
  let jumpPlanned = false;
  let stopped = false;

  const now = (): number =>
    startMs + skippedMs + (flowing ? Math.floor(wall.elapsed() - startedAt) : 0);

  let skipping = Promise.resolve();

  /** One at a time: two that wait for the hook at once would both skip the same stretch. */
  function skipTo(timeMs: number): Promise<void> {
    skipping = skipping.then(() => skip(timeMs));
    return skipping;
  }

  async function skip(timeMs: number): Promise<void> {
    const ms = timeMs - now();
    if (ms <= 0) return;
    await beforeJump?.(ms);
    // Not what is left by now: time that flowed while the hook ran flowed for the other clock, too.
    skippedMs += ms;
  }

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
    if (!autoAdvance || jumpPlanned || stopped) return;
    if (queue.nextDueAt() === Number.POSITIVE_INFINITY) return;
    jumpPlanned = true;
    void jump();
  }

  async function jump(): Promise<void> {
    await rest();
    const dueAt = queue.nextDueAt();
    if (!stopped && dueAt !== Number.POSITIVE_INFINITY) await skipTo(dueAt);
    jumpPlanned = false;
    if (stopped) return;
    queue.fireDue(now());
    planJump();
  }

  async function advance(duration: number | string): Promise<void> {
    const target = now() + parseDuration(duration);
    await rest();
    while (isDue(target)) {
      await skipTo(queue.nextDueAt());
      if (!stopped) queue.fireDue(now());
      await rest();
    }
    if (!stopped) await skipTo(target);
  }

  const isDue = (timeMs: number): boolean => !stopped && queue.nextDueAt() <= timeMs;

  function setTimer(callback: () => void, delayMs: number): Timer {
    const timer = queue.add(now() + delayMs, callback);
    planJump();
    return timer;
  }

  /** What falls due without a jump does not wait for rest, which never comes under steady load. */
  function fireFlowed(): void {
    if (flowing && autoAdvance && !stopped && queue.nextDueAt() <= now()) queue.fireDue(now());
  }

  /** Called back before whoever awaits the work, and without a promise of its own for them. */
  function track<T>(work: Promise<T>): Promise<T> {
    working++;
    work.then(workEnded, workEnded);
    return work;
  }

  function workEnded(): void {
    working--;
    fireFlowed();
    if (working > 0 || waiting.length === 0) return;
    const released = waiting;
    waiting = [];
    for (const release of released) release();
  }

  return {
    now,
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

/** The clock of everything that is given none: real time, with every wait for a retry skipped. */
export function createDefaultClock(): VirtualClock {
  return createVirtualClock({ flowing: true });
}

function notASpeed(speed: number | string): MocklarkError {
  return new MocklarkError("USAGE", clockTexts("not-a-speed", { speed: String(speed) }), {
    remedy: clockTexts("give-a-speed"),
  });
}

/**
 * How many times as fast as real time, from "60x", "0.5x" or "60".
 * @throws MocklarkError USAGE
 */
export function parseSpeed(text: string): number {
  const speed = Number(/^(\d+(?:\.\d+)?)\s*x?$/i.exec(text.trim())?.[1]);
  if (!(speed > 0 && speed < Number.POSITIVE_INFINITY)) throw notASpeed(`"${text}"`);
  return speed;
}

/**
 * The clock a user asked for: "real", "virtual" (jumps to whatever is due next), or a speed such as "60x".
 * @throws MocklarkError USAGE
 */
export function parseClock(text: string): Clock {
  if (text === "virtual") return createVirtualClock();
  return text === "real" ? createRealClock() : createScaledClock({ speed: parseSpeed(text) });
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
