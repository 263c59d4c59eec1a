import { createEventHeader } from "../event/event-header.js";
import { mayReceive, projectEvent } from "../event/reserve-config/permission-projection.js";
import {
  type ReserveConfigEvent,
  reserveConfigEventType,
} from "../event/reserve-config/reserve-config-event.js";
import type { LimitsPlan } from "./plan-limits-change.js";
import type { PeopleIndex } from "./people-index.js";
import { eventContent, withoutFlag } from "./stored-limits.js";
import type { TenantApp } from "./tenant-app.js";
import type { Emission, StoredLimits } from "./tenant-record.js";
import type { TenantRules } from "./tenant-rules.js";
import type { TenantState } from "./tenant-state.js";
import type { ScopeReference } from "./tenant.js";

export interface EmissionSources {
  readonly state: TenantState;
  readonly people: PeopleIndex;
  readonly apps: Iterable<TenantApp>;
  readonly rules: TenantRules;
  readonly newEventId: () => string;
  /** Unix milliseconds. */
  readonly now: () => number;
}

/**
 * The events a change brings about, before it is applied: for each subscribed app, the one that made the
 * change included, an event with a header and an id of its own.
 */
export function emissionsOf(
  scope: ScopeReference,
  plan: LimitsPlan,
  sources: EmissionSources,
): Emission<ReserveConfigEvent>[] {
  const { people, now, newEventId } = sources;
  const apps = [...sources.apps].filter(receives);
  if (apps.length === 0) return [];
  return scopesToTell(scope, plan, sources).flatMap(({ limits, ...place }) => {
    const event = eventContent(place, limits, people);
    return apps.map((app) => {
      const header = createEventHeader(app, {
        eventId: newEventId(),
        createTimeMs: now(),
        eventType: reserveConfigEventType,
      });
      return { appId: app.appId, event: projectEvent({ schema: "2.0", header, event }, app) };
    });
  });
}

const receives = (app: TenantApp): boolean =>
  mayReceive(app) && app.events.includes(reserveConfigEventType);

interface ToldScope extends ScopeReference {
  /** The blocks the event says. */
  readonly limits: StoredLimits;
}

function scopesToTell(
  scope: ScopeReference,
  { limits, cascades }: LimitsPlan,
  { state, rules }: EmissionSources,
): ToldScope[] {
  const passed = Object.fromEntries(cascades.map((name) => [name, limits[name]])) as StoredLimits;
  const told = ({ scopeId, scopeType }: ScopeReference, changed: StoredLimits): ToldScope => ({
    scopeId,
    scopeType,
    limits: rules.eventBlocks === "sent" ? changed : { ...state.limitsOf(scopeId), ...changed },
  });
  const below = (): ScopeReference[] => (cascades.length === 0 ? [] : scopesBelow(scope, state));
  const changes = ({ scopeId }: ScopeReference, changed: StoredLimits): boolean =>
    rules.unchangedPatch === "fires" || isChanged(state.limitsOf(scopeId), changed);
  const itself = changes(scope, limits) ? [told(scope, limits)] : [];
  if (rules.cascadeEvents === "each") {
    const others = below().filter((each) => changes(each, passed));
    return [...itself, ...others.map((each) => told(each, passed))];
  }
  if (itself.length > 0 || !below().some((each) => changes(each, passed))) return itself;
  return [told(scope, limits)];
}

const scopesBelow = ({ scopeId }: ScopeReference, { places }: TenantState): ScopeReference[] =>
  places.below(scopeId).map((id) => ({
    scopeId: id,
    scopeType: places.findRoom(id) ? "room" : "level",
  }));

/** Both were written by the same hand, so that equal blocks are equal texts. */
function isChanged(before: StoredLimits, changed: StoredLimits): boolean {
  const names = Object.keys(changed) as (keyof StoredLimits)[];
  return names.some((name) => textOf(before[name]) !== textOf(changed[name]));
}

const textOf = (block: unknown): string => {
  const fields = Object.entries(withoutFlag(block) as object);
  return JSON.stringify(fields.sort(([left], [right]) => (left < right ? -1 : 1)));
};
