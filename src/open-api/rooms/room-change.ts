import { definedOnly } from "../../base/defined-only.js";
import type { RoomStatus, TenantPerson, TenantRoom } from "../../tenant/company.js";
import type { ApiError } from "../api-error.js";
import type { Call, Schema } from "../operation.js";
import { roomErrors } from "./room-errors.js";

/** What a body sets of a room; what it does not name is absent. */
export interface RoomChange extends Partial<Omit<TenantRoom, "roomId" | "displayId" | "status">> {
  readonly status?: Partial<RoomStatus>;
}

const unixSeconds: Schema = {
  type: "string",
  format: "int64",
  description: "Unix seconds.",
};

/** The members that POST and PATCH of rooms share. */
export const roomBody: Readonly<Record<string, Schema>> = {
  name: { type: "string" },
  capacity: { type: "integer", description: "Seats." },
  description: { type: "string" },
  custom_room_id: { type: "string" },
  room_level_id: { type: "string" },
  room_status: {
    type: "object",
    required: ["status"],
    properties: {
      status: { type: "boolean", description: "Whether it can be booked." },
      schedule_status: { type: "boolean", description: "Of answers; ignored here." },
      disable_start_time: unixSeconds,
      disable_end_time: { ...unixSeconds, description: 'Unix seconds; "0": for ever.' },
      disable_reason: { type: "string" },
      contact_ids: { type: "array", items: { type: "string" } },
      disable_notice: { type: "boolean" },
      resume_notice: { type: "boolean" },
    },
  },
  device: {
    type: "array",
    items: { type: "object", required: ["name"], properties: { name: { type: "string" } } },
  },
};

interface RoomBody {
  readonly name?: string;
  readonly capacity?: number;
  readonly description?: string;
  readonly custom_room_id?: string;
  readonly room_level_id?: string;
  readonly room_status?: RoomStatusBody;
  readonly device?: readonly { readonly name: string }[];
}

interface RoomStatusBody {
  readonly status: boolean;
  readonly disable_start_time?: string;
  readonly disable_end_time?: string;
  readonly disable_reason?: string;
  readonly contact_ids?: readonly string[];
  readonly disable_notice?: boolean;
  readonly resume_notice?: boolean;
}

/** Reads what a body sets of a room, or says what is wrong with it. */
export function readRoomChange({ tenant, body, userIdType }: Call): RoomChange | ApiError {
  const given: RoomBody = body;
  if (given.name === "" || (given.capacity ?? 0) < 0) return roomErrors.paramError;
  const contacts = given.room_status?.contact_ids?.map((id) => tenant.findPerson(id, userIdType));
  const isKnown = (person: TenantPerson | undefined) => person !== undefined;
  if (contacts && !contacts.every(isKnown)) return roomErrors.paramError;
  if (given.room_status && !hasGoodTimes(given.room_status)) return roomErrors.paramError;
  return definedOnly({
    name: given.name,
    capacity: given.capacity,
    description: given.description,
    customId: given.custom_room_id,
    levelId: given.room_level_id,
    devices: given.device?.map(({ name }) => name),
    status:
      given.room_status &&
      statusOf(
        given.room_status,
        contacts?.map(({ openId }) => openId),
      ),
  });
}

export const isApiError = (result: RoomChange | ApiError): result is ApiError =>
  "httpStatus" in result;

const statusOf = (
  given: RoomStatusBody,
  contacts: readonly string[] | undefined,
): Partial<RoomStatus> =>
  definedOnly({
    enabled: given.status,
    disabledFrom: given.disable_start_time,
    disabledUntil: given.disable_end_time,
    reason: given.disable_reason,
    contacts,
    tellsWhenDisabled: given.disable_notice,
    tellsWhenEnabled: given.resume_notice,
  });

/** Whole seconds, and an end after the start; an end of 0 is none. */
function hasGoodTimes({ disable_start_time: from, disable_end_time: until }: RoomStatusBody) {
  if (!/^\d{1,18}$/.test(from ?? "0") || !/^\d{1,18}$/.test(until ?? "0")) return false;
  if (from === undefined || until === undefined || until === "0") return true;
  return BigInt(until) > BigInt(from);
}
