import { definedOnly } from "../base/defined-only.js";
import type { RoomContent } from "../event/room-events/room-event-contents.js";
import type { RoomStatus, TenantLevel, TenantPerson, TenantRoom } from "./company.js";
import type { UserIdType } from "./reserve-config-change.js";

export interface RoomWriting<Contact> {
  /** The tenant the room is in, or will be. */
  readonly tenant: {
    readonly pathTo: (levelId: string) => readonly TenantLevel[];
    readonly findPerson: (id: string, type: UserIdType) => TenantPerson | undefined;
  };
  /** How a person to ask is named. */
  readonly nameContact: (person: TenantPerson) => Contact;
}

/**
 * A room as the Open API and its events write it, keys in alphabetical order. Contacts that do not exist are
 * left out.
 * @see https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/room/get
 */
export function writeRoom<Contact>(
  room: TenantRoom,
  writing: RoomWriting<Contact>,
): RoomContent<Contact> {
  return {
    capacity: room.capacity,
    ...definedOnly({ custom_room_id: room.customId, description: room.description }),
    device: (room.devices ?? []).map((name) => ({ name })),
    display_id: room.displayId,
    name: room.name,
    path: writing.tenant.pathTo(room.levelId).map(({ levelId }) => levelId),
    room_id: room.roomId,
    room_level_id: room.levelId,
    room_status: writeStatus(room.status, writing),
  };
}

function writeStatus<Contact>(
  status: RoomStatus,
  writing: RoomWriting<Contact>,
): RoomContent<Contact>["room_status"] {
  return {
    ...definedOnly({
      contact_ids: writeContacts(status, writing),
      disable_end_time: status.disabledUntil,
      disable_notice: status.tellsWhenDisabled,
      disable_reason: status.reason,
      disable_start_time: status.disabledFrom,
      resume_notice: status.tellsWhenEnabled,
    }),
    schedule_status: willBeEnabled(status),
    status: status.enabled,
  };
}

function writeContacts<Contact>(
  { contacts }: RoomStatus,
  { tenant, nameContact }: RoomWriting<Contact>,
): Contact[] | undefined {
  return contacts?.flatMap((openId) => {
    const person = tenant.findPerson(openId, "open_id");
    return person ? [nameContact(person)] : [];
  });
}

/** `schedule_status`, "future available status of room": after a time off that has an end. */
function willBeEnabled({ enabled, disabledFrom, disabledUntil }: RoomStatus): boolean {
  if (disabledUntil !== undefined) return disabledUntil !== "0";
  return enabled && disabledFrom === undefined;
}
