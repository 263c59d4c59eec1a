import type { TenantDepartment, TenantLevel, TenantPerson, TenantRoom } from "./company.js";
import type { ReserveConfigChange } from "./reserve-config-change.js";
import type { TenantApp } from "./tenant-app.js";

/** The reserve limits of a room or level at the start; people and departments by their open ids. */
export interface DefinedLimits extends ReserveConfigChange {
  readonly scopeId: string;
}

/** A tenant at its start, every id filled in: what a tenant file says, or what a seed makes up. */
export interface TenantDefinition {
  readonly name: string;
  /** 16 lower hex digits. */
  readonly tenantKey: string;
  /** The first is the one that commands mean when they say "the app". */
  readonly apps: readonly TenantApp[];
  /** The first is the root; parents come before their children. */
  readonly levels: readonly TenantLevel[];
  readonly rooms: readonly TenantRoom[];
  readonly departments: readonly TenantDepartment[];
  readonly people: readonly TenantPerson[];
  readonly limits?: readonly DefinedLimits[];
}
