import type { ReserveConfigEvent } from "../event/reserve-config-event.js";
import type { TenantLevel, TenantRoom } from "./company.js";

/** An event that a change brought about, for one app. */
export interface Emission {
  readonly appId: string;
  readonly event: ReserveConfigEvent;
}

/** The names of the blocks beside the reserve limits themselves. */
export const sideBlocks = ["form", "admin", "disable_inform"] as const;

export type SideBlock = (typeof sideBlocks)[number];

/** The limits of one scope as they are kept: normalised, people by open id. */
export interface StoredLimits {
  readonly approval?: unknown;
  readonly times?: unknown;
  readonly scope?: unknown;
}

/**
 * One thing that happened in the tenant. Applying it twice is as good as once, so that a journal may be
 * replayed over a snapshot that has some of it already.
 */
export type TenantRecord =
  | {
      readonly type: "limits-changed";
      readonly scopeId: string;
      readonly limits: StoredLimits;
      /** The blocks that everything below the scope takes over. */
      readonly cascades: readonly (keyof StoredLimits)[];
      readonly emissions: readonly Emission[];
    }
  | {
      readonly type: "side-block-changed";
      readonly scopeId: string;
      readonly name: SideBlock;
      readonly block: unknown;
    }
  | { readonly type: "room-saved"; readonly room: TenantRoom }
  | { readonly type: "room-deleted"; readonly roomId: string }
  | { readonly type: "level-saved"; readonly level: TenantLevel }
  /** With every level and room below it. */
  | { readonly type: "level-deleted"; readonly levelId: string }
  /** The event reached the deliveries, which keep it from here on. */
  | { readonly type: "emitted"; readonly eventId: string; readonly appId: string };
