import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";

/** A process of its own, so that each side of a connection has a processor and a memory of its own. */
export interface Worker {
  /** Has the worker do one of its tasks. Rejects with the worker's error, or when it dies or takes too long. */
  call<Answer>(task: string, input?: unknown): Promise<Answer>;
  stop(): Promise<void>;
}

type Reply = { readonly answer: unknown } | { readonly error: string };

const longestTaskMs = 600_000;

/** @param file a module beside this one that calls {@link serveTasks} */
export function startWorker(file: string): Worker {
  const child = fork(fileURLToPath(new URL(file, import.meta.url)), {
    execArgv: ["--expose-gc"],
    serialization: "advanced",
  });
  return {
    call: (task, input) => ask(child, { task, input }),
    stop: () =>
      new Promise((resolve) => {
        child.once("exit", () => resolve());
        child.kill();
      }),
  };
}

function ask<Answer>(child: ChildProcess, request: { task: string; input: unknown }) {
  return new Promise<Answer>((resolve, reject) => {
    const timer = setTimeout(() => {
      settle();
      reject(new Error(`"${request.task}" took longer than ${longestTaskMs / 1000} s`));
    }, longestTaskMs);
    const onMessage = (reply: Reply): void => {
      settle();
      if ("error" in reply) reject(new Error(`"${request.task}" failed: ${reply.error}`));
      else resolve(reply.answer as Answer);
    };
    const onExit = (code: number | null): void => {
      settle();
      reject(new Error(`the process doing "${request.task}" ended with code ${code}`));
    };
    function settle(): void {
      clearTimeout(timer);
      child.off("message", onMessage);
      child.off("exit", onExit);
    }
    child.on("message", onMessage);
    child.once("exit", onExit);
    child.send(request);
  });
}

/** The worker's side: tasks by name, one at a time. */
export function serveTasks(tasks: Readonly<Record<string, (input: never) => unknown>>): void {
  process.on("message", ({ task, input }: { task: string; input: never }) => {
    void answer(tasks[task], input).then((reply) => process.send?.(reply));
  });
  process.on("disconnect", () => process.exit(0));
}

async function answer(work: ((input: never) => unknown) | undefined, input: never): Promise<Reply> {
  try {
    if (!work) throw new Error("there is no such task");
    return { answer: await work(input) };
  } catch (error) {
    return { error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}
