import type { FeishuEvent } from "../feishu-event.js";

/** The event type that is modelled to the last rule: a meeting room's or a level's booking limits changed. */
export const reserveConfigEventType = "vc.reserve_config.updated_v1";

/** `scope_type` on the event: an integer here, a string in the Open API. */
export const scopeTypes = { level: 1, room: 2 } as const;

/** 0 off, 1 on: how the platform writes booleans in this event. */
export type Switch = 0 | 1;

/**
 * A person as the event names one. `user_id` is null when the app lacks
 * `contact:user.employee_id:readonly`; the key stays.
 */
export interface UserId {
  open_id?: string;
  union_id?: string;
  user_id?: string | null;
}

export interface Subscriber {
  user_id?: UserId;
}

export interface Department {
  department_id?: string;
  /** Only in SDK types, never seen on the wire; off unless asked for. */
  department_name?: string;
}

export interface ApproveConfig {
  /** 0 every booking needs approval, 1 only meetings longer than `meeting_duration` hours. */
  approval_condition?: Switch;
  approval_switch?: Switch;
  approvers?: Subscriber[];
  /** Hours, may be fractional, 0.1..99. */
  meeting_duration?: number;
}

export interface ReserveScopeConfig {
  allow_all_users?: Switch;
  allow_depts?: Department[];
  allow_users?: Subscriber[];
}

export interface TimeConfig {
  /** Days, 1..730. */
  days_in_advance?: number;
  /** Seconds since midnight as a decimal string, "0".."86400". */
  end_time?: string;
  /** Only in SDK types, never seen on the wire; off unless asked for. */
  if_cover_child_scope?: boolean;
  /** Hours, 1..99. */
  max_duration?: number;
  /** Seconds since midnight as a decimal string, "0".."86400". */
  opening_hour?: string;
  /** Seconds since midnight as a decimal string, "0".."86400". */
  start_time?: string;
  time_switch?: Switch;
}

/**
 * What the event says. Everything but the scope is optional.
 * @see https://open.feishu.cn/document/server-docs/vc-v1/reserve_config/events/updated
 */
export interface ReserveConfigUpdated {
  approve_config?: ApproveConfig;
  reserve_scope_config?: ReserveScopeConfig;
  /** A room (`omm_…`) or level (`omb_…`) id. */
  scope_id: string;
  /** 1 level, 2 room. */
  scope_type: 1 | 2;
  time_config?: TimeConfig;
}

/** The event as it stands in the request's body before encryption. */
export interface ReserveConfigEvent extends FeishuEvent<ReserveConfigUpdated> {
  schema: "2.0";
}
