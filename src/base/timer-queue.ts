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
  /** Removes and returns what is due at `timeMs`, earliest first, equal times in the order they were added. */
  takeDue(timeMs: number): (() => void)[];
}

/** Any number of timers in one heap, so that a hundred thousand waiting retries need one real timer. */
export function createTimerQueue(): TimerQueue {
  const heap = new TinyQueue<Entry>(
    [],
    (left, right) => left.dueAt - right.dueAt || left.order - right.order,
  );
  let added = 0;

  function dropCancelled(): Entry | undefined {
    let first = heap.peek();
    while (first && first.callback === undefined) {
      heap.pop();
      first = heap.peek();
    }
    return first;
  }

  return {
    add(dueAt, callback) {
      const entry: Entry = { dueAt, order: added++, callback };
      heap.push(entry);
      return {
        cancel: () => {
          entry.callback = undefined;
        },
      };
    },
    nextDueAt: () => dropCancelled()?.dueAt ?? Number.POSITIVE_INFINITY,
    takeDue(timeMs) {
      const due: (() => void)[] = [];
      for (let first = dropCancelled(); first && first.dueAt <= timeMs; first = dropCancelled()) {
        heap.pop();
        if (first.callback) due.push(first.callback);
      }
      return due;
    },
  };
}
