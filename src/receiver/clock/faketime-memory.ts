import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { ManagedReceiver } from "../managed-receiver.js";
import { groupMembers, hasEnded } from "../process-group.js";

export interface SharedMemory {
  /** Takes away what the receiver's processes have left, or hold now. */
  remove(): Promise<void>;
}

const folder = "/dev/shm";

/**
 * Each process under libfaketime makes a semaphore and a piece of shared memory, and one that is killed leaves
 * them behind. Their names end in its id. A child that does not find its parent's makes its own, so none is
 * missed when it is taken away.
 */
export async function watchSharedMemory(
  managed: Pick<ManagedReceiver, "pid">,
): Promise<SharedMemory> {
  const before = new Set(await names());
  return {
    async remove() {
      const leaderPid = managed.pid();
      const members = new Set(leaderPid === undefined ? [] : groupMembers(leaderPid));
      const left = (await names()).filter((name) => {
        const pid = Number(/\d+$/.exec(name)?.[0]);
        return !before.has(name) && (members.has(pid) || hasEnded(pid));
      });
      await Promise.all(
        left.map((name) => rm(join(folder, name), { force: true }).catch(() => {})),
      );
    },
  };
}

async function names(): Promise<string[]> {
  const all = await readdir(folder).catch(() => []);
  return all.filter((name) => /^(?:sem\.faketime_sem_|faketime_shm_)\d+$/.test(name));
}
