import { definedOnly } from "../../base/defined-only.js";
import type { RoomStatus, TenantRoom } from "../../tenant/company.js";
import type { ApiError } from "../api-error.js";
import type { Call, Fields, Schema } from "../operation.js";
import { levelErrors, roomErrors } from "./room-errors.js";

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

/** Reads what a body sets of a room, or says what is wrong with it. An explicit null is as good as absent. */
export function readRoomChange(call: Call): RoomChange | ApiError {
  const { tenant, body } = call;
  const change = namesAndNumbers(body);
  if (change.name === "" || (change.capacity ?? 0) < 0) return roomErrors.paramError;
  if (change.levelId !== undefined && !tenant.findLevel(change.levelId)) {
    return levelErrors.cannotPut;
  }
  const given = body["room_status"] as Fields | null | undefined;
  if (!given) return change;
  const status = readStatus(given, call);
  return status ? { ...change, status } : roomErrors.paramError;
}

export const isApiError = (result: RoomChange | ApiError): result is ApiError =>
  "httpStatus" in result;

function namesAndNumbers(body: Fields): RoomChange {
  const devices = body["device"] as readonly { readonly name: string }[] | null | undefined;
  return definedOnly({
    name: text(body["name"]),
    capacity: body["capacity"] === null ? undefined : (body["capacity"] as number | undefined),
    description: text(body["description"]),
    customId: text(body["custom_room_id"]),
    levelId: text(body["room_level_id"]),
    devices: devices?.map(({ name }) => name),
  });
}

/** Undefined when it names people who do not exist, or a time off that ends before it begins. */
function readStatus(given: Fields, { tenant, userIdType }: Call): Partial<RoomStatus> | undefined {
  const ids = given["contact_ids"] as readonly string[] | null | undefined;
  const contacts = ids?.map((id) => tenant.findPerson(id, userIdType)?.openId);
  if (contacts?.includes(undefined)) return undefined;
  const from = text(given["disable_start_time"]);
  const until = text(given["disable_end_time"]);
  if (!isUnixSeconds(from) || !isUnixSeconds(until)) return undefined;
  if (from !== undefined && until !== undefined && endsTooEarly(from, until)) return undefined;
  return definedOnly({
    enabled: flag(given["status"]),
    disabledFrom: from,
    disabledUntil: until,
    reason: text(given["disable_reason"]),
    contacts: contacts as readonly string[] | undefined,
    tellsWhenDisabled: flag(given["disable_notice"]),
    tellsWhenEnabled: flag(given["resume_notice"]),
  });
}

/** A number is taken for the text it should have been. */
function text(value: unknown): string | undefined {
  return typeof value === "string" || typeof value === "number" ? String(value) : undefined;
}

const flag = (value: unknown): boolean | undefined =>
  typeof value === "boolean" ? value : undefined;

const isUnixSeconds = (given: string | undefined): boolean =>
  given === undefined || /^\d{1,18}$/.test(given);

const endsTooEarly = (from: string, until: string): boolean =>
  until !== "0" && BigInt(until) <= BigInt(from);
