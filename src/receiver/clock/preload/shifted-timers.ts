import { AsyncResource } from "node:async_hooks";
import type { TimeShift } from "./time-shift.js";
import { createTimerTable, type TableTimer } from "./timer-table.js";

export type Timeout = NodeJS.Timeout;
export type SetTimer = (
  callback: (...args: unknown[]) => void,
  delayMs?: number,
  ...args: unknown[]
) => Timeout;

/** Node's own, as they were before they were replaced. */
export interface RealTimers {
  readonly setTimeout: SetTimer;
  readonly setInterval: SetTimer;
  /** Of a timeout, an interval, or the number or text that stands for one. */
  readonly clear: (timer: unknown) => void;
  readonly refresh: (this: Timeout) => Timeout;
  readonly setImmediate: (callback: () => void) => unknown;
  /** Milliseconds, never going back. */
  readonly monotonic: () => number;
}

export interface ShiftedTimers {
  readonly setTimeout: SetTimer;
  readonly setInterval: SetTimer;
  readonly clear: (timer: unknown) => void;
  /** Its real timer was set anew, or is gone. Timers of Node's own code are none of ours. */
  refreshed(timeout: Timeout): void;
  closed(timeout: Timeout): void;
  /** From now on this text stands for it. */
  named(timeout: Timeout, text: string): void;
  /** Fires what falls due on the way, the time standing where each is due. */
  readonly moveTo: (targetMs: number) => Promise<void>;
}

interface Waiting extends TableTimer {
  readonly timeout: Timeout;
  readonly delayMs: number;
  /** The shift when its real timer was set: one set before a move would fire too late by itself. */
  shiftWhenSet: number;
  name: string | undefined;
  run(): void;
}

/** Node fires what is longer at once. */
const longestDelayMs = 0x7fff_ffff;

function delayOf(delayMs: unknown): number {
  const number = Number(delayMs);
  return number >= 1 && number <= longestDelayMs ? Math.trunc(number) : 1;
}

/**
 * Timers that are Node's own and run by themselves. Only a move fires what falls due on its way; what it
 * brought nearer is fired, in time, by one hidden timer that keeps no process alive.
 */
export function createShiftedTimers(shift: TimeShift, real: RealTimers): ShiftedTimers {
  const table = createTimerTable<Waiting>();
  const known = new WeakMap<object, Waiting>();
  const byName = new Map<string, Waiting>();
  let alarm: Timeout | undefined;
  let moves = Promise.resolve();

  function setter(set: SetTimer, isInterval: boolean): SetTimer {
    return (callback, delayMs, ...args) => {
      // Node says itself what is wrong with it.
      if (typeof callback !== "function") return set(callback, delayMs);
      const context = new AsyncResource("Timeout");
      const timeout = set(() => {
        if (!isInterval) forget(waiting);
        waiting.shiftWhenSet = shift.ms();
        table.firedByItself(waiting, shift.monotonic());
        callback.apply(timeout, args);
      }, delayMs);
      const length = delayOf(delayMs);
      const waiting: Waiting = {
        timeout,
        delayMs: length,
        periodMs: isInterval ? length : undefined,
        dueAt: 0,
        isWaiting: false,
        depth: 0,
        shiftWhenSet: 0,
        name: undefined,
        run: () => context.runInAsyncScope(callback, timeout, ...args),
      };
      known.set(timeout, waiting);
      plan(waiting);
      return timeout;
    };
  }

  /** Its real timer was set just now, for its whole delay. */
  function plan(waiting: Waiting): void {
    waiting.shiftWhenSet = shift.ms();
    table.plan(waiting, shift.monotonic() + waiting.delayMs);
  }

  function forget(waiting: Waiting): void {
    table.remove(waiting);
    if (waiting.name !== undefined) byName.delete(waiting.name);
  }

  function find(timer: unknown): Waiting | undefined {
    if (typeof timer === "object" && timer !== null) return known.get(timer);
    const isName = typeof timer === "number" || typeof timer === "string";
    return isName ? byName.get(String(timer)) : undefined;
  }

  function clear(timer: unknown): void {
    const waiting = find(timer);
    if (waiting) forget(waiting);
    real.clear(timer);
  }

  function fire(waiting: Waiting): void {
    if (waiting.periodMs !== undefined) {
      real.refresh.call(waiting.timeout);
      waiting.shiftWhenSet = shift.ms();
      waiting.run();
      return;
    }
    try {
      waiting.run();
    } finally {
      // Unless its own callback has set it anew.
      if (!waiting.isWaiting) disarm(waiting.timeout, real);
    }
  }

  /** Each in a turn of the event loop of its own, where an exception is an uncaught one as usual. */
  function fireNext(targetMs: number): Promise<boolean> {
    return new Promise((resolve) => {
      real.setImmediate(() => {
        const firing = table.next();
        resolve(firing !== undefined);
        if (!firing) return;
        shift.raiseTo(Math.min(firing.dueAt - real.monotonic(), targetMs));
        fire(firing.timer);
      });
    });
  }

  async function move(targetMs: number): Promise<void> {
    table.startMove(real.monotonic() + targetMs);
    while (await fireNext(targetMs));
    table.endMove();
    shift.raiseTo(targetMs);
    setAlarm();
  }

  /** One at a time, in the order they were asked for. */
  function moveTo(targetMs: number): Promise<void> {
    moves = moves.then(() => move(targetMs));
    return moves;
  }

  function setAlarm(): void {
    if (alarm) real.clear(alarm);
    const dueAt = table.earliestDueAt(({ shiftWhenSet }) => shiftWhenSet < shift.ms());
    if (dueAt === undefined) return;
    const waitMs = Math.min(Math.ceil(dueAt - shift.monotonic()), longestDelayMs);
    alarm = real.setTimeout(() => void moveTo(shift.ms()), Math.max(1, waitMs)).unref();
  }

  const whenKnown = (timeout: Timeout, act: (waiting: Waiting) => void): void => {
    const waiting = known.get(timeout);
    if (waiting) act(waiting);
  };
  return {
    setTimeout: setter(real.setTimeout, false),
    setInterval: setter(real.setInterval, true),
    clear,
    refreshed: (timeout) => whenKnown(timeout, plan),
    closed: (timeout) => whenKnown(timeout, forget),
    named: (timeout, text) =>
      whenKnown(timeout, (waiting) => {
        waiting.name = text;
        byName.set(text, waiting);
      }),
    moveTo,
  };
}

/**
 * Leaves a timer as Node leaves one that has fired: it holds no process, and refresh() sets it anew. Clearing
 * it takes what it would be set anew with.
 */
function disarm(timeout: Timeout, real: RealTimers): void {
  const bare = timeout as { _idleTimeout?: unknown; _onTimeout?: unknown };
  const { _idleTimeout, _onTimeout } = bare;
  real.clear(timeout);
  Object.assign(bare, { _idleTimeout, _onTimeout });
}
