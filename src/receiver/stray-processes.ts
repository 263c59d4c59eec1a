import { readFileSync } from "node:fs";
import { createRandom } from "../base/random.js";
import { isRunning, processIds, readStat, type ProcessStat } from "../base/process-stat.js";

/** A variable in the environment of a process. All that it starts inherit it, whatever their parent is later. */
export interface ProcessMark {
  readonly name: string;
}

/**
 * A mark no other process has: no two processes of a machine have the same id and the same start, and chance
 * tells containers apart. All of it is in the name, so that one run inside of another keeps both marks.
 */
export function createProcessMark(random = createRandom()): ProcessMark {
  const { startedAt = "0" } = readStat(process.pid);
  return { name: `MOCKLARK_RUN_${process.pid}_${startedAt}_${random.hex(16)}` };
}

/** Processes that a process started and that left its group: by setsid, or as daemons. */
export interface StrayProcesses {
  /** The ids of those that run now. A look goes through all processes there are. */
  find(): number[];
  /** Whether one of those found so far still runs. */
  anyRuns(): boolean;
  /** Looks for them and sends each a signal. */
  signal(signal: NodeJS.Signals): void;
}

/**
 * Finds them on Linux by their mark, and by their parents as long as these live; elsewhere it finds none.
 * To be made right after the leader was started.
 */
export function watchStrays(leaderPid: number, mark: ProcessMark): StrayProcesses {
  if (process.platform !== "linux") {
    return { find: () => [], anyRuns: () => false, signal: () => {} };
  }
  const leaderStart = readStat(leaderPid).startedAt;
  /** Whose parent has ended is known from an earlier look. */
  const known = new Map<number, string | undefined>();
  const isKnown = (pid: number, { startedAt }: ProcessStat): boolean =>
    startedAt !== undefined && known.get(pid) === startedAt;

  function find(): number[] {
    const all = new Map(processIds().map((pid) => [pid, readStat(pid)]));
    const answers = new Map<number, boolean>([[process.pid, false]]);
    const belongs = (pid: number): boolean => {
      const answered = answers.get(pid);
      if (answered !== undefined) return answered;
      // A list that changed while it was read may have a circle of parents.
      answers.set(pid, false);
      const stat = all.get(pid);
      const answer = stat !== undefined && (isOurs(pid, stat) || belongs(stat.parent ?? 0));
      answers.set(pid, answer);
      return answer;
    };
    const found = [...all].filter(
      ([pid, stat]) => isRunning(stat) && stat.group !== leaderPid && belongs(pid),
    );
    for (const [pid, { startedAt }] of found) known.set(pid, startedAt);
    return found.map(([pid]) => pid);
  }

  const isOurs = (pid: number, stat: ProcessStat): boolean =>
    pid === leaderPid ? stat.startedAt === leaderStart : isKnown(pid, stat) || hasMark(pid, mark);

  return {
    find,
    anyRuns: () =>
      [...known.keys()].some((pid) => {
        const stat = readStat(pid);
        return isRunning(stat) && isKnown(pid, stat);
      }),
    signal(signal) {
      for (const pid of find()) sendSignal(pid, signal);
    },
  };
}

/** The environment a process began with, unless it is another user's. */
function hasMark(pid: number, { name }: ProcessMark): boolean {
  try {
    return readFileSync(`/proc/${pid}/environ`, "latin1").includes(`${name}=`);
  } catch {
    return false;
  }
}

/** It may have ended, or belong to another user. */
function sendSignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // The next look shows whether it still runs.
  }
}
