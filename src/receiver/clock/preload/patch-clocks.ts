import { replace } from "./replace.js";
import { shiftDate } from "./shifted-date.js";
import type { TimeShift } from "./time-shift.js";

/** The real clocks, taken before anybody moves them. */
export const machineTime = {
  now: Date.now,
  monotonic: performance.now.bind(performance),
};

/**
 * Moves Date, performance.now(), process.hrtime() and process.uptime(). What reads the time below JavaScript
 * stays: file times, Intl.DateTimeFormat without a date, performance.mark(), other contexts of node:vm.
 */
export function patchClocks(shift: TimeShift): void {
  replace(globalThis, "Date", shiftDate(Date, shift.now));
  patchPerformance(shift);
  patchHrtime(shift);
  const realUptime = process.uptime.bind(process);
  replace(process, "uptime", () => realUptime() + shift.ms() / 1_000);
}

function patchPerformance(shift: TimeShift): void {
  let owner = performance as object;
  while (!Object.hasOwn(owner, "now")) owner = Object.getPrototypeOf(owner) as object;
  const { now: real } = performance as unknown as { now: (this: typeof performance) => number };
  replace(owner, "now", function now(this: typeof performance) {
    return real.call(this) + shift.ms();
  });
}

function patchHrtime(shift: TimeShift): void {
  const real = process.hrtime;
  const nanoseconds = (): bigint => BigInt(Math.round(shift.ms() * 1_000_000));
  const hrtime = (earlier?: [number, number]): [number, number] => {
    const [seconds, rest] = real(earlier);
    const all = BigInt(seconds) * 1_000_000_000n + BigInt(rest) + nanoseconds();
    return [Number(all / 1_000_000_000n), Number(all % 1_000_000_000n)];
  };
  hrtime.bigint = () => real.bigint() + nanoseconds();
  replace(process, "hrtime", hrtime);
}
