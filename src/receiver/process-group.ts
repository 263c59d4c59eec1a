import { spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { systemCodeOf } from "../base/errors.js";

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
  return processIds()
    .filter((pid) => isRunningIn(groupId, pid))
    .map(Number);
}

/** Whether no process of this id runs, be it ours or another's; only for Linux. */
export function hasEnded(pid: number): boolean {
  return ["Z", "X", undefined].includes(readStat(String(pid)).state);
}

/** Whether a process stands still after SIGSTOP; only for Linux. */
export function isStopped(pid: number): boolean {
  return readStat(String(pid)).state === "T";
}

function processIds(): string[] {
  return readdirSync("/proc").filter((name) => /^\d+$/.test(name));
}

function isRunningIn(groupId: number, pid: string): boolean {
  const { state, group } = readStat(pid);
  return group === groupId && state !== "Z" && state !== "X";
}

/** `/proc/<pid>/stat` is "pid (name) state ppid pgrp …", and the name may hold spaces and brackets. */
function readStat(pid: string): { state?: string | undefined; group?: number } {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "latin1");
    const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
    return { state: fields[0], group: Number(fields[2]) };
  } catch {
    return {};
  }
}

export interface Guard {
  release(): void;
}

/**
 * Sees to it that the group dies when we do, however we do. On an ordinary exit an exit handler kills it.
 * Against SIGKILL a small shell reads from a pipe only we hold open: when the pipe closes, it kills the group.
 * A process that leaves the group (setsid) is beyond reach.
 */
export function guardGroup(leaderPid: number): Guard {
  const kill = (): void => signalGroup(leaderPid, "SIGKILL");
  process.on("exit", kill);
  const watchdog = posix ? startWatchdog(leaderPid) : undefined;
  return {
    release() {
      process.off("exit", kill);
      watchdog?.kill("SIGKILL");
    },
  };
}

function startWatchdog(leaderPid: number): { kill(signal: NodeJS.Signals): boolean } {
  const script = 'read -r _; kill -TERM "-$1"; sleep 1; kill -KILL "-$1"';
  const watchdog = spawn("/bin/sh", ["-c", script, "mocklark-watchdog", String(leaderPid)], {
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
