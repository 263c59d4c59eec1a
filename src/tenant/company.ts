import type { DirectoryDepartment, Level, Person, Room } from "../event/directory.js";

/** A level of the tree that rooms hang on; the one without a parent is the tenant's root. */
export interface TenantLevel extends Level {
  /** Absent for the root alone. */
  readonly parentId?: string;
  /** The tenant's own id for it, `custom_group_id`. */
  readonly customId?: string;
}

/** Whether a room can be booked at all, and until when it cannot. Times are Unix seconds, "0" for ever. */
export interface RoomStatus {
  readonly enabled: boolean;
  readonly disabledFrom?: string;
  readonly disabledUntil?: string;
  readonly reason?: string;
  /** Whom to ask: open ids. */
  readonly contacts?: readonly string[];
  readonly tellsWhenDisabled?: boolean;
  readonly tellsWhenEnabled?: boolean;
}

export interface TenantRoom extends Room {
  /** `LM` and 9 digits. */
  readonly displayId: string;
  readonly description?: string;
  /** The tenant's own id for it, `custom_room_id`. */
  readonly customId?: string;
  readonly status: RoomStatus;
  /** Names of what stands in the room. */
  readonly devices?: readonly string[];
}

export interface TenantDepartment extends DirectoryDepartment {
  /** The tenant's own id for it, `department_id`; {@link DirectoryDepartment.departmentId} is the open one. */
  readonly customId: string;
  /** The open id of the department above; absent right below the root, whose id is "0". */
  readonly parentId?: string;
}

export interface TenantPerson extends Person {
  readonly email?: string;
  readonly mobile?: string;
  readonly jobTitle?: string;
}
