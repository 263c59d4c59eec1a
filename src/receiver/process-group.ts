import { spawn } from "node:child_process";
import { systemCodeOf } from "../base/errors.js";
import { isRunning, processIds, readStat } from "../base/process-stat.js";
import type { ProcessMark, StrayProcesses } from "./stray-processes.js";

const posix = process.platform !== "win32";

/** Sends a signal to a process and everything in its group; a group that is gone is no error. */
export function signalGroup(leaderPid: number, signal: NodeJS.Signals): void {
  if (!posix) {
    spawn("taskkill", ["/pid", String(leaderPid), "/T", "/F"], { stdio: "ignore" });
    return;
  }
  try {
    process.kill(-leaderPid, signal);
  } catch (error) {
    if (systemCodeOf(error) !== "ESRCH" && systemCodeOf(error) !== "EPERM") throw error;
  }
}

/** Whether anything in the group still runs. Zombies nobody reaps, as in a container without init, do not count. */
export function isGroupAlive(leaderPid: number): boolean {
  try {
    process.kill(posix ? -leaderPid : leaderPid, 0);
  } catch (error) {
    return systemCodeOf(error) === "EPERM";
  }
  return process.platform !== "linux" || hasRunningMember(leaderPid);
}

function hasRunningMember(groupId: number): boolean {
  return processIds().some((pid) => isRunningIn(groupId, pid));
}

/** The ids of a group's processes that run; only for Linux. */
export function groupMembers(groupId: number): number[] {
  return processIds().filter((pid) => isRunningIn(groupId, pid));
}

/** Whether no process of this id runs, ours or another's; only for Linux. */
export function hasEnded(pid: number): boolean {
  return !isRunning(readStat(pid));
}

/** Whether a process is stopped by SIGSTOP; only for Linux. */
export function isStopped(pid: number): boolean {
  return readStat(pid).state === "T";
}

function isRunningIn(groupId: number, pid: number): boolean {
  const stat = readStat(pid);
  return stat.group === groupId && isRunning(stat);
}

/** What ends a group when this process ends; to be released once the group has. */
export interface Guard {
  release(): void;
}

/** What left the group, and the mark by which the watchdog finds it once we are gone. */
export interface GuardedStrays {
  readonly strays: Pick<StrayProcesses, "signal">;
  readonly mark: ProcessMark;
}

/**
 * Sees to it that the group dies when we do, however we do, and on Linux also what left it (setsid). On an
 * ordinary exit an exit handler kills them. Against SIGKILL a small shell reads from a pipe only we hold
 * open: when the pipe closes, it kills them.
 */
export function guardGroup(leaderPid: number, left?: GuardedStrays): Guard {
  const kill = (): void => {
    left?.strays.signal("SIGKILL");
    signalGroup(leaderPid, "SIGKILL");
  };
  process.on("exit", kill);
  const watchdog = posix ? startWatchdog(leaderPid, left?.mark) : undefined;
  return {
    release() {
      process.off("exit", kill);
      watchdog?.kill("SIGKILL");
    },
  };
}

/** Its own environment has no mark, and the names of /proc stay as they are where there is no /proc. */
const watchdogScript = `read -r _
kill -TERM "-$1"; sleep 1; kill -KILL "-$1"
[ -n "$2" ] || exit
for file in $(grep -als "$2" /proc/[0-9]*/environ); do
  pid=\${file#/proc/}; kill -KILL "\${pid%/environ}"
done`;

function startWatchdog(
  leaderPid: number,
  mark: ProcessMark | undefined,
): { kill(signal: NodeJS.Signals): boolean } {
  const values = ["mocklark-watchdog", String(leaderPid), mark?.name ?? ""];
  const watchdog = spawn("/bin/sh", ["-c", watchdogScript, ...values], {
    stdio: ["pipe", "ignore", "ignore"],
    detached: true,
  });
  // Without sh there is still the exit handler.
  watchdog.on("error", () => {});
  watchdog.stdin.on("error", () => {});
  watchdog.unref();
  (watchdog.stdin as unknown as { unref(): void }).unref();
  return watchdog;
}
