/** A timer that waits. The table writes `dueAt`, `isWaiting` and `depth`. */
export interface TableTimer {
  /** By the shifted monotonic clock, milliseconds. */
  dueAt: number;
  isWaiting: boolean;
  /** How many timers, each set by the one before, have led to this one during the present move. */
  depth: number;
  /** Of an interval, milliseconds. */
  readonly periodMs: number | undefined;
}

/**
 * In one move an interval fires about so often at most, and so does a chain of timers of which each sets the
 * next: seven hours hold 2.5 million times 10 ms. Of an interval's firings the rest is left out evenly, and the
 * last one kept, so that what it sweeps is swept at the end; the rest of a chain waits for the end of the move.
 */
export const mostFirings = 1_000;
/** Where it cannot be told which timer set which, because a request or a file came between. */
const mostBeforeNewOnesWait = 20 * mostFirings;

export interface Firing<T extends TableTimer> {
  readonly timer: T;
  readonly dueAt: number;
}

export interface TimerTable<T extends TableTimer> {
  /** It waits from now on, or anew. */
  plan(timer: T, dueAt: number): void;
  remove(timer: T): void;
  /** Its real timer has fired it, perhaps in the middle of a move. An interval waits on. */
  firedByItself(timer: T, nowMs: number): void;
  /** From now on `next` gives what is due by then. */
  startMove(untilMs: number): void;
  endMove(): void;
  /** What to fire now, in the order they fall due. An interval waits on, any other is out of the table. */
  next(): Firing<T> | undefined;
  /** The earliest of those waiting that fit, or undefined. */
  earliestDueAt(fits: (timer: T) => boolean): number | undefined;
}

interface Move<T extends TableTimer> {
  readonly untilMs: number;
  /** The latest first. One whose timer was removed since, or planned anew, no longer counts. */
  readonly firings: Firing<T>[];
  /** How many periods an interval goes at once. */
  readonly strides: Map<T, number>;
  /** Of the timer that fired last: what is set now was set by it, or after it. */
  depth: number;
  fired: number;
}

/** Which timer is due when. There is no clock and no real timer in here. */
export function createTimerTable<T extends TableTimer>(): TimerTable<T> {
  const waiting = new Set<T>();
  let move: Move<T> | undefined;

  function plan(timer: T, dueAt: number): void {
    timer.depth = move ? move.depth + 1 : 0;
    setDue(timer, move && isTooLong(timer, move) ? Math.max(dueAt, move.untilMs) : dueAt);
  }

  function setDue(timer: T, dueAt: number): void {
    timer.dueAt = dueAt;
    timer.isWaiting = true;
    waiting.add(timer);
    if (move && dueAt <= move.untilMs) insert(move.firings, { timer, dueAt });
  }

  function remove(timer: T): void {
    timer.isWaiting = false;
    waiting.delete(timer);
  }

  function next(): Firing<T> | undefined {
    const firing = move && takeValid(move.firings);
    if (!move || !firing) return undefined;
    const { timer, dueAt } = firing;
    move.depth = timer.depth;
    move.fired++;
    if (timer.periodMs === undefined) remove(timer);
    else setDue(timer, dueAt + timer.periodMs * periodsToNext(firing, timer.periodMs, move));
    return firing;
  }

  function firedByItself(timer: T, nowMs: number): void {
    if (move) move.depth = timer.depth;
    if (timer.periodMs === undefined) remove(timer);
    else setDue(timer, nowMs + timer.periodMs);
  }

  return {
    plan,
    remove,
    firedByItself,
    startMove(untilMs) {
      for (const timer of waiting) timer.depth = 0;
      const firings = [...waiting]
        .filter(({ dueAt }) => dueAt <= untilMs)
        .map((timer, order) => ({ timer, dueAt: timer.dueAt, order }))
        .sort((left, right) => right.dueAt - left.dueAt || right.order - left.order);
      move = { untilMs, firings, strides: new Map(), depth: 0, fired: 0 };
    },
    endMove() {
      move = undefined;
    },
    next,
    earliestDueAt(fits) {
      let earliest: number | undefined;
      for (const timer of waiting) {
        if (fits(timer)) earliest = Math.min(earliest ?? timer.dueAt, timer.dueAt);
      }
      return earliest;
    },
  };
}

function takeValid<T extends TableTimer>(firings: Firing<T>[]): Firing<T> | undefined {
  let firing = firings.pop();
  while (firing && !(firing.timer.isWaiting && firing.timer.dueAt === firing.dueAt)) {
    firing = firings.pop();
  }
  return firing;
}

function isTooLong<T extends TableTimer>({ depth }: T, { fired }: Move<T>): boolean {
  return depth > mostFirings || fired > mostBeforeNewOnesWait;
}

function periodsToNext<T extends TableTimer>(
  { timer, dueAt }: Firing<T>,
  periodMs: number,
  { untilMs, strides }: Move<T>,
): number {
  const left = Math.floor((untilMs - dueAt) / periodMs);
  const stride = strides.get(timer) ?? Math.max(1, Math.ceil(left / mostFirings));
  strides.set(timer, stride);
  return left <= 0 ? 1 : Math.min(stride, left);
}

/** Of two that are due at once, the one set first fires first: it stands behind, where `pop` takes from. */
function insert<T extends TableTimer>(firings: Firing<T>[], firing: Firing<T>): void {
  let low = 0;
  let high = firings.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((firings[middle]?.dueAt ?? 0) > firing.dueAt) low = middle + 1;
    else high = middle;
  }
  firings.splice(low, 0, firing);
}
