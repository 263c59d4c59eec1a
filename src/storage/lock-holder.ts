import { readFile, readlink } from "node:fs/promises";
import { hostname } from "node:os";
import { systemCodeOf } from "../base/errors.js";
import { isRunning, readStat } from "../base/process-stat.js";

/** The process that holds a lock, as the lock file says it. */
export interface LockHolder {
  readonly pid: number;
  /** When the process began, in the kernel's ticks since boot; null where that cannot be read. */
  readonly since: string | null;
  /**
   * Where process numbers mean the same as here: the boot and the namespaces of a Linux kernel, elsewhere
   * the machine's name. Null when it cannot be told; absent in a lock of an older version.
   */
  readonly realm?: string | null;
  /** It took the lock from a silent holder; should it die at once, that one may still wake up. */
  readonly afterSilence?: boolean;
}

/** This process, for a lock of its own. */
export async function thisProcess(): Promise<LockHolder> {
  const { pid } = process;
  return { pid, since: readStat(pid).startedAt ?? null, realm: await realmOfThisProcess() };
}

/** Undefined for what is no holder: a released lock is empty. */
export function parseHolder(text: string): LockHolder | undefined {
  try {
    const holder = JSON.parse(text) as LockHolder;
    return Number.isSafeInteger(holder.pid) ? holder : undefined;
  } catch {
    return undefined;
  }
}

/** Whether the two see the same processes under the same numbers, so that `isAlive` can tell. */
export function isSameRealm(holder: LockHolder, own: LockHolder): boolean {
  if (holder.realm === undefined) return true;
  return holder.realm !== null && holder.realm === own.realm;
}

/** Whether the process still runs; only for one of this realm. */
export function isAlive({ pid, since }: LockHolder): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (systemCodeOf(error) === "ESRCH") return false;
  }
  const stat = readStat(pid);
  // A process that is there but may not be looked at is taken for the holder.
  if (stat.state === undefined) return true;
  // A number is given again after a restart, in containers often the same one.
  return stat.startedAt === since && isRunning(stat);
}

async function realmOfThisProcess(): Promise<string | null> {
  if (process.platform !== "linux") return hostname();
  try {
    const boot = await readFile("/proc/sys/kernel/random/boot_id", "utf8");
    // Start times are those of the time namespace; kernels before 5.6 have none.
    const time = await readlink("/proc/self/ns/time").catch(() => "");
    return [boot.trim(), await readlink("/proc/self/ns/pid"), time].join(" ");
  } catch {
    return null;
  }
}
