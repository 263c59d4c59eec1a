import { link, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { messageOf, MocklarkError, systemCodeOf } from "../base/errors.js";

export interface DirectoryLock {
  release(): Promise<void>;
}

/**
 * Makes this process the only one that uses the directory. A lock whose process is gone is taken over,
 * so nothing needs cleaning up after a kill. Holds among the processes of one machine.
 *
 * Locks are numbered files, and the highest counts. To take over means to create the next number, which
 * only one process can do; the file stays behind when it is released, so that a process which judged an
 * older one stale long ago still comes too late.
 * @throws MocklarkError FILE when another process, or another part of this one, holds it
 */
export async function lockDirectory(directory: string): Promise<DirectoryLock> {
  const draft = join(directory, `draft.${process.pid}.${++drafts}`);
  // Linking a finished file is atomic: nobody ever reads a lock that is half written.
  await writeFile(
    draft,
    `${JSON.stringify({ pid: process.pid, since: await birthOf(process.pid) })}\n`,
  );
  try {
    const path = await claim(directory, draft);
    await removeLeftDrafts(directory);
    return { release: () => writeFile(path, "") };
  } finally {
    await rm(draft, { force: true });
  }
}

let drafts = 0;

async function claim(directory: string, draft: string): Promise<string> {
  for (;;) {
    const latest = (await lockNumbers(directory)).at(-1) ?? 0;
    const holder = await readFile(pathOf(directory, latest), "utf8").catch(() => "");
    if (await isHeld(holder)) throw heldBy(directory, holder);
    const mine = latest + 1;
    if (!(await linked(draft, pathOf(directory, mine)))) continue;
    // A listing made while files came and went may have missed a higher one.
    const numbers = await lockNumbers(directory);
    if (numbers.at(-1) === mine) {
      for (const old of numbers.slice(0, -1)) await rm(pathOf(directory, old), { force: true });
      return pathOf(directory, mine);
    }
    await rm(pathOf(directory, mine), { force: true });
  }
}

const pathOf = (directory: string, number: number): string => join(directory, `lock.${number}`);

async function lockNumbers(directory: string): Promise<number[]> {
  const names = await readdir(directory);
  const numbers = names.flatMap((name) => /^lock\.(\d+)$/.exec(name)?.[1] ?? []).map(Number);
  return numbers.sort((left, right) => left - right);
}

async function linked(draft: string, path: string): Promise<boolean> {
  try {
    await link(draft, path);
    return true;
  } catch (error) {
    if (systemCodeOf(error) === "EEXIST") return false;
    throw new MocklarkError("FILE", `Failed to lock ${path}: ${messageOf(error)}.`, {
      cause: error,
    });
  }
}

async function isHeld(holder: string): Promise<boolean> {
  const { pid, since } = parseHolder(holder);
  if (pid === undefined || !isAlive(pid)) return false;
  // A number is given again after a restart, in containers often the same one.
  return (await birthOf(pid)) === since;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return systemCodeOf(error) !== "ESRCH";
  }
  return true;
}

/** The drafts of processes that were killed while they asked for the lock. */
async function removeLeftDrafts(directory: string): Promise<void> {
  for (const name of await readdir(directory)) {
    const pid = /^draft\.(\d+)\.\d+$/.exec(name)?.[1];
    if (pid !== undefined && !isAlive(Number(pid)))
      await rm(join(directory, name), { force: true });
  }
}

function parseHolder(holder: string): { pid?: number; since?: string | null } {
  try {
    return JSON.parse(holder) as { pid: number; since: string | null };
  } catch {
    return {};
  }
}

/** When the process began, in the kernel's ticks since boot; null where that cannot be read. */
async function birthOf(pid: number): Promise<string | null> {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, "utf8");
    // The name in parentheses may hold spaces; the start time is the 20th field after it.
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? null;
  } catch {
    return null;
  }
}

function heldBy(directory: string, holder: string): MocklarkError {
  const pid = parseHolder(holder).pid ?? 0;
  return new MocklarkError(
    "FILE",
    `Failed to open the data folder ${directory}: process ${pid} is using it.`,
    { remedy: "Stop that process, or choose another --data folder.", details: { directory, pid } },
  );
}
