import { spawn, type ChildProcess } from "node:child_process";
import type { WallClock } from "../base/clock.js";
import { sleep } from "../base/sleep.js";
import type { Text } from "../base/text.js";
import { within } from "../base/within.js";
import { describeLeftRunning, outputSocketsOf } from "./left-running.js";
import type { OutputCapture } from "./output-capture.js";
import {
  groupMembers,
  guardGroup,
  isGroupAlive,
  signalGroup,
  type Guard,
} from "./process-group.js";
import { readStat } from "../base/process-stat.js";
import { releaseChild } from "./release-child.js";
import { createProcessMark, watchStrays, type StrayProcesses } from "./stray-processes.js";

/** How a process ended; neither is known of one that could not be started. */
export interface ExitInfo {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** A shell command and all that it has started. */
export interface RunningProcess {
  readonly pid: number | undefined;
  exit(): ExitInfo | undefined;
  /** Resolves when the process itself has ended. */
  readonly ended: Promise<ExitInfo>;
  /**
   * SIGTERM to all it has started, SIGKILL after the grace. Resolves to a sentence for each process that still
   * runs after that; none keeps this process from ending.
   */
  end(how: { readonly graceMs: number; readonly wall: WallClock }): Promise<readonly Text[]>;
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
  const group = groupOf(pid, followed.exit);
  let nothingRuns = false;
  const look = (): void => {
    nothingRuns = !group.isAlive() && strays.find().length === 0;
    // Another process may get its number now, and must not be ended when we are.
    if (nothingRuns) guard.release();
  };
  // Where there is no /proc to look at, all of it is taken to run.
  followed.ended.then(look).catch(() => {});
  return {
    ...followed,
    pid,
    async end({ graceMs, wall }) {
      if (!nothingRuns) await endAll({ group, strays, guard, graceMs, wall });
      const isClosed = (await within(closed, closeWithinMs, wall)) === "closed";
      if (!isClosed) releaseChild(child);
      const left = process.platform === "linux" ? [...group.members(), ...strays.find()] : [];
      return describeLeftRunning({ left, outputSockets, isClosed });
    },
  };
}

interface ProcessGroup {
  isAlive(): boolean;
  /** Only for Linux. */
  members(): number[];
  signal(name: NodeJS.Signals): void;
}

/**
 * The group of a process we have started. No process gets the group's number as long as the group has members:
 * one that has it after the leader's end means that the group is gone, and is not ours.
 */
function groupOf(pid: number, exit: () => ExitInfo | undefined): ProcessGroup {
  const isOurs = (): boolean => exit() === undefined || readStat(pid).state === undefined;
  return {
    isAlive: () => isOurs() && isGroupAlive(pid),
    members: () => (isOurs() ? groupMembers(pid) : []),
    signal: (name) => {
      if (isOurs()) signalGroup(pid, name);
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

interface Ending {
  readonly group: ProcessGroup;
  readonly strays: StrayProcesses;
  readonly guard: Guard;
  readonly graceMs: number;
  readonly wall: WallClock;
}

async function endAll({ group, strays, guard, graceMs, wall }: Ending): Promise<void> {
  const signal = (name: NodeJS.Signals): void => {
    // First what is known by its parents, as long as these live.
    strays.signal(name);
    group.signal(name);
  };
  const allEnd = async (withinMs: number): Promise<boolean> => {
    const deadline = wall.elapsed() + withinMs;
    while (group.isAlive() || strays.anyRuns()) {
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
