import type { TenantRecord } from "./tenant-record.js";

/** Keeps what happens in a tenant; without one it lives in memory alone. */
export interface TenantStore {
  /**
   * Resolves, in the order of the calls, when the record is on disk: only then is a change answered. Once one
   * was rejected every later one is.
   */
  append(record: TenantRecord): Promise<void>;
  close(): Promise<void>;
}
