import { syncBuiltinESMExports } from "node:module";
import timers from "node:timers";
import timersPromises from "node:timers/promises";
import { promisify } from "node:util";
import { replace } from "./replace.js";
import { createPromisedTimers, type PromisedTimers } from "./promised-timers.js";
import {
  createShiftedTimers,
  type SetTimer,
  type ShiftedTimers,
  type Timeout,
} from "./shifted-timers.js";
import type { TimeShift } from "./time-shift.js";

/**
 * Puts the shifted timers in the place of Node's. Immediates, sockets, AbortSignal.timeout and the time limits
 * of node:http stay as they are: what they wait for lives in real time.
 */
export function patchTimers(shift: TimeShift, monotonic: () => number): ShiftedTimers {
  const prototype = timeoutPrototype();
  const shifted = createShiftedTimers(shift, {
    setTimeout: timers.setTimeout as unknown as SetTimer,
    setInterval: timers.setInterval as unknown as SetTimer,
    clear: timers.clearTimeout as (timer: unknown) => void,
    refresh: prototype.refresh as (this: Timeout) => Timeout,
    setImmediate: timers.setImmediate,
    monotonic,
  });
  patchPrototype(prototype, shifted);
  const promised = createPromisedTimers(shifted, {
    ...timersPromises,
  } as unknown as PromisedTimers);
  patchModules(shifted, promised);
  return shifted;
}

function timeoutPrototype(): Timeout {
  const timeout = timers.setTimeout(() => {}, 1);
  timers.clearTimeout(timeout);
  return Object.getPrototypeOf(timeout) as Timeout;
}

function patchPrototype(prototype: Timeout, shifted: ShiftedTimers): void {
  const { refresh, close } = prototype;
  const toPrimitive = prototype[Symbol.toPrimitive] as (this: Timeout) => number;
  replace(prototype, "refresh", function (this: Timeout) {
    const result = refresh.call(this);
    shifted.refreshed(this);
    return result;
  });
  replace(prototype, "close", function (this: Timeout) {
    shifted.closed(this);
    return close.call(this);
  });
  replace(prototype, Symbol.toPrimitive, function (this: Timeout) {
    const number = toPrimitive.call(this);
    shifted.named(this, String(number));
    return number;
  });
  const dispose = Object.getOwnPropertySymbols(prototype).find(
    ({ description }) => description === "Symbol.dispose",
  );
  if (dispose)
    replace(prototype, dispose, function (this: Timeout) {
      shifted.clear(this);
    });
}

function patchModules(shifted: ShiftedTimers, promised: PromisedTimers): void {
  const named: Record<string, unknown> = {
    setTimeout: function setTimeout(...given: Parameters<SetTimer>) {
      return shifted.setTimeout(...given);
    },
    setInterval: function setInterval(...given: Parameters<SetTimer>) {
      return shifted.setInterval(...given);
    },
    clearTimeout: function clearTimeout(timer: unknown) {
      shifted.clear(timer);
    },
    clearInterval: function clearInterval(timer: unknown) {
      shifted.clear(timer);
    },
  };
  Object.defineProperty(named["setTimeout"], promisify.custom, {
    enumerable: true,
    get: () => promised.setTimeout,
  });
  for (const [name, value] of Object.entries(named)) {
    replace(globalThis, name, value);
    replace(timers, name, value);
  }
  replace(timersPromises, "setTimeout", promised.setTimeout);
  replace(timersPromises, "setInterval", promised.setInterval);
  const { scheduler } = timersPromises;
  replace(
    Object.getPrototypeOf(scheduler) as object,
    "wait",
    function wait(delayMs: number, options: object) {
      return promised.setTimeout(delayMs, undefined, options);
    },
  );
  syncBuiltinESMExports();
}
