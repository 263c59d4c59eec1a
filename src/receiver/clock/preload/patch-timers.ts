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
  const { prototype, methods } = timeoutClass();
  const shifted = createShiftedTimers(shift, {
    setTimeout: timers.setTimeout,
    setInterval: timers.setInterval,
    clear: timers.clearTimeout as (timer: unknown) => void,
    refresh: methods.refresh,
    setImmediate: timers.setImmediate,
    monotonic,
  });
  patchMethods(prototype, methods, shifted);
  const promised = createPromisedTimers(shifted, { ...timersPromises });
  patchModules(shifted, promised);
  return shifted;
}

interface TimeoutMethods {
  readonly refresh: (this: Timeout) => Timeout;
  readonly close: (this: Timeout) => Timeout;
  readonly toPrimitive: (this: Timeout) => number;
}

function timeoutClass(): { readonly prototype: object; readonly methods: TimeoutMethods } {
  const timeout = timers.setTimeout(() => {}, 1);
  timers.clearTimeout(timeout);
  const prototype = Object.getPrototypeOf(timeout) as Omit<TimeoutMethods, "toPrimitive"> & {
    readonly [Symbol.toPrimitive]: TimeoutMethods["toPrimitive"];
  };
  const { refresh, close, [Symbol.toPrimitive]: toPrimitive } = prototype;
  return { prototype, methods: { refresh, close, toPrimitive } };
}

function patchMethods(
  prototype: object,
  { refresh, close, toPrimitive }: TimeoutMethods,
  shifted: ShiftedTimers,
): void {
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
  const { dispose } = Symbol as { readonly dispose?: symbol };
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
