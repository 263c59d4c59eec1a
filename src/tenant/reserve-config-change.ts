import type { Switch } from "../event/reserve-config/reserve-config-event.js";

/** The kinds of id a caller may name people by: `user_id_type`. */
export const userIdTypes = ["open_id", "union_id", "user_id"] as const;

export type UserIdType = (typeof userIdTypes)[number];

/** People as the Open API names them: by one id, of the kind the call asked for. */
export interface UserReference {
  readonly user_id: string;
}

export interface DepartmentReference {
  /** Always an open id (`od-…`). */
  readonly department_id: string;
}

export interface ApprovalConfigChange {
  readonly approval_switch?: Switch;
  readonly approval_condition?: Switch;
  /** Hours, 0.1..99. */
  readonly meeting_duration?: number;
  readonly approvers?: readonly UserReference[];
}

export interface TimeConfigChange {
  /** For a level: whether everything below it follows. Default true. */
  readonly if_cover_child_scope?: boolean;
  readonly time_switch: Switch;
  /** Days, 1..730. */
  readonly days_in_advance?: number;
  /** Seconds since midnight as a decimal string, as the next two. */
  readonly opening_hour?: string;
  readonly start_time?: string;
  readonly end_time?: string;
  /** Hours, 1..99. */
  readonly max_duration?: number;
}

export interface ReserveScopeConfigChange {
  readonly if_cover_child_scope?: boolean;
  readonly allow_all_users?: Switch;
  readonly allow_users?: readonly UserReference[];
  readonly allow_depts?: readonly DepartmentReference[];
}

/**
 * What PATCH reserve_configs changes, in its own names; an absent block stays as it was.
 * @see https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/reserve_config/patch
 */
export interface ReserveConfigChange {
  readonly approval_config?: ApprovalConfigChange;
  readonly time_config?: TimeConfigChange;
  readonly reserve_scope_config?: ReserveScopeConfigChange;
}

/** The limits that hold for a scope, all three blocks: what GET reserve_scope answers. */
export interface ReserveConfig {
  readonly approve_config: Required<ApprovalConfigChange>;
  readonly time_config: Required<Omit<TimeConfigChange, "if_cover_child_scope">> &
    Pick<TimeConfigChange, "if_cover_child_scope">;
  readonly reserve_scope_config: Required<Omit<ReserveScopeConfigChange, "if_cover_child_scope">> &
    Pick<ReserveScopeConfigChange, "if_cover_child_scope">;
}
