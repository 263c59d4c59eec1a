import type { StoredLimits } from "./tenant-record.js";

/** The id of the room or level that each block of limits is set up for. */
export type LimitSources = Readonly<Record<keyof StoredLimits, string | undefined>>;
