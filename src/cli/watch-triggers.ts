import type { Timer, WallClock } from "../base/clock.js";

/** What a watch goes on with. */
export type Trigger =
  | { readonly kind: "changed"; readonly names: readonly string[] }
  | { readonly kind: "all" }
  | { readonly kind: "quit" };

export interface WatchTriggers {
  readonly changed: (name: string) => void;
  readonly requested: (kind: "all" | "quit") => void;
  /** The files that have changed since the last trigger. */
  readonly pending: () => readonly string[];
  /** From now on this file counts as written by the program. */
  readonly forget: (name: string) => void;
  /** The next thing that happens; changes come together, once there has been none for a moment. */
  readonly next: () => Promise<Trigger>;
}

/** @param quietMs how long nothing more must change; an editor writes one file in several steps */
export function createWatchTriggers({
  wall,
  quietMs = 200,
}: {
  readonly wall: WallClock;
  readonly quietMs?: number;
}): WatchTriggers {
  const names = new Set<string>();
  const forgotten = new Set<string>();
  let requested: "all" | "quit" | undefined;
  let waiting: ((trigger: Trigger) => void) | undefined;
  let timer: Timer | undefined;

  function hand(trigger: Trigger): void {
    timer?.cancel();
    const resolve = waiting;
    waiting = undefined;
    // What changed before is seen to by whatever runs next.
    names.clear();
    requested = undefined;
    resolve?.(trigger);
  }

  function look(): void {
    timer?.cancel();
    if (waiting === undefined) return;
    if (requested !== undefined) hand({ kind: requested });
    else if (names.size > 0) {
      timer = wall.setTimer(() => hand({ kind: "changed", names: [...names] }), quietMs);
    }
  }

  return {
    changed(name) {
      if (forgotten.has(name)) return;
      names.add(name);
      look();
    },
    requested(kind) {
      requested = kind;
      look();
    },
    pending: () => [...names],
    forget(name) {
      forgotten.add(name);
      names.delete(name);
    },
    next: () =>
      new Promise((resolve) => {
        waiting = resolve;
        look();
      }),
  };
}
