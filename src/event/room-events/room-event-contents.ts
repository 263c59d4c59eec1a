import type { UserId } from "../reserve-config/reserve-config-event.js";
import type { RoomEventType } from "./room-event-types.js";

/** A room as events and the Open API write it; they differ in how they name its contacts alone. */
export interface RoomContent<Contact> {
  readonly capacity: number;
  readonly custom_room_id?: string;
  readonly description?: string;
  readonly device: readonly { readonly name: string }[];
  /** `LM` and 9 digits. */
  readonly display_id: string;
  readonly name: string;
  /** Level ids, from the root to the room's own level. */
  readonly path: readonly string[];
  readonly room_id: string;
  readonly room_level_id: string;
  readonly room_status: RoomStatusContent<Contact>;
}

/** Times are Unix seconds as text, "0" for ever. */
interface RoomStatusContent<Contact> {
  readonly contact_ids?: readonly Contact[];
  readonly disable_end_time?: string;
  readonly disable_notice?: boolean;
  readonly disable_reason?: string;
  readonly disable_start_time?: string;
  readonly resume_notice?: boolean;
  /** Whether it can be booked later on. */
  readonly schedule_status: boolean;
  readonly status: boolean;
}

/** A level as events and the Open API write it. */
export interface LevelContent {
  readonly custom_group_id?: string;
  /** Whether there are levels right below it. */
  readonly has_child: boolean;
  readonly name: string;
  /** The empty string for the root. */
  readonly parent_id: string;
  /** Level ids, from the root to the level itself. */
  readonly path: readonly string[];
  readonly room_level_id: string;
}

/** A contact by all three ids; `user_id` is null for an app that may not see it, the key stays. */
export type RoomContact = Required<UserId>;

interface WholeRoom {
  readonly room: RoomContent<RoomContact>;
}

interface WholeLevel {
  readonly room_level: LevelContent;
}

/**
 * What each of the events says. That of a deleted level is flat, and lists nothing of what was below it.
 * @see https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/room_level/events/deleted
 */
export interface RoomEventContents extends Record<RoomEventType, object> {
  readonly "vc.room.created_v1": WholeRoom;
  readonly "vc.room.updated_v1": WholeRoom;
  readonly "vc.room.deleted_v1": { readonly room: { readonly room_id: string } };
  readonly "vc.room_level.created_v1": WholeLevel;
  readonly "vc.room_level.updated_v1": WholeLevel;
  readonly "vc.room_level.deleted_v1": {
    readonly delete_child: boolean;
    readonly room_level_id: string;
  };
}
