import { isRecord } from "../base/json-path.js";
import type { ReserveConfigChange } from "./reserve-config-change.js";

type Fields = Readonly<Record<string, unknown>>;

/**
 * The members of a change as people write it: those of the body of PATCH, with people and departments by
 * whatever names them, and with the texts of seconds as numbers, too.
 */
export const limitFields = {
  approval_config: {
    approval_switch: "number",
    approval_condition: "number",
    meeting_duration: "number",
    approvers: "people",
  },
  time_config: {
    if_cover_child_scope: "boolean",
    time_switch: "number",
    days_in_advance: "number",
    opening_hour: "seconds",
    start_time: "seconds",
    end_time: "seconds",
    max_duration: "number",
  },
  reserve_scope_config: {
    if_cover_child_scope: "boolean",
    allow_all_users: "number",
    allow_users: "people",
    allow_depts: "departments",
  },
} as const satisfies Readonly<Record<keyof ReserveConfigChange, Readonly<Record<string, string>>>>;

/** Turns what a person wrote into open ids; it reports a name nobody goes by itself. */
export interface NameFinder {
  person(name: string, path: readonly (string | number)[]): string;
  department(name: string, path: readonly (string | number)[]): string;
}

/**
 * The change that somebody wrote down. Two members that PATCH demands have but one sensible value: limits
 * of time are written to hold (`time_switch` 1), and lists of bookers because not everybody may book
 * (`allow_all_users` 0).
 */
export function readLimits(written: Fields, find: NameFinder): ReserveConfigChange {
  const defaults: Readonly<Record<string, Fields>> = {
    time_config: { time_switch: 1 },
    reserve_scope_config: { allow_all_users: 0 },
  };
  const blocks = Object.entries(written).map(([name, block]) => {
    if (!isRecord(block)) return [name, block];
    const members = Object.entries(block).map(([member, value]) => {
      const kinds: Readonly<Record<string, string>> = limitFields[name as keyof typeof limitFields];
      return [member, readMember(kinds[member], value, [name, member], find)] as const;
    });
    return [name, { ...defaults[name], ...Object.fromEntries(members) }];
  });
  return Object.fromEntries(blocks) as ReserveConfigChange;
}

function readMember(
  kind: string | undefined,
  value: unknown,
  path: readonly string[],
  find: NameFinder,
): unknown {
  if (kind === "seconds" && typeof value === "number") return String(value);
  if (!Array.isArray(value)) return value;
  if (kind === "people") {
    return value.map((item, index) => ({
      user_id: find.person(nameIn(item, "user_id"), [...path, index]),
    }));
  }
  if (kind !== "departments") return value as unknown[];
  return value.map((item, index) => ({
    department_id: find.department(nameIn(item, "department_id"), [...path, index]),
  }));
}

/** A name alone, or in the object that the Open API has. */
const nameIn = (item: unknown, member: string): string =>
  String(isRecord(item) ? item[member] : item);
