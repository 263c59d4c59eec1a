import type { RoomContent } from "../../event/room-events/room-event-contents.js";
import type { TenantRoom } from "../../tenant/company.js";
import { writeRoom } from "../../tenant/write-room.js";
import { listSchema, objectSchema } from "../object-schema.js";
import type { Call, Schema } from "../operation.js";
import { personId } from "../person-id.js";

/** A room as every call answers it, its contacts by the kind of id asked for. */
export function roomObject(
  room: TenantRoom,
  { tenant, userIdType }: Pick<Call, "tenant" | "userIdType">,
): RoomContent<string> {
  return writeRoom(room, { tenant, nameContact: (person) => personId(person, userIdType) });
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
