import type { FeishuEvent } from "../event/feishu-event.js";
import type { ReserveConfigEvent, Switch } from "../event/reserve-config/reserve-config-event.js";
import type { TenantLevel, TenantRoom } from "./company.js";

/** An event that a change brought about, for one app. */
export interface Emission<Event extends FeishuEvent = FeishuEvent> {
  readonly appId: string;
  readonly event: Event;
}

/** The names of the blocks beside the reserve limits themselves. */
export const sideBlocks = ["form", "admin", "disable_inform"] as const;

export type SideBlock = (typeof sideBlocks)[number];

/** Who approves which bookings; people by open id. */
export interface StoredApproval {
  readonly approval_condition: Switch;
  readonly approval_switch: Switch;
  readonly approvers: readonly string[];
  /** Hours. */
  readonly meeting_duration: number;
}

/** When may be booked; times of day in whole minutes, as seconds. */
export interface StoredTimes {
  readonly days_in_advance: number;
  readonly end_time: string;
  /** As it was sent, and only for a level. */
  readonly if_cover_child_scope?: boolean;
  readonly max_duration: number;
  readonly opening_hour: string;
  readonly start_time: string;
  readonly time_switch: Switch;
}

/** Who may book; people and departments by open id. */
export interface StoredReserveScope {
  readonly allow_all_users: Switch;
  readonly allow_depts: readonly string[];
  readonly allow_users: readonly string[];
  readonly if_cover_child_scope?: boolean;
}

/** The limits of one scope as they are kept: normalised, each block complete. */
export interface StoredLimits {
  readonly approval?: StoredApproval;
  readonly times?: StoredTimes;
  readonly scope?: StoredReserveScope;
}

/** Absent where no app is told of the change, as in every log from before there were such events. */
interface PlaceTold {
  readonly emissions?: readonly Emission[];
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
      readonly emissions: readonly Emission<ReserveConfigEvent>[];
    }
  | {
      readonly type: "side-block-changed";
      readonly scopeId: string;
      readonly name: SideBlock;
      readonly block: unknown;
      /** Whether everything below the scope takes it over. */
      readonly cascades: boolean;
    }
  | ({ readonly type: "room-saved"; readonly room: TenantRoom } & PlaceTold)
  | ({ readonly type: "room-deleted"; readonly roomId: string } & PlaceTold)
  | ({ readonly type: "level-saved"; readonly level: TenantLevel } & PlaceTold)
  /** With every level and room below it. */
  | ({ readonly type: "level-deleted"; readonly levelId: string } & PlaceTold)
  /** The event reached the deliveries, which keep it from here on. */
  | { readonly type: "emitted"; readonly eventId: string; readonly appId: string };
