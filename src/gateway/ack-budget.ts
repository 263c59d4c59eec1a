import type { Timer, WallClock } from "../base/clock.js";

/** Something that has so long to end, and no longer. */
export interface Budgeted {
  /** On the wall clock's `elapsed`. */
  readonly startedAt: number;
  /** Its time is over. */
  runOut(): void;
}

export interface AckBudget {
  /** Starts the countdown of one that starts now; it keeps the process alive until then. */
  start(push: Budgeted): void;
  end(push: Budgeted): void;
}

/** Counts down for any number at once. All have equally long, so the first to start is the first to run out. */
export function createAckBudget({
  wall,
  budgetMs,
}: {
  readonly wall: WallClock;
  readonly budgetMs: number;
}): AckBudget {
  // In the order of insertion.
  const running = new Set<Budgeted>();
  let timer: Timer | undefined;

  const dueAt = ({ startedAt }: Budgeted): number => startedAt + budgetMs;

  function arm(first: Budgeted): void {
    timer ??= wall.setTimer(expire, dueAt(first) - wall.elapsed());
  }

  function expire(): void {
    timer = undefined;
    for (const push of running) {
      if (dueAt(push) > wall.elapsed()) return arm(push);
      running.delete(push);
      push.runOut();
    }
  }

  return {
    start(push) {
      running.add(push);
      arm(push);
    },
    end(push) {
      running.delete(push);
      if (running.size > 0) return;
      timer?.cancel();
      timer = undefined;
    },
  };
}
