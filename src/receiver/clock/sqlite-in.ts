import { closeSync, openSync, readFileSync, readSync } from "node:fs";
import { basename } from "node:path";
import type { ManagedReceiver } from "../managed-receiver.js";
import { openDescriptorsOf } from "../open-descriptors.js";
import { groupMembers } from "../process-group.js";
import { programFilesOf } from "./faketime-waits.js";
import { isFile } from "./is-file.js";

/** Every database file begins with it, so whatever writes one holds it. */
const magic = "SQLite format 3\0";

/**
 * Where a receiver's Node processes have SQLite: an addon such as "better_sqlite3.node", or a database file they
 * hold open. Its datetime('now') asks the system for the time, which a preload in JavaScript does not move.
 * Undefined where there is none, or where the system does not tell (only Linux does). A database that node:sqlite
 * keeps in memory is not found.
 */
export function sqliteIn(managed: Pick<ManagedReceiver, "pid">): string | undefined {
  const leaderPid = managed.pid();
  if (process.platform !== "linux" || leaderPid === undefined) return undefined;
  const pids = groupMembers(leaderPid);
  const found =
    pids.flatMap(programFilesOf).find((file) => file.endsWith(".node") && holdsSqlite(file)) ??
    pids.flatMap(openFilesOf).find(isDatabase);
  return found === undefined ? undefined : basename(found);
}

function holdsSqlite(file: string): boolean {
  try {
    return readFileSync(file).includes(magic);
  } catch {
    return false;
  }
}

/** Regular files only: a pipe would keep who opens it waiting. */
const openFilesOf = (pid: number): string[] =>
  openDescriptorsOf(pid).filter((target) => target.startsWith("/") && isFile(target));

function isDatabase(file: string): boolean {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(file, "r");
    const start = Buffer.alloc(magic.length);
    readSync(descriptor, start, 0, start.length, 0);
    return start.toString("latin1") === magic;
  } catch {
    return false;
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}
