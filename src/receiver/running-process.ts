import { spawn, type ChildProcess } from "node:child_process";
import type { WallClock } from "../base/clock.js";
import { sleep } from "../base/sleep.js";
import { describeLeftRunning, outputSocketsOf } from "./left-running.js";
import type { OutputCapture } from "./output-capture.js";
import {
  groupMembers,
  guardGroup,
  isGroupAlive,
  signalGroup,
  type Guard,
} from "./process-group.js";
import { createProcessMark, watchStrays, type StrayProcesses } from "./stray-processes.js";

export interface ExitInfo {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export interface RunningProcess {
  readonly pid: number | undefined;
  exit(): ExitInfo | undefined;
  /** Resolves when the process itself has ended. */
  readonly ended: Promise<ExitInfo>;
  /**
   * SIGTERM to all it has started, SIGKILL after the grace; none keeps us from ending after that. Resolves to
   * a sentence for each process that runs all the same.
   */
  end(how: { readonly graceMs: number; readonly wall: WallClock }): Promise<readonly string[]>;
}

/** Runs a shell command in a process group of its own. */
export function launch(
  { command, cwd }: { readonly command: string; readonly cwd?: string },
  env: NodeJS.ProcessEnv,
  output: OutputCapture,
): RunningProcess {
  const mark = createProcessMark();
  const child = spawn(command, {
    shell: true,
    // Its own group, so that what it starts can be stopped with it.
    detached: process.platform !== "win32",
    stdio: ["ignore", "pipe", "pipe"],
    ...(cwd === undefined ? {} : { cwd }),
    env: { ...env, [mark.name]: "1" },
  });
  child.stdout.on("data", (chunk: Buffer) => output.write(chunk));
  child.stderr.on("data", (chunk: Buffer) => output.write(chunk, "stderr"));
  // Not at its exit, when its last words may still be in the pipe.
  const closed = new Promise<"closed">((resolve) => child.on("close", () => resolve("closed")));
  void closed.then(() => output.endLines());
  const { pid } = child;
  const followed = followExit(child, output);
  if (pid === undefined) return { ...followed, pid, end: () => Promise.resolve([]) };
  const outputSockets = outputSocketsOf(pid);
  const strays = watchStrays(pid, mark);
  const guard = guardGroup(pid, { strays, mark });
  return {
    ...followed,
    pid,
    async end({ graceMs, wall }) {
      await endAll({ pid, strays, guard, graceMs, wall });
      const isClosed = (await Promise.race([closed, sleep(wall, closeWithinMs)])) === "closed";
      if (!isClosed) letGo(child);
      const left = process.platform === "linux" ? [...groupMembers(pid), ...strays.find()] : [];
      return describeLeftRunning({ left, outputSockets, isClosed });
    },
  };
}

/** Its last words are read long before. */
const closeWithinMs = 1_000;

function followExit(
  child: ChildProcess,
  output: OutputCapture,
): Pick<RunningProcess, "ended" | "exit"> {
  let exit: ExitInfo | undefined;
  const ended = new Promise<ExitInfo>((resolve) => {
    const end = (info: ExitInfo): void => {
      exit ??= info;
      resolve(exit);
    };
    child.on("exit", (code, signal) => end({ code, signal }));
    child.on("error", (error) => {
      output.write(Buffer.from(`${error.message}\n`), "stderr");
      end({ code: null, signal: null });
    });
  });
  return { ended, exit: () => exit };
}

/** What still runs may hold the other end of its output for as long as it likes. */
function letGo(child: ChildProcess): void {
  child.stdout?.destroy();
  child.stderr?.destroy();
  child.unref();
}

interface Ending {
  readonly pid: number;
  readonly strays: StrayProcesses;
  readonly guard: Guard;
  readonly graceMs: number;
  readonly wall: WallClock;
}

async function endAll({ pid, strays, guard, graceMs, wall }: Ending): Promise<void> {
  const signal = (name: NodeJS.Signals): void => {
    // First what is known by its parents, as long as these live.
    strays.signal(name);
    signalGroup(pid, name);
  };
  const allEnd = async (withinMs: number): Promise<boolean> => {
    const deadline = wall.elapsed() + withinMs;
    while (isGroupAlive(pid) || strays.anyRuns()) {
      if (wall.elapsed() > deadline) return false;
      await sleep(wall, 10);
    }
    return strays.find().length === 0;
  };
  if (graceMs > 0) signal("SIGTERM");
  if (graceMs === 0 || !(await allEnd(graceMs))) {
    signal("SIGKILL");
    await allEnd(1_000);
  }
  guard.release();
}
