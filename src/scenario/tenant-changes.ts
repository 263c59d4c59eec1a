import { MocklarkError } from "../base/errors.js";
import { once } from "../base/once.js";
import type { Text } from "../base/text.js";
import type { Delivery } from "../delivery/delivery.js";
import type { FeishuEvent } from "../event/feishu-event.js";
import {
  departmentIndex,
  levelIndex,
  type NameIndex,
  personIndex,
  roomIndex,
} from "../tenant/name-index.js";
import type { Refusal } from "../tenant/refusal.js";
import type { ReserveConfigChange } from "../tenant/reserve-config-change.js";
import type { ScopeReference, Tenant } from "../tenant/tenant.js";
import { readLimits } from "../tenant/written-limits.js";
import type { UpdateAction } from "./scenario.js";
import { stepTexts } from "./step-texts.js";

/** Changes of limits that a scenario makes, and the events of those that the receiver makes itself. */
export interface TenantChanges {
  /**
   * Makes the change. Its events for the app are the caller's to send; nobody else does.
   * @throws MocklarkError USAGE for a room, level, person or department that does not exist
   */
  make(action: UpdateAction): Promise<readonly FeishuEvent[] | Refusal>;
  /** Resolves when what the receiver's own changes brought about is delivered. */
  settled(): Promise<void>;
}

export function createTenantChanges({
  tenant,
  appId,
  push,
}: {
  readonly tenant: Tenant;
  /** Of the app under test; the events of other apps have no receiver here. */
  readonly appId: () => string;
  /** Delivers the event of a change that no step made. */
  readonly push: (event: FeishuEvent) => Promise<Delivery>;
}): TenantChanges {
  const underWay = new Set<Promise<unknown>>();
  /** Ids of events that a step sends. */
  const taken = new Set<string>();
  const ownDeliveries = new Set<Promise<Delivery>>();

  tenant.onEmission(async (emission) => {
    if (emission.appId !== appId()) return;
    // Which events are a step's is known when its change is answered.
    await Promise.allSettled(underWay);
    if (!taken.delete(emission.event.header.event_id)) ownDeliveries.add(push(emission.event));
  });

  async function keep(scope: ScopeReference, change: ReserveConfigChange) {
    const answer = await tenant.updateReserveConfig({ ...scope, change });
    if (answer.kind === "refused") return answer;
    const events = answer.emissions.filter((it) => it.appId === appId()).map(({ event }) => event);
    for (const { header } of events) taken.add(header.event_id);
    return events;
  }

  return {
    async make({ scopeType, of, set }) {
      const scope = { scopeType, scopeId: scopeIdOf(tenant, scopeType, of) };
      const changing = keep(scope, resolveNames(tenant, set));
      underWay.add(changing);
      try {
        return await changing;
      } finally {
        underWay.delete(changing);
      }
    },
    async settled() {
      await Promise.all(ownDeliveries);
    },
  };
}

/** An id is taken as it is, since it may be the mistake that a step is about. */
function scopeIdOf(tenant: Tenant, scopeType: "room" | "level", of: string | number): string {
  if (typeof of === "string" && /^om[mb]_[0-9a-f]{32}$/.test(of)) return of;
  const { rooms, levels } = tenant;
  const ids =
    scopeType === "room" ? rooms.map(({ roomId }) => roomId) : levels.map(({ levelId }) => levelId);
  if (typeof of === "number") return ids[of - 1] ?? noSuchNumber(scopeType, of, ids.length);
  return scopeType === "room"
    ? findOrThrow(roomIndex(rooms, levels), of).roomId
    : findOrThrow(levelIndex(levels), of).levelId;
}

function noSuchNumber(scope: "room" | "level", number: number, count: number): never {
  throw notChanged(stepTexts("no-such-number", { scope, number, count }));
}

function resolveNames(tenant: Tenant, set: UpdateAction["set"]): ReserveConfigChange {
  const people = once(() => personIndex(tenant.people));
  const departments = once(() => departmentIndex(tenant.departments));
  return readLimits(set, {
    person: (name) => (/^ou_[0-9a-f]{32}$/.test(name) ? name : findOrThrow(people(), name).openId),
    department: (name) =>
      /^od-[0-9a-f]{32}$/.test(name) ? name : findOrThrow(departments(), name).departmentId,
  });
}

function findOrThrow<Item>(find: NameIndex<Item>, name: string): Item {
  const result = find(name);
  if (result.kind === "found") return result.item;
  throw notChanged(result.text);
}

const notChanged = (reason: Text): MocklarkError =>
  new MocklarkError("USAGE", stepTexts("cannot-change", { reason }));
