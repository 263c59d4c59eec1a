import {
  type ReserveConfigUpdated,
  scopeTypes,
  type Subscriber,
} from "../event/reserve-config/reserve-config-event.js";
import { normalizeTimeConfig } from "../event/reserve-config/normalize-settings.js";
import { idOfPerson, type PeopleIndex } from "./people-index.js";
import type { ReserveConfig, UserIdType } from "./reserve-config-change.js";
import type { StoredLimits, StoredTimes } from "./tenant-record.js";
import type { ScopeReference } from "./tenant.js";

/** All three blocks of a scope. */
export type WholeLimits = Required<StoredLimits>;

/**
 * What holds where nobody ever set anything: no approval, no limited times, everybody may book.
 * @see https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/reserve_config/reserve_scope
 */
export const documentedLimits: WholeLimits = {
  approval: { approval_condition: 0, approval_switch: 0, approvers: [], meeting_duration: 99 },
  times: normalizeTimeConfig({ time_switch: 0 }) as StoredTimes,
  scope: { allow_all_users: 1, allow_depts: [], allow_users: [] },
};

/** The limits as the Open API reads them back, people by ids of one kind. */
export function readLimits(
  { approval, times, scope }: WholeLimits,
  people: PeopleIndex,
  type: UserIdType,
): ReserveConfig {
  const users = (openIds: readonly string[]) =>
    openIds.flatMap((openId) => {
      const person = people.findPerson(openId, "open_id");
      return person ? { user_id: idOfPerson(person, type) } : [];
    });
  return {
    approve_config: { ...approval, approvers: users(approval.approvers) },
    reserve_scope_config: {
      ...scope,
      allow_depts: scope.allow_depts.map(departmentOf),
      allow_users: users(scope.allow_users),
    },
    time_config: inOrder(times),
  };
}

/** By the alphabet, as everything on the wire. */
const inOrder = <Block extends object>(block: Block): Block =>
  Object.fromEntries(
    Object.entries(block).sort(([left], [right]) => (left < right ? -1 : 1)),
  ) as Block;

/** The limits as an event says them; keys are in wire order. `if_cover_child_scope` is not among them. */
export function eventContent(
  { scopeId, scopeType }: ScopeReference,
  { approval, times, scope }: StoredLimits,
  people: PeopleIndex,
): ReserveConfigUpdated {
  const users = (openIds: readonly string[]): Subscriber[] =>
    openIds.flatMap((openId) => subscriberOf(people, openId) ?? []);
  return {
    ...(approval && {
      approve_config: { ...approval, approvers: users(approval.approvers) },
    }),
    ...(scope && {
      reserve_scope_config: {
        allow_all_users: scope.allow_all_users,
        allow_depts: scope.allow_depts.map(departmentOf),
        allow_users: users(scope.allow_users),
      },
    }),
    scope_id: scopeId,
    scope_type: scopeTypes[scopeType],
    ...(times && { time_config: withoutFlag(times) }),
  };
}

const departmentOf = (department_id: string) => ({ department_id });

function subscriberOf(people: PeopleIndex, openId: string): Subscriber | undefined {
  const person = people.findPerson(openId, "open_id");
  if (!person) return undefined;
  return { user_id: { open_id: openId, union_id: person.unionId, user_id: person.userId } };
}

/** A block without `if_cover_child_scope`, which says something about a change and nothing about a scope. */
export function withoutFlag<Block>(block: Block): Block {
  if (typeof block !== "object" || block === null || !("if_cover_child_scope" in block)) {
    return block;
  }
  const { if_cover_child_scope: _flag, ...rest } = block;
  return rest as Block;
}
