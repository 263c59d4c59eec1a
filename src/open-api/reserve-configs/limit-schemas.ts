import { listSchema } from "../object-schema.js";
import type { Schema } from "../operation.js";

/** 0 or 1: what the pages print with a "validation rule", so that the gateway holds to it. */
const onOff = (description: string): Schema => ({ type: "integer", enum: [0, 1], description });

/** Ranges that the pages name in prose alone are the service's: it answers 121003. */
const prose = (type: "integer" | "number", description: string): Schema => ({ type, description });

const seconds = (description: string): Schema => ({
  type: "string",
  format: "int64",
  pattern: "^-?[0-9]+$",
  description: `Seconds, 0..86400, rounded to whole minutes. ${description}`,
});

const coverFlag: Schema = {
  type: "boolean",
  description: "Of a level: whether everything below it follows. A room ignores it.",
};

export const userReference: Schema = {
  type: "object",
  required: ["user_id"],
  properties: { user_id: { type: "string", description: "Of the kind user_id_type." } },
};

export const departmentReference: Schema = {
  type: "object",
  required: ["department_id"],
  properties: { department_id: { type: "string", description: "An open_department_id (od-…)." } },
};

const approvalProperties = {
  approval_switch: onOff("Whether bookings need an approval. Absent: as it was."),
  approval_condition: onOff("0: every booking; 1: those longer than meeting_duration."),
  meeting_duration: prose("number", "Hours, 0.1..99, rounded to 2 decimals."),
  approvers: listSchema(userReference),
};

const timeProperties = {
  if_cover_child_scope: coverFlag,
  time_switch: onOff("Whether bookings are limited in time."),
  days_in_advance: prose("integer", "1..730; absent: 365."),
  opening_hour: seconds("When booking opens each day; absent: 28800."),
  start_time: seconds("Absent: 0."),
  end_time: seconds("At least 30 after start_time; absent: 86400."),
  max_duration: prose("integer", "Hours of one booking, 1..99; absent: 2."),
};

const scopeProperties = {
  if_cover_child_scope: coverFlag,
  allow_all_users: onOff("1: everybody may book. To be given."),
  allow_users: listSchema(userReference),
  allow_depts: listSchema(departmentReference),
};

/** What PATCH takes. The block of the approval is `approval_config` here. */
export const limitsBody: Schema = {
  type: "object",
  required: ["scope_type"],
  properties: {
    scope_type: { type: "string", description: '"1": a level, "2": a room.' },
    approval_config: { type: "object", properties: approvalProperties },
    time_config: { type: "object", required: ["time_switch"], properties: timeProperties },
    reserve_scope_config: { type: "object", properties: scopeProperties },
  },
};

const complete = (
  properties: Readonly<Record<string, Schema>>,
  optional: readonly string[] = [],
): Schema => ({
  type: "object",
  required: Object.keys(properties).filter((name) => !optional.includes(name)),
  properties: { ...properties },
});

/** What GET answers. The block of the approval is `approve_config` here, as in the event. */
export const limitsData: Schema = complete({
  approve_config: complete(approvalProperties),
  time_config: complete(timeProperties, ["if_cover_child_scope"]),
  reserve_scope_config: complete(scopeProperties, ["if_cover_child_scope"]),
});
