import TinyQueue from "tinyqueue";

export interface Timer {
  cancel(): void;
}

interface Entry {
  readonly dueAt: number;
  readonly order: number;
  callback: (() => void) | undefined;
}

export interface TimerQueue {
  add(dueAt: number, callback: () => void): Timer;
  /** When the next live timer is due, or Infinity. */
  nextDueAt(): number;
  /**
   * Calls back what is due at `timeMs`, earliest first, equal times in the order they were added. What a
   * callback adds waits for the next call, so a timer that keeps renewing itself cannot hold this one up;
   * what a callback cancels is not called any more.
   */
  fireDue(timeMs: number): void;
  /** Entries held, cancelled ones that have not been swept out among them. */
  readonly size: number;
}

const byDueTime = (left: Entry, right: Entry): number =>
  left.dueAt - right.dueAt || left.order - right.order;

/**
 * Any number of timers in one heap, so that a hundred thousand waiting retries need one real timer.
 * @param onError takes what a callback throws; by default it surfaces as an uncaught exception, as it
 *   would from `setTimeout`, after the other timers have had their turn.
 */
export function createTimerQueue({
  onError = surface,
}: { readonly onError?: (error: unknown) => void } = {}): TimerQueue {
  let heap = new TinyQueue<Entry>([], byDueTime);
  let added = 0;
  let cancelled = 0;

  function firstLive(): Entry | undefined {
    let first = heap.peek();
    while (first && first.callback === undefined) {
      heap.pop();
      cancelled--;
      first = heap.peek();
    }
    return first;
  }

  function cancel(entry: Entry): void {
    if (entry.callback === undefined) return;
    entry.callback = undefined;
    cancelled++;
    // A cancelled six-hour wait would otherwise stay in the heap for six hours.
    if (cancelled < 64 || cancelled * 2 < heap.length) return;
    heap = new TinyQueue(
      heap.data.filter(({ callback }) => callback !== undefined),
      byDueTime,
    );
    cancelled = 0;
  }

  function call(entry: Entry): void {
    const { callback } = entry;
    // Cleared first, so that cancelling a timer that has fired counts for nothing.
    entry.callback = undefined;
    try {
      callback?.();
    } catch (error) {
      onError(error);
    }
  }

  return {
    add(dueAt, callback) {
      const entry: Entry = { dueAt, order: added++, callback };
      heap.push(entry);
      return { cancel: () => cancel(entry) };
    },
    nextDueAt: () => firstLive()?.dueAt ?? Number.POSITIVE_INFINITY,
    fireDue(timeMs) {
      const newcomers = added;
      const renewed: Entry[] = [];
      for (let first = firstLive(); first && first.dueAt <= timeMs; first = firstLive()) {
        heap.pop();
        if (first.order < newcomers) call(first);
        else renewed.push(first);
      }
      for (const entry of renewed) heap.push(entry);
    },
    get size() {
      return heap.length;
    },
  };
}

function surface(error: unknown): void {
  queueMicrotask(() => {
    throw error;
  });
}
