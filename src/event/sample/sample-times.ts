import type { Leaf } from "./content-leaves.js";

const tenYearsMs = 10 * 365 * 86_400_000;

/** Unix seconds, milliseconds or microseconds. */
const unixTime = /^\d{10}(\d{3}(\d{3})?)?$/;

const timeName = /(time|timestamp|date|_at|(^|_)ts)$/;

/** A Unix time in seconds, milliseconds or microseconds as milliseconds; NaN for anything else. */
export function inMilliseconds(time: unknown): number {
  const digits = typeof time === "number" ? String(time) : time;
  if (typeof digits !== "string" || !unixTime.test(digits)) return Number.NaN;
  return (Number(digits) * 1000) / 10 ** (digits.length - 10);
}

const timeIn = ({ name, value }: Leaf): number =>
  timeName.test(name) ? inMilliseconds(value) : Number.NaN;

/** When the event was made, as its header says, or else the latest time in its content. */
export function timeOf(createTime: string, leaves: readonly Leaf[]): number {
  const said = inMilliseconds(createTime);
  if (!Number.isNaN(said)) return said;
  const times = leaves.map(timeIn).filter((time) => !Number.isNaN(time));
  return times.reduce((latest, time) => Math.max(latest, time), times[0] ?? Number.NaN);
}

/** A time that belongs to the event, and is no end of the calendar. */
export const isTimeNear = (leaf: Leaf, timeMs: number): boolean =>
  Math.abs(timeIn(leaf) - timeMs) < tenYearsMs;

/** Unix seconds, milliseconds or microseconds stay what they are, as text or number. */
export function shifted(time: unknown, shiftMs: number): unknown {
  if (Number.isNaN(shiftMs) || Number.isNaN(inMilliseconds(time))) return time;
  const unitsPerMs = 10 ** (String(time).length - 13);
  const moved = Math.round(Number(time) + shiftMs * unitsPerMs);
  return typeof time === "string" ? String(moved) : moved;
}
