import { checkApproveConfig } from "../event/approve-config-rules.js";
import {
  normalizeApproveConfig,
  normalizeTimeConfig,
  type Settings,
} from "../event/normalize-settings.js";
import { mostSubscribers } from "../event/reserve-scope-rules.js";
import { checkSettings } from "../event/settings-rules.js";
import { isRoundedAway } from "../event/time-config-rules.js";
import type { Violation } from "../event/violation.js";
import type { PeopleIndex } from "./people-index.js";
import { type Refusal, refused } from "./refusal.js";
import type { UserIdType } from "./reserve-config-change.js";
import { readSentChange, type SentChange } from "./sent-change.js";
import type { WholeLimits } from "./stored-limits.js";
import type {
  StoredApproval,
  StoredLimits,
  StoredReserveScope,
  StoredTimes,
} from "./tenant-record.js";
import type { TenantRules } from "./tenant-rules.js";
import type { UpdateReserveConfig } from "./tenant.js";

export interface LimitsPlan {
  readonly kind: "planned";
  /** The blocks that were sent, as they are to be kept. */
  readonly limits: StoredLimits;
  /** Those that everything below takes over. */
  readonly cascades: readonly (keyof StoredLimits)[];
}

export interface PlanContext {
  /** The limits that hold for the scope before the change. */
  readonly before: WholeLimits;
  readonly people: PeopleIndex;
  readonly rules: TenantRules;
}

/**
 * What a change makes of the limits of a scope, or why it is refused. Looked at in this order: the ranges
 * and the rules that span several fields, how many people and departments are named, who they are.
 * @see https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/reserve_config/patch
 */
export function planLimitsChange(
  { change, scopeType, userIdType = "open_id" }: UpdateReserveConfig,
  { before, people, rules }: PlanContext,
): LimitsPlan | Refusal {
  const sent = readSentChange(change, scopeType);
  const violations = checkSettings(sent.settings);
  const broken = violations.filter(({ rule }) => rule !== tooMany);
  const mistake = sent.mistakes[0] ?? detailOf(broken) ?? emptyMistake(sent, rules);
  if (mistake !== undefined) return refused("param-error", mistake);
  const settings = normalize(sent.settings);
  const approval = settings.approve_config && mergeApproval(settings, sent, { before, rules });
  const later =
    (approval && detailOf(checkApproveConfig(withEmptyApprovers(approval)))) ??
    windowMistake(settings, rules);
  if (later !== undefined) return refused("param-error", later);
  const refusal = countRefusal(sent, violations) ?? unknownRefusal(sent, people, userIdType);
  if (refusal) return refusal;
  const openIds = (ids: readonly string[]): string[] =>
    ids.flatMap((id) => people.findPerson(id, userIdType)?.openId ?? []);
  const limits: StoredLimits = {
    ...(approval && {
      approval: sent.approvers ? { ...approval, approvers: openIds(sent.approvers) } : approval,
    }),
    ...(settings.time_config && { times: timesOf(settings, sent) }),
    ...(settings.reserve_scope_config && { scope: reserveScopeOf(settings, sent, openIds) }),
  };
  const cascades = scopeType === "level" ? cascadesOf(limits, rules) : [];
  return { kind: "planned", limits, cascades };
}

/** Told apart from the other rules, because it has an answer of its own. */
const tooMany = "reserve-scope/at-most-500";

/** The first violation in the words of the Open API, which calls one block differently. */
function detailOf(violations: readonly Violation[]): string | undefined {
  return violations[0]?.message
    .replaceAll("event.approve_config", "approval_config")
    .replaceAll("event.", "");
}

function emptyMistake({ settings }: SentChange, rules: TenantRules): string | undefined {
  if (Object.keys(settings).length > 0 || rules.emptyPatch === "accept") return undefined;
  return "There is none of approval_config, time_config and reserve_scope_config.";
}

const normalize = (sent: Settings): Settings => ({
  ...sent,
  ...(sent.approve_config && { approve_config: normalizeApproveConfig(sent.approve_config) }),
  ...(sent.time_config && { time_config: normalizeTimeConfig(sent.time_config) }),
});

/**
 * "With approval_switch not given the old one stays." What is left out keeps its value with it and with
 * switch 0; switch 1 needs it all. People who were sent are put in later.
 */
function mergeApproval(
  { approve_config: change = {} }: Settings,
  { approvers }: SentChange,
  { before: { approval: before }, rules }: Pick<PlanContext, "before" | "rules">,
): StoredApproval {
  const clears = change.approval_switch === undefined && rules.absentApprovers === "clear";
  return {
    approval_condition: change.approval_condition ?? before.approval_condition,
    approval_switch: change.approval_switch ?? before.approval_switch,
    approvers: approvers ?? (clears ? [] : before.approvers),
    meeting_duration: change.meeting_duration ?? before.meeting_duration,
  };
}

const withEmptyApprovers = ({ approvers, ...rest }: StoredApproval) => ({
  ...rest,
  approvers: approvers.map(() => ({})),
});

function windowMistake({ time_config: times }: Settings, rules: TenantRules): string | undefined {
  if (!times || rules.collapsedWindow === "accept" || !isRoundedAway(times)) return undefined;
  return `time_config.start_time and time_config.end_time are both "${times.start_time}" in whole minutes.`;
}

// "updated sum of userIDs and deptIDs exceed 500"; the page gives no number for approvers.
function countRefusal(
  { approvers = [] }: SentChange,
  violations: readonly Violation[],
): Refusal | undefined {
  const detail = detailOf(violations.filter(({ rule }) => rule === tooMany));
  if (detail !== undefined) return refused("too-many-subscribers", detail);
  if (approvers.length <= mostSubscribers) return undefined;
  return refused(
    "too-many-subscribers",
    `approval_config.approvers must name at most ${mostSubscribers} people, but names ${approvers.length}.`,
  );
}

/** An id of another kind is as unknown as one that nobody has. */
function unknownRefusal(
  { approvers = [], users = [], departments = [] }: SentChange,
  people: PeopleIndex,
  type: UserIdType,
): Refusal | undefined {
  const isUnknown = (id: string): boolean => people.findPerson(id, type) === undefined;
  const user = [...approvers, ...users].find(isUnknown);
  if (user !== undefined) {
    return refused("unknown-users", `Nobody has the ${type} ${JSON.stringify(user)}.`);
  }
  const department = departments.find((id) => people.findDepartment(id) === undefined);
  if (department === undefined) return undefined;
  const shown = JSON.stringify(department);
  return refused("unknown-departments", `No department has the open_department_id ${shown}.`);
}

const timesOf = ({ time_config }: Settings, { timesCover }: SentChange): StoredTimes => ({
  ...(time_config as StoredTimes),
  ...(timesCover !== undefined && { if_cover_child_scope: timesCover }),
});

/** The block is replaced; a list that was left out is empty. */
function reserveScopeOf(
  { reserve_scope_config: scope }: Settings,
  { users = [], departments = [], scopeCovers }: SentChange,
  openIds: (ids: readonly string[]) => string[],
): StoredReserveScope {
  return {
    // The rules hold: it is there.
    allow_all_users: scope?.allow_all_users ?? 1,
    allow_depts: departments,
    allow_users: openIds(users),
    ...(scopeCovers !== undefined && { if_cover_child_scope: scopeCovers }),
  };
}

/** "if_cover_child_scope decides whether what is below follows"; approval has no such flag. */
function cascadesOf(
  { approval, times, scope }: StoredLimits,
  rules: TenantRules,
): (keyof StoredLimits)[] {
  return [
    ...(approval && rules.approvalCascades ? (["approval"] as const) : []),
    ...(times && times.if_cover_child_scope !== false ? (["times"] as const) : []),
    ...(scope && scope.if_cover_child_scope !== false ? (["scope"] as const) : []),
  ];
}
