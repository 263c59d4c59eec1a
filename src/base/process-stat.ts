import { readdirSync, readFileSync } from "node:fs";

/** What Linux says of a process; without members where there is no such process, or no /proc. */
export interface ProcessStat {
  /** "R", "S", "T"; "Z" and "X" of one that has ended. */
  readonly state?: string | undefined;
  readonly parent?: number;
  readonly group?: number;
  /** Ticks from the machine's start to its own: it tells a process from a later one of the same id. */
  readonly startedAt?: string | undefined;
}

/** The ids of all processes; only for Linux. */
export function processIds(): number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
}

/**
 * `/proc/<pid>/stat` is "pid (name) state ppid pgrp …", and the name may hold spaces and brackets.
 * @see https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html
 */
export function readStat(pid: number): ProcessStat {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "latin1");
    const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
    const [state, parent, group] = fields;
    return { state, parent: Number(parent), group: Number(group), startedAt: fields[19] };
  } catch {
    return {};
  }
}

/** Whether it runs: not when its parent only has to ask for its exit code, nor when it is not there. */
export const isRunning = ({ state }: ProcessStat): boolean =>
  state !== undefined && state !== "Z" && state !== "X";
