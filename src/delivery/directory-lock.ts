import { link, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { messageOf, MocklarkError, systemCodeOf } from "../base/errors.js";

export interface DirectoryLock {
  release(): Promise<void>;
}

/**
 * Makes this process the only one that uses the directory. A lock whose process is gone is taken over,
 * so nothing needs cleaning up after a kill. Holds among the processes of one machine.
 * @throws MocklarkError FILE when another process, or another part of this one, holds it
 */
export async function lockDirectory(directory: string): Promise<DirectoryLock> {
  const path = join(directory, "lock");
  const mine = `${JSON.stringify({ pid: process.pid, since: await birthOf(process.pid) })}\n`;
  // Linking a finished file is atomic: nobody ever reads a lock that is still empty.
  const draft = join(directory, `lock.${process.pid}.${++drafts}`);
  await writeFile(draft, mine);
  try {
    while (!(await linked(draft, path))) {
      const holder = await readFile(path, "utf8").catch(() => "");
      if (await isHeld(holder)) throw heldBy(directory, holder);
      await removeStale(path, holder);
    }
  } finally {
    await rm(draft, { force: true });
  }
  return {
    release: async () => {
      if ((await readFile(path, "utf8").catch(() => "")) === mine) await rm(path, { force: true });
    },
  };
}

let drafts = 0;

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

/**
 * Moves the stale lock aside and looks at it again: two processes may have judged the same stale lock,
 * and the slower one must not take away what the faster one has put in its place.
 */
async function removeStale(path: string, holder: string): Promise<void> {
  const aside = `${path}.${process.pid}.${++drafts}.stale`;
  try {
    await rename(path, aside);
  } catch (error) {
    if (systemCodeOf(error) === "ENOENT") return;
    throw error;
  }
  if ((await readFile(aside, "utf8")) !== holder) await linked(aside, path);
  await rm(aside, { force: true });
}

async function isHeld(holder: string): Promise<boolean> {
  const { pid, since } = parseHolder(holder);
  if (pid === undefined) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (systemCodeOf(error) === "ESRCH") return false;
  }
  // A number is given again after a restart, in containers often the same one.
  return (await birthOf(pid)) === since;
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
