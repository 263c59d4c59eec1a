import { readdirSync, readlinkSync } from "node:fs";

/**
 * What a process has open, on Linux: "/var/lib/app.db", "socket:[40123]", "pipe:[7]". Nothing of one that has
 * ended, or is not ours to look into.
 * @see https://man7.org/linux/man-pages/man5/proc_pid_fd.5.html
 */
export function openDescriptorsOf(pid: number): string[] {
  const folder = `/proc/${pid}/fd`;
  try {
    return readdirSync(folder).flatMap((name) => targetOf(`${folder}/${name}`));
  } catch {
    return [];
  }
}

/** The same of its standard output and standard error only. */
export const openOutputsOf = (pid: number): string[] =>
  [1, 2].flatMap((number) => targetOf(`/proc/${pid}/fd/${number}`));

/** It may have been closed since it was listed. */
function targetOf(link: string): string[] {
  try {
    return [readlinkSync(link)];
  } catch {
    return [];
  }
}
