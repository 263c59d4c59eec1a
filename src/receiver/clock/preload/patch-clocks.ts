import { replace } from "./replace.js";
import { shiftDate } from "./shifted-date.js";
import type { TimeShift } from "./time-shift.js";

const realNanoseconds = process.hrtime.bigint.bind(process.hrtime);
const startedNs = realNanoseconds();

/** The real clocks, taken before anybody moves them. In Node 18 performance.now() asks process.hrtime(). */
export const machineTime = {
  now: Date.now,
  monotonic: (): number => Number(realNanoseconds() - startedNs) / 1e6,
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
  const before = performance.now() - machineTime.monotonic();
  replace(owner, "now", { now: () => before + shift.monotonic() }.now);
}

function patchHrtime(shift: TimeShift): void {
  const real = process.hrtime;
  const nanoseconds = (): bigint => BigInt(Math.round(shift.ms() * 1_000_000));
  const hrtime = (earlier?: [number, number]): [number, number] => {
    const [seconds, rest] = real(earlier);
    const all = BigInt(seconds) * 1_000_000_000n + BigInt(rest) + nanoseconds();
    return [Number(all / 1_000_000_000n), Number(all % 1_000_000_000n)];
  };
  hrtime.bigint = () => realNanoseconds() + nanoseconds();
  replace(process, "hrtime", hrtime);
}
