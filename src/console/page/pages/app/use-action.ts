import { useSignal } from "@preact/signals";
import { problemOf, type SaidProblem } from "../../call.js";

/** Something the reader asked for: whether it runs, and what the server refused last time. */
export interface Action {
  readonly isRunning: boolean;
  readonly problem: SaidProblem | undefined;
  /** Runs one at a time. */
  readonly run: (work: () => Promise<unknown>) => void;
}

export function useAction(): Action {
  const isRunning = useSignal(false);
  const problem = useSignal<SaidProblem | undefined>(undefined);

  async function run(work: () => Promise<unknown>): Promise<void> {
    if (isRunning.value) return;
    isRunning.value = true;
    problem.value = undefined;
    try {
      await work();
    } catch (error) {
      problem.value = problemOf(error);
    } finally {
      isRunning.value = false;
    }
  }

  return {
    isRunning: isRunning.value,
    problem: problem.value,
    run: (work) => void run(work),
  };
}
