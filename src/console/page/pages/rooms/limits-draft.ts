import {
  isOn,
  type LimitBlock,
  limitBlocks,
  type PlaceDetail,
} from "../../../rooms/rooms-state.js";
import { timeText, wireTime } from "./day-time.js";

/** A person or department in a list of the form. */
export interface Named {
  readonly id: string;
  readonly name: string;
  /** Tells those of one name apart. */
  readonly hint: string;
}

/** The limits as they stand in the form, numbers and times as they were typed. */
export interface LimitsDraft {
  readonly approval_config: {
    readonly isOn: boolean;
    readonly isForLong: boolean;
    readonly hours: string;
    readonly approvers: readonly Named[];
  };
  readonly time_config: {
    readonly isOn: boolean;
    readonly days: string;
    readonly opening: string;
    readonly start: string;
    readonly end: string;
    readonly maxHours: string;
    readonly covers: boolean;
  };
  readonly reserve_scope_config: {
    readonly isEverybody: boolean;
    readonly users: readonly Named[];
    readonly departments: readonly Named[];
    readonly covers: boolean;
  };
}

export function draftOf({ config, people, departments }: PlaceDetail): LimitsDraft {
  const { approve_config: approval, time_config: times, reserve_scope_config: scope } = config;
  const peopleById = new Map(people.map((each) => [each.openId, each]));
  const departmentsById = new Map(departments.map((each) => [each.departmentId, each]));
  const person = ({ user_id: id }: { readonly user_id: string }): Named => {
    const known = peopleById.get(id);
    return { id, name: known?.name ?? id, hint: known?.department ?? "" };
  };
  return {
    approval_config: {
      isOn: isOn(approval.approval_switch),
      isForLong: isOn(approval.approval_condition),
      hours: String(approval.meeting_duration),
      approvers: approval.approvers.map(person),
    },
    time_config: {
      isOn: isOn(times.time_switch),
      days: String(times.days_in_advance),
      opening: timeText(Number(times.opening_hour)),
      start: timeText(Number(times.start_time)),
      end: timeText(Number(times.end_time)),
      maxHours: String(times.max_duration),
      covers: times.if_cover_child_scope ?? true,
    },
    reserve_scope_config: {
      isEverybody: isOn(scope.allow_all_users),
      users: scope.allow_users.map(person),
      departments: scope.allow_depts.map(({ department_id: id }) => {
        const known = departmentsById.get(id);
        return { id, name: known?.name ?? id, hint: known?.path ?? "" };
      }),
      covers: scope.if_cover_child_scope ?? true,
    },
  };
}

/** The blocks that say something else than before. */
export const editedBlocks = (before: LimitsDraft, draft: LimitsDraft): readonly LimitBlock[] =>
  limitBlocks.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(draft[name]));

export type ChangeBody = Readonly<Partial<Record<LimitBlock, Readonly<Record<string, unknown>>>>>;

/** These blocks as PATCH takes them; what is left empty is left out. */
export function changeOf(
  draft: LimitsDraft,
  blocks: readonly LimitBlock[],
  kind: PlaceDetail["place"]["kind"],
): ChangeBody {
  const { approval_config: approval, time_config: times, reserve_scope_config: scope } = draft;
  const covers = (value: boolean) => (kind === "level" ? { if_cover_child_scope: value } : {});
  const made = {
    approval_config: {
      approval_switch: Number(approval.isOn),
      approval_condition: Number(approval.isForLong),
      ...(approval.isForLong && filled("meeting_duration", wireNumber(approval.hours))),
      approvers: approval.approvers.map(({ id }) => ({ user_id: id })),
    },
    time_config: {
      ...covers(times.covers),
      time_switch: Number(times.isOn),
      ...filled("days_in_advance", wireNumber(times.days)),
      ...filled("opening_hour", wireTime(times.opening)),
      ...filled("start_time", wireTime(times.start)),
      ...filled("end_time", wireTime(times.end)),
      ...filled("max_duration", wireNumber(times.maxHours)),
    },
    reserve_scope_config: {
      ...covers(scope.covers),
      allow_all_users: Number(scope.isEverybody),
      allow_users: scope.users.map(({ id }) => ({ user_id: id })),
      allow_depts: scope.departments.map(({ id }) => ({ department_id: id })),
    },
  };
  return Object.fromEntries(blocks.map((name) => [name, made[name]]));
}

/** What is no number goes as it is, for the server to judge. */
function wireNumber(text: string): number | string {
  const written = text.trim();
  return written === "" || Number.isNaN(Number(written)) ? written : Number(written);
}

const filled = (name: string, value: number | string): Readonly<Record<string, unknown>> =>
  value === "" ? {} : { [name]: value };
