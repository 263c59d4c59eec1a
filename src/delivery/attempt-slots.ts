/** Bounds how many attempts are on the wire at once; who has to wait is served in order. */
export interface AttemptSlots {
  /** Resolves when the caller may go; each acquire needs one release. */
  acquire(): Promise<void>;
  release(): void;
  /** Resolves when an acquire would not have to wait. */
  room(): Promise<void>;
  readonly inUse: number;
}

export function createAttemptSlots(limit: number): AttemptSlots {
  const waiting = createFifo<() => void>();
  let lookingForRoom: (() => void)[] = [];
  let inUse = 0;

  function release(): void {
    const next = waiting.take();
    if (next) {
      next();
      return;
    }
    inUse--;
    if (lookingForRoom.length === 0) return;
    // All of them: one that does not go after all would keep the others waiting for ever.
    const looking = lookingForRoom;
    lookingForRoom = [];
    for (const tell of looking) tell();
  }

  return {
    acquire() {
      if (inUse >= limit) return new Promise((resolve) => waiting.add(resolve));
      inUse++;
      return atOnce;
    },
    release,
    room: () => (inUse < limit ? atOnce : new Promise((resolve) => lookingForRoom.push(resolve))),
    get inUse() {
      return inUse;
    },
  };
}

const atOnce = Promise.resolve();

interface Fifo<T> {
  add(item: T): void;
  take(): T | undefined;
}

/** Array.shift moves every item of a long array; this walks a head index and drops the past in chunks. */
function createFifo<T>(): Fifo<T> {
  let items: T[] = [];
  let head = 0;
  return {
    add: (item) => {
      items.push(item);
    },
    take() {
      if (head === items.length) return undefined;
      const item = items[head++];
      if (head === items.length) {
        items = [];
        head = 0;
      } else if (head >= 1024 && head * 2 >= items.length) {
        items = items.slice(head);
        head = 0;
      }
      return item;
    },
  };
}
