/** How far this process's time stands ahead of the machine's. It only ever grows. */
export interface TimeShift {
  /** Milliseconds, perhaps with a fraction while a move is under way. */
  readonly ms: () => number;
  /** Unix milliseconds, shifted. */
  readonly now: () => number;
  /** Shifted milliseconds since an arbitrary start, never going back: what timers are due by. */
  readonly monotonic: () => number;
  /** Never back: a smaller shift than the present one changes nothing. */
  readonly raiseTo: (ms: number) => void;
}

/** The machine's own time comes in, so that a test can bring its own. */
export function createTimeShift(machine: {
  readonly now: () => number;
  readonly monotonic: () => number;
}): TimeShift {
  let shiftMs = 0;
  return {
    ms: () => shiftMs,
    now: () => Math.floor(machine.now() + shiftMs),
    monotonic: () => machine.monotonic() + shiftMs,
    raiseTo(ms) {
      shiftMs = Math.max(shiftMs, ms);
    },
  };
}
