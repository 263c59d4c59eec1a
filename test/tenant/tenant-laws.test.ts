import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createRandom } from "../../src/base/random.js";
import { createApp } from "../../src/event/app.js";
import { checkEvent } from "../../src/event/reserve-config/event-rules.js";
import type {
  ReserveConfigEvent,
  Subscriber,
} from "../../src/event/reserve-config/reserve-config-event.js";
import { createTenant } from "../../src/tenant/create-tenant.js";
import { type ReserveConfigChange, userIdTypes } from "../../src/tenant/reserve-config-change.js";
import type { TenantApp } from "../../src/tenant/tenant-app.js";
import type { Emission, TenantRecord } from "../../src/tenant/tenant-record.js";
import type { TenantRules } from "../../src/tenant/tenant-rules.js";
import { createTenantState } from "../../src/tenant/tenant-state.js";
import type { Tenant } from "../../src/tenant/tenant.js";
import {
  app,
  definition,
  department,
  level,
  openId,
  room,
  scopeOf,
  startMs,
  unionId,
  userId,
} from "./small-tenant.js";

const changesPerTenant = 50;
const tenants = 200;

const apps: readonly TenantApp[] = [
  app,
  { ...app, ...createApp({ permissions: ["vc:room"] }, createRandom(2)) },
  { ...app, ...createApp({ permissions: [] }, createRandom(3)) },
];
const small = {
  ...definition,
  apps,
  people: definition.people.slice(0, 8),
  departments: definition.departments.slice(0, 4),
};

/** Present or absent, now and then null, and now and then what no call may send. */
const sent = <T>(value: fc.Arbitrary<T>) =>
  fc.oneof(
    { weight: 60, arbitrary: value },
    { weight: 15, arbitrary: fc.constant(undefined) },
    { weight: 2, arbitrary: fc.constant(null) },
    { weight: 1, arbitrary: fc.constantFrom<unknown>(2, -1, "x", true, {}, [7], 1e9) },
  );
const toggle = sent(fc.constantFrom(0, 1));
const seconds = sent(
  fc
    .oneof(
      { weight: 8, arbitrary: fc.integer({ min: 0, max: 86_400 }) },
      { weight: 1, arbitrary: fc.constantFrom(0, 29, 30, 86_369, 86_370, 86_400, 86_401) },
    )
    .map(String),
);
const idsOf = [openId, unionId, userId];
const people = sent(
  fc.array(
    fc.oneof(
      {
        weight: 100,
        arbitrary: fc.integer({ min: 0, max: 7 }).map((at) => ({ user_id: openId(at) })),
      },
      {
        weight: 1,
        arbitrary: fc.constantFrom({ user_id: openId(99) }, { user_id: unionId(1) }, {}),
      },
    ),
    { maxLength: 4 },
  ),
);
const departments = sent(
  fc.array(
    fc.integer({ min: 0, max: 3 }).map((at) => ({ department_id: department(at) })),
    { maxLength: 3 },
  ),
);
const flag = fc.option(fc.boolean(), { nil: undefined });
const block = <T>(shape: fc.Arbitrary<T>) =>
  fc.oneof(
    { weight: 6, arbitrary: shape },
    { weight: 5, arbitrary: fc.constant(undefined) },
    { weight: 1, arbitrary: fc.constantFrom<unknown>(null, "x", []) },
  );
const changes = fc.record({
  approval_config: block(
    fc.record({
      approval_switch: toggle,
      approval_condition: toggle,
      meeting_duration: sent(
        fc.oneof(
          fc.double({ min: 0.05, max: 99.5, noNaN: true }),
          fc.integer({ min: 100, max: 99_000 }).map((thousandths) => thousandths / 1000),
        ),
      ),
      approvers: people,
    }),
  ),
  time_config: block(
    fc.record({
      if_cover_child_scope: flag,
      time_switch: toggle,
      days_in_advance: sent(fc.integer({ min: 1, max: 730 })),
      opening_hour: seconds,
      start_time: seconds,
      end_time: seconds,
      max_duration: sent(fc.integer({ min: 1, max: 99 })),
    }),
  ),
  reserve_scope_config: block(
    fc.record({
      if_cover_child_scope: flag,
      allow_all_users: toggle,
      allow_users: people,
      allow_depts: departments,
    }),
  ),
});
const scopes = fc.constantFrom(
  ...[1, 2, 3, 4].flatMap((number) => [room(number), level(number)]),
  room(99),
);
const rules: fc.Arbitrary<TenantRules> = fc.record({
  unchangedPatch: fc.constantFrom("fires", "silent"),
  emptyPatch: fc.constantFrom("accept", "refuse"),
  collapsedWindow: fc.constantFrom("accept", "refuse"),
  absentApprovers: fc.constantFrom("keep", "clear"),
  cascadeEvents: fc.constantFrom("one", "each"),
  approvalCascades: fc.boolean(),
  eventBlocks: fc.constantFrom("all", "sent"),
});
/** Between the changes rooms move, and blocks without an event are set. */
const steps = fc.array(fc.tuple(scopes, changes, fc.nat(2), fc.option(scopes)), {
  minLength: changesPerTenant,
  maxLength: changesPerTenant,
});

/** The same change with people by ids of another kind. */
function inIds(change: unknown, kind: number): ReserveConfigChange {
  const idOf = idsOf[kind] ?? openId;
  const text = JSON.stringify(change, (_key, value: unknown) => {
    const known = small.people.findIndex((each) => each.openId === value);
    return known === -1 ? value : idOf(known);
  });
  return JSON.parse(text) as ReserveConfigChange;
}

/** What an event says, in the form in which limits are read. */
function readable({ event }: ReserveConfigEvent, kind: (typeof userIdTypes)[number]) {
  const { approve_config: approval, reserve_scope_config: scope, time_config } = event;
  const users = (list: readonly Subscriber[] = []) =>
    list.map(({ user_id: ids }) => ({ user_id: ids?.[kind] }));
  return {
    ...(approval && { approve_config: { ...approval, approvers: users(approval.approvers) } }),
    ...(scope && {
      reserve_scope_config: { ...scope, allow_users: users(scope.allow_users) },
    }),
    ...(time_config && { time_config }),
  };
}

const withoutFlags = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, (key, item: unknown) =>
      key === "if_cover_child_scope" ? undefined : item,
    ),
  );

/** Each event says what is read back, by ids of every kind, as far as the app may see them. */
function expectToldAsRead(tenant: Tenant, { appId, event }: Emission<ReserveConfigEvent>): void {
  const scope = scopeOf(event.event.scope_id);
  for (const userIdType of userIdTypes) {
    const found = tenant.reserveConfig({ ...scope, userIdType });
    if (found.kind === "refused") throw new Error(found.detail);
    const config = withoutFlags(found.config) as object;
    const hides = userIdType === "user_id" && appId === apps[1]?.appId;
    const seen = hides
      ? JSON.parse(JSON.stringify(config, (key, id: unknown) => (key === "user_id" ? null : id)))
      : config;
    expect(seen).toMatchObject(readable(event, userIdType));
    if (tenant.rules.eventBlocks === "all") expect(readable(event, userIdType)).toEqual(seen);
  }
}

type Step = readonly [scopeId: string, change: unknown, kind: number, place: string | null];

/** Rooms 1 to 3 move to the level; a room's form is set. */
async function rearrange(tenant: Tenant, place: string, kind: number): Promise<void> {
  const moved = tenant.findRoom(room(kind + 1));
  if (moved && place.startsWith("omb_")) await tenant.saveRoom({ ...moved, levelId: place });
  await tenant.setSideBlock(scopeOf(place), "form", { reserve_form: true, time_unit: kind });
}

interface Counts {
  updated: number;
  refused: number;
  emitted: number;
}

async function expectLaws(given: TenantRules, story: readonly Step[], counts: Counts) {
  const records: TenantRecord[] = [];
  const emitted: Emission<ReserveConfigEvent>[] = [];
  const tenant = createTenant({
    definition: small,
    random: createRandom(11),
    now: () => startMs,
    rules: given,
    store: {
      append: (record) => Promise.resolve(void records.push(structuredClone(record))),
      close: () => Promise.resolve(),
    },
  });
  tenant.onEmission((emission) =>
    Promise.resolve(void emitted.push(emission as Emission<ReserveConfigEvent>)),
  );
  const begin = tenant.snapshot();
  for (const [scopeId, change, kind, place] of story) {
    if (place !== null) await rearrange(tenant, place, kind);
    const before = JSON.stringify(tenant.snapshot());
    emitted.length = 0;
    const update = {
      ...scopeOf(scopeId),
      change: inIds(change, kind),
      userIdType: userIdTypes[kind] ?? "open_id",
    };
    const preview = tenant.previewReserveConfig(update);
    expect(JSON.stringify(tenant.snapshot())).toBe(before);
    const answer = await tenant.updateReserveConfig(update);
    const foreseen =
      preview.kind === "refused"
        ? preview.refusals[0]
        : { kind: "updated", emissions: preview.emissions };
    expect(answer).toEqual(foreseen);
    counts[answer.kind]++;
    counts.emitted += emitted.length;
    expect(emitted).toEqual(answer.kind === "refused" ? [] : answer.emissions);
    const mayDiffer = answer.kind === "updated";
    expect(mayDiffer || JSON.stringify(tenant.snapshot()) === before).toBe(true);
    for (const emission of emitted) {
      expect(checkEvent(emission.event)).toEqual([]);
      expectToldAsRead(tenant, emission);
    }
  }
  // The notes that the last events were emitted are not awaited by the change.
  for (let turn = 0; turn < 10; turn++) await Promise.resolve();
  const end = JSON.stringify(tenant.snapshot());
  const copy = JSON.parse(end) as typeof begin;
  const restored = createTenant({ definition: copy, random: createRandom(1), now: () => 0 });
  expect(JSON.stringify(restored.snapshot())).toBe(end);
  const replayed = createTenantState(JSON.parse(JSON.stringify(begin)) as typeof begin);
  for (const record of records) replayed.apply(record);
  expect(JSON.stringify(replayed.snapshot(tenant.apps))).toBe(end);
}

describe(`for ${tenants * changesPerTenant} random changes`, () => {
  it("every event is valid, foreseen by the preview and says what is read back, a refused change changes nothing, and snapshot and records make the same tenant again", async () => {
    const counts: Counts = { updated: 0, refused: 0, emitted: 0 };
    await fc.assert(
      fc.asyncProperty(rules, steps, (given, story) => expectLaws(given, story, counts)),
      { numRuns: tenants, seed: 20_261_129, endOnFailure: true },
    );
    // Neither side is a rarity.
    const total = tenants * changesPerTenant;
    expect(counts.updated + counts.refused).toBe(total);
    expect(counts.updated).toBeGreaterThan(total / 10);
    expect(counts.refused).toBeGreaterThan(total / 10);
    expect(counts.emitted).toBeGreaterThan(total / 10);
  });
});
