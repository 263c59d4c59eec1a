import { MocklarkError, textOf } from "../base/errors.js";
import type { TenantDefinition } from "./tenant-definition.js";
import type { TenantRecord } from "./tenant-record.js";
import { createTenantState, type TenantState } from "./tenant-state.js";
import type { TenantStore } from "./tenant-store.js";
import { tenantTexts } from "./tenant-texts.js";
import type { TenantSnapshot } from "./tenant.js";

/** Applies records to a tenant, each when it is kept. */
export interface ChangeKeeper {
  /** What was kept: what everybody sees. */
  readonly kept: TenantState;
  /** With the changes that are still being written: what the next one builds on. */
  readonly latest: TenantState;
  /** Resolves when the record is kept and applied. @throws MocklarkError FILE (rejects) when it cannot be */
  keep(record: TenantRecord): Promise<void>;
}

/**
 * Without a store the two states are one, and a record is kept at once. With one, a change that is not on
 * disk yet is seen by the changes after it and by nobody else, so that nothing is answered, not even to a
 * GET, that a kill could undo.
 */
export function createChangeKeeper(
  start: TenantDefinition | TenantSnapshot,
  store: TenantStore | undefined,
): ChangeKeeper {
  const kept = createTenantState(start);
  const latest = store ? createTenantState(start) : kept;
  let failure: MocklarkError | undefined;

  async function keep(record: TenantRecord): Promise<void> {
    if (!store) return kept.apply(record);
    if (failure) throw failure;
    latest.apply(record);
    try {
      await store.append(record);
    } catch (error) {
      failure ??= cannotKeep(error);
      throw failure;
    }
    kept.apply(record);
  }
  return { kept, latest, keep };
}

function cannotKeep(error: unknown): MocklarkError {
  if (error instanceof MocklarkError) return error;
  return new MocklarkError("FILE", tenantTexts("not-kept", { why: textOf(error) }), {
    remedy: tenantTexts("make-store-writable"),
    cause: error,
  });
}
