import type { WallClock } from "../base/clock.js";
import { createTenant } from "./create-tenant.js";
import { openTenantLog } from "./tenant-log.js";
import type { Tenant, TenantOptions } from "./tenant.js";

export interface OpenTenantOptions extends Omit<TenantOptions, "store"> {
  /** The data folder. Without one the tenant lives in memory alone. */
  readonly directory?: string | undefined;
  /** For the lock of the folder. */
  readonly wall: WallClock;
  /** Bytes from which the log is rewritten; default 32 MiB. */
  readonly maxBytes?: number | undefined;
  /** Called when only time can tell whether the folder's last user is gone; real milliseconds. */
  readonly onWaiting?: ((longestMs: number) => void) | undefined;
}

export interface OpenedTenant {
  readonly tenant: Tenant;
  /** Whether rooms, levels, people and limits come from the folder and not from the definition. */
  readonly isRestored: boolean;
}

/**
 * A tenant that survives its process. A folder that has one already gives everything but the apps, which
 * are always the definition's.
 * @throws MocklarkError FILE when the folder is in use, damaged or cannot be written; INVALID_DOCUMENT for
 * a definition that contradicts itself
 */
export async function openTenant(options: OpenTenantOptions): Promise<OpenedTenant> {
  const { directory, wall, maxBytes, onWaiting, ...rest } = options;
  if (directory === undefined) return { tenant: createTenant(rest), isRestored: false };
  const { definition, random } = rest;
  const begin = () => createTenant(rest).snapshot();
  const log = await openTenantLog(directory, { wall, begin, maxBytes, onWaiting });
  const { snapshot, run, isRestored, store } = log;
  try {
    const tenant = createTenant({
      ...rest,
      definition: { ...snapshot, apps: definition.apps },
      // No id of an earlier process comes again.
      random: random.fork(`run-${run}`),
      store,
    });
    return { tenant, isRestored };
  } catch (error) {
    await store.close();
    throw error;
  }
}
