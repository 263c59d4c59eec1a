import type { Text } from "../base/text.js";
import type { ReserveConfigEvent } from "../event/reserve-config/reserve-config-event.js";
import { MocklarkError } from "../base/errors.js";
import {
  anyObject,
  aRandom,
  createOptionCheck,
  functionToCall,
  oneOf,
  trueOrFalse,
} from "../base/option-check.js";
import { type ChangeKeeper, createChangeKeeper } from "./change-keeper.js";
import { emissionsOf } from "./limits-emissions.js";
import { letsBook } from "./lets-book.js";
import { createEventIds } from "./event-ids.js";
import { createOutbox } from "./outbox.js";
import { createPeopleIndex, type PeopleIndex } from "./people-index.js";
import { createPlaceChanges } from "./place-changes.js";
import { createPlaceEmissions } from "./place-emissions.js";
import { type LimitsPlan, planLimitsChange, type Refused } from "./plan-limits-change.js";
import { type Refusal, refused } from "./refusal.js";
import { readLimits } from "./stored-limits.js";
import type { TenantApp } from "./tenant-app.js";
import type { DefinedLimits, TenantDefinition } from "./tenant-definition.js";
import type { Emission, TenantRecord } from "./tenant-record.js";
import { defaultTenantRules, type TenantRules } from "./tenant-rules.js";
import type { TenantState } from "./tenant-state.js";
import { tenantTexts } from "./tenant-texts.js";
import type {
  Preview,
  PreviewRefused,
  ScopeReference,
  Tenant,
  TenantOptions,
  TenantSnapshot,
  UpdateReserveConfig,
  Updated,
} from "./tenant.js";

const checkOptions = createOptionCheck<TenantOptions>(tenantTexts("create"), {
  definition: anyObject,
  random: aRandom,
  now: functionToCall,
  rules: {
    unchangedPatch: oneOf(["fires", "silent"]),
    emptyPatch: oneOf(["accept", "refuse"]),
    collapsedWindow: oneOf(["accept", "refuse"]),
    absentApprovers: oneOf(["keep", "clear"]),
    cascadeEvents: oneOf(["one", "each"]),
    approvalCascades: trueOrFalse,
    eventBlocks: oneOf(["all", "sent"]),
  },
  store: anyObject,
});

/**
 * A tenant at its start, or as a snapshot has it. Everything that changes in it, but for its apps, is a
 * record, and counts once the store has it.
 * @throws MocklarkError INVALID_DOCUMENT when the definition names a place that does not exist, or limits
 * that the tenant would refuse
 */
export function createTenant(options: TenantOptions): Tenant {
  checkOptions(options);
  const { definition, random, now, store } = options;
  const rules: TenantRules = { ...defaultTenantRules, ...options.rules };
  const apps = new Map<string, TenantApp>(definition.apps.map((app) => [app.appId, app]));
  const people = createPeopleIndex(definition);
  const keeper = createChangeKeeper(definition, store);
  const { kept, latest } = keeper;
  const { places } = kept;
  assertWhole(definition, kept);
  assertDepartments(definition, people);
  applyDefinedLimits(definition, { keeper, people, rules });

  const eventIds = createEventIds(random.fork("event-ids"));
  const outbox = createOutbox({
    pending: () => kept.pending(),
    emitted: ({ appId, event }) =>
      keeper.keep({ type: "emitted", appId, eventId: event.header.event_id }),
  });
  const listeners = new Set<() => void>();
  const changed = (): void => {
    for (const listener of listeners) listener();
  };
  const keep = async (record: TenantRecord): Promise<undefined> => {
    await keeper.keep(record);
    changed();
    if ("emissions" in record) outbox.deliver(record.emissions);
  };

  async function updateReserveConfig(update: UpdateReserveConfig): Promise<Updated | Refusal> {
    const prepared = prepareChange(update, eventIds.next);
    if (prepared.kind === "refused") return prepared.first;
    const { limits, cascades, emissions } = prepared;
    if (Object.keys(limits).length === 0) return { kind: "updated", emissions };
    const { scopeId } = update;
    await keep({ type: "limits-changed", scopeId, limits, cascades, emissions });
    return { kind: "updated", emissions };
  }

  function previewReserveConfig(update: UpdateReserveConfig): Preview | PreviewRefused {
    const prepared = prepareChange(update, eventIds.foresee());
    if (prepared.kind === "refused") {
      return { kind: "refused", refusals: [prepared.first, ...prepared.others()] };
    }
    const { cascades, emissions } = prepared;
    return { kind: "previewed", cascades, emissions };
  }

  function prepareChange(
    update: UpdateReserveConfig,
    newEventId: () => string,
  ): PreparedChange | Refused {
    if (!latest.has(update)) {
      return { kind: "refused", first: unknownScope(update), others: () => [] };
    }
    const before = latest.limitsOf(update.scopeId);
    const plan = planLimitsChange(update, { before, people, rules });
    if (plan.kind === "refused") return plan;
    if (Object.keys(plan.limits).length === 0) return { ...plan, emissions: [] };
    const sources = { state: latest, people, apps: apps.values(), rules, newEventId, now };
    return { ...plan, emissions: emissionsOf(update, plan, sources) };
  }

  const placeEmissions = createPlaceEmissions(latest.places, {
    people,
    apps: () => apps.values(),
    rules,
    newEventId: eventIds.next,
    now,
  });
  const { name, tenantKey, departments, people: everybody } = definition;
  return {
    name,
    tenantKey,
    departments,
    people: everybody,
    rules,
    get apps() {
      return [...apps.values()];
    },
    get rooms() {
      return places.rooms;
    },
    get levels() {
      return places.levels;
    },
    findApp: (appId) => apps.get(appId),
    findRoom: (roomId) => places.findRoom(roomId),
    findLevel: (levelId) => places.findLevel(levelId),
    findPerson: (id, type) => people.findPerson(id, type),
    findDepartment: (id) => people.findDepartment(id),
    findDepartmentByCustomId: (id) => people.findDepartmentByCustomId(id),
    peopleOf: (departmentId) => people.peopleOf(departmentId),
    childDepartments: (departmentId) => people.childDepartments(departmentId),
    departmentPath: (departmentId) => people.departmentPath(departmentId),
    pathTo: (levelId) => places.pathTo(levelId),
    childLevels: (levelId) => places.childLevels(levelId),
    roomsOn: (levelId) => places.roomsOn(levelId),
    hasScope: (scope) => kept.has(scope),
    setApp(app) {
      apps.set(app.appId, app);
      changed();
    },
    updateReserveConfig,
    previewReserveConfig,
    limitSources: (scope) => (kept.has(scope) ? kept.sourcesOf(scope.scopeId) : undefined),
    reserveConfig: (scope) =>
      kept.has(scope)
        ? {
            kind: "found",
            config: readLimits(kept.limitsOf(scope.scopeId), people, scope.userIdType ?? "open_id"),
          }
        : unknownScope(scope),
    mayBook: (roomId, person) =>
      places.findRoom(roomId) !== undefined &&
      letsBook(kept.limitsOf(roomId).scope, person, people),
    sideBlock: (scope, block) =>
      kept.has(scope) ? kept.sideBlock(scope.scopeId, block) : undefined,
    async setSideBlock(scope, block, value) {
      if (!latest.has(scope)) return unknownScope(scope);
      const { scopeId, scopeType } = scope;
      const cascades = scopeType === "level" && block !== "admin" && covers(value);
      return keep({ type: "side-block-changed", scopeId, name: block, block: value, cascades });
    },
    ...createPlaceChanges(latest.places, { random, keep, emissions: placeEmissions }),
    onEmission: outbox.onEmission,
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    snapshot: () => kept.snapshot([...apps.values()]),
    close: () => store?.close() ?? Promise.resolve(),
  };
}

interface PreparedChange extends LimitsPlan {
  readonly emissions: readonly Emission<ReserveConfigEvent>[];
}

function unknownScope({ scopeId, scopeType }: ScopeReference): Refusal {
  const text = tenantTexts("no-place", { what: scopeType, id: JSON.stringify(scopeId) });
  return refused("unknown-scope", text);
}

/** "if_cover_child_scope" of a block that has one; absent it counts as true. */
const covers = (block: unknown): boolean =>
  (block as { readonly if_cover_child_scope?: unknown } | null)?.if_cover_child_scope !== false;

function assertWhole({ levels, rooms }: TenantDefinition, { places }: TenantState): void {
  const reached = new Set(places.levels.map(({ levelId }) => levelId));
  const lost = levels.find(({ levelId }) => !reached.has(levelId));
  if (lost) throw misplaced(tenantTexts("level-without-root", { id: lost.levelId }));
  const roots = levels.filter(({ parentId }) => parentId === undefined);
  if (roots.length > 1) throw misplaced(tenantTexts("many-roots", { count: roots.length }));
  const room = rooms.find(({ levelId }) => !reached.has(levelId));
  if (!room) return;
  const { roomId: id, levelId } = room;
  throw misplaced(tenantTexts("room-without-level", { id, levelId }));
}

/** Every department is reached from the root, and everybody is in one or right below the root. */
function assertDepartments(
  { departments, people: everybody }: TenantDefinition,
  people: PeopleIndex,
): void {
  const reached = new Set(["0"]);
  for (const id of reached) {
    for (const { departmentId } of people.childDepartments(id)) reached.add(departmentId);
  }
  const lost = departments.find(({ departmentId }) => !reached.has(departmentId));
  if (lost) throw misplaced(tenantTexts("department-without-root", { id: lost.departmentId }));
  const person = everybody.find(({ departmentId }) => !reached.has(departmentId));
  if (!person) return;
  const { openId: id, departmentId } = person;
  throw misplaced(tenantTexts("person-without-department", { id, departmentId }));
}

const misplaced = (why: Text): MocklarkError =>
  new MocklarkError("INVALID_DOCUMENT", tenantTexts("not-created", { why }), {
    remedy: tenantTexts("everything-has-a-place"),
  });

interface DefinedLimitsContext {
  readonly keeper: ChangeKeeper;
  readonly people: PeopleIndex;
  readonly rules: TenantRules;
}

/** From the top down, whatever their order: what is said of a room holds against what is said of its level. */
function applyDefinedLimits(
  definition: TenantDefinition | TenantSnapshot,
  { keeper: { kept, latest }, people, rules }: DefinedLimitsContext,
): void {
  const { places } = kept;
  const depthOf = ({ scopeId }: DefinedLimits): number =>
    places.findRoom(scopeId) ? Number.POSITIVE_INFINITY : places.pathTo(scopeId).length;
  const sorted = [...(definition.limits ?? [])].sort((left, right) => {
    const [above, below] = [depthOf(left), depthOf(right)];
    return above === below ? 0 : above - below;
  });
  for (const { scopeId, ...change } of sorted) {
    const scope = { scopeId, scopeType: places.findRoom(scopeId) ? "room" : "level" } as const;
    const plan = kept.has(scope)
      ? planLimitsChange({ ...scope, change }, { before: kept.limitsOf(scopeId), people, rules })
      : ({ kind: "refused", first: unknownScope(scope) } as const);
    if (plan.kind === "refused") throw refusedLimits(scopeId, plan.first);
    const { limits, cascades } = plan;
    const record = { type: "limits-changed", scopeId, limits, cascades, emissions: [] } as const;
    for (const state of new Set([kept, latest])) state.apply(record);
  }
}

const refusedLimits = (scopeId: string, { reason, text: detail }: Refusal): MocklarkError =>
  new MocklarkError("INVALID_DOCUMENT", tenantTexts("limits-refused", { scopeId, detail }), {
    remedy: tenantTexts("correct-limits"),
    details: { scopeId, reason },
  });
