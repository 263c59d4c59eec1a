import { isRecord } from "../base/json-path.js";
import type { Text } from "../base/text.js";
import type { Settings } from "../event/reserve-config/normalize-settings.js";
import { tenantTexts } from "./tenant-texts.js";
import type { ScopeReference } from "./tenant.js";

/** A change as it was sent, taken apart: what the rules of events can judge, and what only the tenant can. */
export interface SentChange {
  /** With an empty object for each person and department: whom they mean is asked later. */
  readonly settings: Settings;
  /** The ids that were sent, each once; absent where the list was. */
  readonly approvers?: readonly string[];
  readonly users?: readonly string[];
  readonly departments?: readonly string[];
  /** `if_cover_child_scope`; absent where it was, and for rooms. */
  readonly timesCover?: boolean;
  readonly scopeCovers?: boolean;
  /** What no event could show. */
  readonly mistakes: readonly SentMistake[];
}

export interface SentMistake {
  /** "time_config.time_switch"; absent for the change as a whole. */
  readonly field?: string;
  /** One sentence with the field. */
  readonly text: Text;
}

const members = {
  approval_config: ["approval_switch", "approval_condition", "meeting_duration", "approvers"],
  time_config: [
    "time_switch",
    "days_in_advance",
    "opening_hour",
    "start_time",
    "end_time",
    "max_duration",
  ],
  reserve_scope_config: ["allow_all_users", "allow_users", "allow_depts"],
} as const;

type Fields = Readonly<Record<string, unknown>>;

/** An explicit null is as absent; members that are not known are left aside. */
export function readSentChange(
  change: unknown,
  scopeType: ScopeReference["scopeType"],
): SentChange {
  if (!isRecord(change)) {
    return { settings: {}, mistakes: [{ text: tenantTexts("no-object") }] };
  }
  const mistakes: SentMistake[] = [];
  const approval = blockOf(change, "approval_config");
  const times = blockOf(change, "time_config");
  const scope = blockOf(change, "reserve_scope_config");
  const idsIn = (block: unknown, path: string, list: string, key: string) =>
    readIds(fieldsOf(block)[list], { path: `${path}.${list}`, key, mistakes });
  const approvers = idsIn(approval, "approval_config", "approvers", "user_id");
  const users = idsIn(scope, "reserve_scope_config", "allow_users", "user_id");
  const departments = idsIn(scope, "reserve_scope_config", "allow_depts", "department_id");
  // "time_switch is required": of a change, an event may do without.
  if (isRecord(times) && times["time_switch"] === undefined) {
    const field = "time_config.time_switch";
    mistakes.push({ field, text: tenantTexts("missing", { field }) });
  }
  const covers = (name: "time_config" | "reserve_scope_config"): boolean | undefined =>
    scopeType === "room" ? undefined : readFlag(change[name], name, mistakes);
  const timesCover = covers("time_config");
  const scopeCovers = covers("reserve_scope_config");
  return {
    settings: {
      ...(approval !== undefined && {
        approve_config: withEmpty(approval, { approvers }),
      }),
      ...(times !== undefined && { time_config: times }),
      ...(scope !== undefined && {
        reserve_scope_config: withEmpty(scope, { allow_users: users, allow_depts: departments }),
      }),
    } as Settings,
    ...(approvers && { approvers }),
    ...(users && { users }),
    ...(departments && { departments }),
    ...(timesCover !== undefined && { timesCover }),
    ...(scopeCovers !== undefined && { scopeCovers }),
    mistakes,
  };
}

/** The known members of a block that are there; what is no object is left for the schema to name. */
function blockOf(change: Fields, name: keyof typeof members): unknown {
  const block = change[name];
  if (block === null || block === undefined || !isRecord(block)) return block ?? undefined;
  return Object.fromEntries(
    members[name].flatMap((member) => {
      const value = Object.hasOwn(block, member) ? block[member] : undefined;
      return value === null || value === undefined ? [] : [[member, value]];
    }),
  );
}

const fieldsOf = (block: unknown): Fields => (isRecord(block) ? block : {});

interface ListPlace {
  readonly path: string;
  readonly key: string;
  readonly mistakes: SentMistake[];
}

/** "Repeated entries": the first counts. */
function readIds(list: unknown, { path, key, mistakes }: ListPlace): string[] | undefined {
  if (!Array.isArray(list)) return undefined;
  const ids = new Set<string>();
  for (const [index, item] of (list as unknown[]).entries()) {
    const id = isRecord(item) ? item[key] : undefined;
    const field = `${path}[${index}].${key}`;
    if (typeof id === "string") ids.add(id);
    else mistakes.push({ field, text: tenantTexts("must-be-text", { field }) });
  }
  return [...ids];
}

function readFlag(block: unknown, name: string, mistakes: SentMistake[]): boolean | undefined {
  const flag = fieldsOf(block)["if_cover_child_scope"] ?? undefined;
  if (flag === undefined || typeof flag === "boolean") return flag;
  const field = `${name}.if_cover_child_scope`;
  mistakes.push({ field, text: tenantTexts("must-be-boolean", { field }) });
  return undefined;
}

function withEmpty(
  block: unknown,
  lists: Readonly<Record<string, readonly string[] | undefined>>,
): unknown {
  if (!isRecord(block)) return block;
  const empty = Object.entries(lists).flatMap(([name, ids]) =>
    ids === undefined ? [] : [[name, ids.map(() => ({}))]],
  );
  return { ...block, ...Object.fromEntries(empty) };
}
