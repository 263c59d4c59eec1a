import { readFileSync } from "node:fs";
import { basename } from "node:path";

/** Waits until a moment of a named clock, in glibc since 2.30; without them libfaketime is older than they. */
const waits = [
  "sem_clockwait",
  "pthread_cond_clockwait",
  "pthread_mutex_clocklock",
  "pthread_rwlock_clockrdlock",
  "pthread_rwlock_clockwrlock",
];

/**
 * Whether libfaketime knows all the ways these processes may wait by a clock. One it does not know takes a
 * moment of the moved clock for one of the machine's, and lasts for hours.
 */
export function knowsWaitsOf(pids: readonly number[], library: string): boolean {
  const unknown = waits.filter((name) => !mentions(library, [name]));
  const files = new Set(pids.flatMap(programFilesOf));
  return ![...files].some((file) => mentions(file, unknown));
}

/** The C library itself has all of them. */
const cLibrary = /^(?:ld-|libc[.-]|libpthread[.-])/;

/** What of a program and its libraries is mapped as code. */
export function programFilesOf(pid: number): string[] {
  const lines = textOf(`/proc/${pid}/maps`).split("\n");
  return lines.flatMap((line) => {
    const file = /^\S+ r-xp .*?(\/.*)$/.exec(line)?.[1];
    return file === undefined || cLibrary.test(basename(file)) ? [] : file;
  });
}

/** An imported symbol stands in a file with a zero on both sides. */
function mentions(file: string, names: readonly string[]): boolean {
  const text = textOf(file);
  return names.some((name) => text.includes(`\0${name}\0`));
}

function textOf(file: string): string {
  try {
    return readFileSync(file, "latin1");
  } catch {
    return "";
  }
}
