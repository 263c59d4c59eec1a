import { MocklarkError } from "../base/errors.js";
import { createSecretMask } from "../event/secret-mask.js";
import { describeExit, type ManagedReceiver } from "../receiver/managed-receiver.js";
import type { ExitInfo } from "../receiver/running-process.js";
import type { Simulator } from "../simulator/simulator.js";

/** The process that --exec started, which somebody else's copy may take the place of for a while. */
export interface ServeProcess {
  /** Rejects when it ends by itself, or does not come back; never resolves. */
  readonly lost: Promise<never>;
  /** Stops it, does the work, and starts it again with the keys the app has by then. */
  whileStopped<T>(work: () => Promise<T>): Promise<T>;
  /** Ends it for good, once what is done while it is stopped has ended. */
  stop(): Promise<void>;
}

export function createServeProcess(managed: ManagedReceiver, simulator: Simulator): ServeProcess {
  let isStopped = false;
  let isOver = false;
  let working: Promise<unknown> = Promise.resolve();
  let lose: (error: unknown) => void = () => {};
  const lost = new Promise<never>((_resolve, reject) => (lose = reject));
  // It may end while nobody waits for that yet.
  lost.catch(() => {});

  async function watch(): Promise<void> {
    const exit = await managed.ended();
    if (exit && !isStopped) lose(endedByItself(managed, exit, simulator));
  }

  async function startAgain(): Promise<void> {
    if (isOver) return;
    try {
      await managed.start(simulator.app);
      isStopped = false;
      void watch();
    } catch (error) {
      if (!isOver) lose(error);
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
    lost,
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
  const printed = createSecretMask(app).foreign(managed.output.tail()).trimEnd();
  const tail = printed.split("\n").slice(-20).join("\n");
  return new MocklarkError(
    "ENVIRONMENT",
    `Failed to keep the receiver "${managed.command}" running: it ended with ${describeExit(exit)}.`,
    {
      remedy: "See why it ends, or start it by yourself and name its URL with --target.",
      frame: tail === "" ? "It printed nothing." : `Its last output:\n${tail}`,
    },
  );
}
