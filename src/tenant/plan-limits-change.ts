import { checkApproveConfig } from "../event/reserve-config/approve-config-rules.js";
import {
  normalizeApproveConfig,
  normalizeTimeConfig,
  type Settings,
} from "../event/reserve-config/normalize-settings.js";
import { mostSubscribers } from "../event/reserve-config/reserve-scope-rules.js";
import { checkSettings } from "../event/reserve-config/settings-rules.js";
import { isRoundedAway } from "../event/reserve-config/time-config-rules.js";
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
import { inChange, tenantTexts } from "./tenant-texts.js";
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
 * What a change makes of the limits of a scope, or why it is refused: everything that stands against it.
 * @see https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/reserve_config/patch
 */
export function planLimitsChange(
  update: UpdateReserveConfig,
  context: PlanContext,
): LimitsPlan | Refused {
  const read = readSettings(update, context);
  const refusals = refusalsOf(read, update, context);
  const first = refusals.next().value;
  if (first) return { kind: "refused", first, others: () => [...refusals] };
  return planOf(read, update, context);
}

/** Most callers ask for no more than the first. */
export interface Refused {
  readonly kind: "refused";
  readonly first: Refusal;
  readonly others: () => Refusal[];
}

interface ReadSettings {
  readonly sent: SentChange;
  /** Filled in and rounded. */
  readonly settings: Settings;
  readonly approval?: StoredApproval;
}

function readSettings(
  { change, scopeType }: UpdateReserveConfig,
  context: PlanContext,
): ReadSettings & { readonly violations: readonly Violation[] } {
  const sent = readSentChange(change, scopeType);
  const violations = checkSettings(sent.settings);
  // What is no object or no number cannot be rounded.
  if (violations.some(({ rule }) => rule.startsWith("schema/"))) {
    return { sent, violations, settings: {} };
  }
  const settings = normalize(sent.settings);
  const approval = settings.approve_config && mergeApproval(settings, sent, context);
  return { sent, violations, settings, ...(approval && { approval }) };
}

/**
 * In this order: the ranges and the rules that span several fields, how many people and departments are
 * named, who they are.
 */
function* refusalsOf(
  { sent, violations, settings, approval }: ReturnType<typeof readSettings>,
  { userIdType = "open_id" }: UpdateReserveConfig,
  { people, rules }: PlanContext,
): Generator<Refusal, undefined> {
  const broken = violations.filter(({ rule }) => rule !== tooMany);
  const hasMistakes = sent.mistakes.length > 0 || broken.length > 0;
  for (const { text, ...where } of sent.mistakes) yield refused("param-error", text, where);
  yield* broken.map(violated);
  yield* alsoBroken(sent.settings, violations).map(violated);
  yield* emptyMistake(sent, rules);
  if (!hasMistakes) {
    yield* checkApproveConfig(approval ? withEmptyApprovers(approval) : noApproval).map(violated);
    yield* windowMistake(settings, rules);
  }
  yield* countRefusals(sent, violations);
  yield* unknownRefusals(sent, people, userIdType);
  return undefined;
}

const noApproval = { approval_switch: 0 } as const;

function planOf(
  { sent, settings, approval }: ReadSettings,
  { scopeType, userIdType = "open_id" }: UpdateReserveConfig,
  { people, rules }: PlanContext,
): LimitsPlan {
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

/** A violation in the words of the Open API, which calls one block differently. */
const violated = ({ rule, path, text: message }: Violation): Refusal => {
  const field = inChange(path);
  const text = tenantTexts("in-change", { message });
  return refused("param-error", text, { rule, ...(field !== "" && { field }) });
};

/** Where one block is out of range, the rules that span several fields still hold for the other blocks. */
function alsoBroken(settings: Settings, violations: readonly Violation[]): Violation[] {
  if (!violations.some(({ rule }) => rule.startsWith("schema/"))) return [];
  const isBad = (name: string): boolean =>
    violations.some(({ path }) => path.startsWith(`event.${name}`));
  const sound = Object.entries(settings).filter(([name]) => !isBad(name));
  return checkSettings(Object.fromEntries(sound)).filter(({ rule }) => rule !== tooMany);
}

function emptyMistake({ settings }: SentChange, rules: TenantRules): Refusal[] {
  if (Object.keys(settings).length > 0 || rules.emptyPatch === "accept") return [];
  return [refused("param-error", tenantTexts("nothing-sent"))];
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
  { before: { approval: before }, rules }: PlanContext,
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

function windowMistake({ time_config: times }: Settings, rules: TenantRules): Refusal[] {
  if (!times || rules.collapsedWindow === "accept" || !isRoundedAway(times)) return [];
  const text = tenantTexts("empty-window", { time: `"${times.start_time}"` });
  return [
    refused("param-error", text, { field: "time_config.end_time", rule: "time/end-after-start" }),
  ];
}

// "updated sum of userIDs and deptIDs exceed 500"; the page gives no number for approvers.
function countRefusals(
  { approvers = [] }: SentChange,
  violations: readonly Violation[],
): Refusal[] {
  const refusals = violations
    .filter(({ rule }) => rule === tooMany)
    .map((violation): Refusal => ({ ...violated(violation), reason: "too-many-subscribers" }));
  if (approvers.length <= mostSubscribers) return refusals;
  const field = "approval_config.approvers";
  const count = { most: mostSubscribers, count: approvers.length };
  const text = tenantTexts("too-many-people", { field, ...count });
  return [...refusals, refused("too-many-subscribers", text, { field })];
}

/** An id of another kind is as unknown as one that nobody has. */
function* unknownRefusals(
  { approvers = [], users = [], departments = [] }: SentChange,
  people: PeopleIndex,
  type: UserIdType,
): Generator<Refusal> {
  const lists = [
    ["approval_config.approvers", approvers],
    ["reserve_scope_config.allow_users", users],
  ] as const;
  for (const [field, ids] of lists) {
    for (const id of ids) {
      if (people.findPerson(id, type)) continue;
      const text = tenantTexts("unknown-person", { type, id: JSON.stringify(id) });
      yield refused("unknown-users", text, { field });
    }
  }
  for (const id of departments) {
    if (people.findDepartment(id)) continue;
    const text = tenantTexts("unknown-department", { id: JSON.stringify(id) });
    yield refused("unknown-departments", text, { field: "reserve_scope_config.allow_depts" });
  }
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
