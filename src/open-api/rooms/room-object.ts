import { definedOnly } from "../../base/defined-only.js";
import type { RoomStatus, TenantRoom } from "../../tenant/company.js";
import { listSchema, objectSchema } from "../object-schema.js";
import type { Call, Fields, Schema } from "../operation.js";
import { personId } from "../person-id.js";

type Asker = Pick<Call, "tenant" | "userIdType">;

/**
 * A room as every call answers it.
 * @see https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/room/get
 */
export function roomObject(room: TenantRoom, asker: Asker): Fields {
  return definedOnly({
    capacity: room.capacity,
    custom_room_id: room.customId,
    description: room.description,
    device: (room.devices ?? []).map((name) => ({ name })),
    display_id: room.displayId,
    name: room.name,
    path: asker.tenant.pathTo(room.levelId).map(({ levelId }) => levelId),
    room_id: room.roomId,
    room_level_id: room.levelId,
    room_status: statusObject(room.status, asker),
  });
}

function statusObject(status: RoomStatus, asker: Asker): Fields {
  return definedOnly({
    contact_ids: contactIds(status, asker),
    disable_end_time: status.disabledUntil,
    disable_notice: status.tellsWhenDisabled,
    disable_reason: status.reason,
    disable_start_time: status.disabledFrom,
    resume_notice: status.tellsWhenEnabled,
    schedule_status: willBeEnabled(status),
    status: status.enabled,
  });
}

function contactIds({ contacts }: RoomStatus, { tenant, userIdType }: Asker) {
  return contacts?.flatMap((openId) => {
    const person = tenant.findPerson(openId, "open_id");
    return person ? [personId(person, userIdType)] : [];
  });
}

/** `schedule_status`, "future available status of room": after a time off that has an end. */
function willBeEnabled({ enabled, disabledFrom, disabledUntil }: RoomStatus): boolean {
  if (disabledUntil !== undefined) return disabledUntil !== "0";
  return enabled && disabledFrom === undefined;
}

const unixSeconds: Schema = {
  type: "string",
  pattern: "^[0-9]{1,18}$",
  description: "Unix seconds.",
};

const statusSchema = objectSchema(
  {
    contact_ids: listSchema({ type: "string" }),
    disable_end_time: { ...unixSeconds, description: 'Unix seconds; "0": for ever.' },
    disable_notice: { type: "boolean" },
    disable_reason: { type: "string" },
    disable_start_time: unixSeconds,
    resume_notice: { type: "boolean" },
    schedule_status: { type: "boolean", description: "Whether it can be booked later on." },
    status: { type: "boolean", description: "Whether it can be booked." },
  },
  {
    optional: [
      "contact_ids",
      "disable_end_time",
      "disable_notice",
      "disable_reason",
      "disable_start_time",
      "resume_notice",
    ],
  },
);

export const roomSchema: Schema = objectSchema(
  {
    capacity: { type: "integer" },
    custom_room_id: { type: "string" },
    description: { type: "string" },
    device: listSchema(objectSchema({ name: { type: "string" } })),
    display_id: { type: "string", description: "LM and 9 digits." },
    name: { type: "string" },
    path: { ...listSchema({ type: "string" }), description: "Level ids, from the root down." },
    room_id: { type: "string", pattern: "^omm_[0-9a-f]{32}$" },
    room_level_id: { type: "string", pattern: "^omb_[0-9a-f]{32}$" },
    room_status: statusSchema,
  },
  { optional: ["custom_room_id", "description"] },
);
