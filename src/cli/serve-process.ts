import { MocklarkError } from "../base/errors.js";
import { exitText } from "../receiver/exit-text.js";
import { lastPrinted } from "../receiver/last-printed.js";
import type { ManagedReceiver } from "../receiver/managed-receiver.js";
import type { ExitInfo } from "../receiver/running-process.js";
import type { Simulator } from "../simulator/simulator.js";
import { serveTexts } from "./texts/serve-texts.js";

/** The process that --exec started, which somebody else's copy may take the place of for a while. */
export interface ServeProcess {
  /** Why it does not run although nobody stopped it. */
  problem(): MocklarkError | undefined;
  /** Stops it, does the work, and starts it again with the keys the app has by then. */
  whileStopped<T>(work: () => Promise<T>): Promise<T>;
  /** Ends it for good, once what is done while it is stopped has ended. */
  stop(): Promise<void>;
}

/** @param onProblem told when it ends by itself, or does not come back */
export function createServeProcess(
  managed: ManagedReceiver,
  simulator: Simulator,
  onProblem: (problem: MocklarkError) => void,
): ServeProcess {
  let isStopped = false;
  let isOver = false;
  let working: Promise<unknown> = Promise.resolve();
  let problem: MocklarkError | undefined;

  function tell(found: MocklarkError): void {
    problem = found;
    onProblem(found);
  }

  async function watch(): Promise<void> {
    const exit = await managed.ended();
    if (exit && !isStopped) tell(endedByItself(managed, exit, simulator));
  }

  async function startAgain(): Promise<void> {
    if (isOver) return;
    try {
      await managed.start(simulator.app);
      isStopped = false;
      problem = undefined;
      void watch();
    } catch (error) {
      if (!(error instanceof MocklarkError)) throw error;
      if (!isOver) tell(error);
    }
  }

  async function doWhileStopped<T>(work: () => Promise<T>): Promise<T> {
    isStopped = true;
    await managed.stop({ keepState: true });
    try {
      return await work();
    } finally {
      await startAgain();
    }
  }

  void watch();
  return {
    problem: () => problem,
    whileStopped(work) {
      const result = working.then(() => doWhileStopped(work));
      working = result.catch(() => {});
      return result;
    },
    async stop() {
      isOver = true;
      isStopped = true;
      await working;
      await managed.stop();
    },
  };
}

function endedByItself(
  managed: ManagedReceiver,
  exit: ExitInfo,
  { app }: Simulator,
): MocklarkError {
  return new MocklarkError(
    "ENVIRONMENT",
    serveTexts("not-running", { command: managed.command, exit: exitText(exit) }),
    {
      remedy: serveTexts("not-running-remedy"),
      frame: lastPrinted(managed.output, app),
    },
  );
}
