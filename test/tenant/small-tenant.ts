import type { ReserveConfigEvent } from "../../src/event/reserve-config/reserve-config-event.js";
import { createRandom } from "../../src/base/random.js";
import { createApp } from "../../src/event/app.js";
import { reserveConfigEventType } from "../../src/event/reserve-config/reserve-config-event.js";
import { createTenant } from "../../src/tenant/create-tenant.js";
import type { ReserveConfigChange } from "../../src/tenant/reserve-config-change.js";
import type { TenantApp } from "../../src/tenant/tenant-app.js";
import type { TenantDefinition } from "../../src/tenant/tenant-definition.js";
import type { Emission } from "../../src/tenant/tenant-record.js";
import type { Tenant, TenantOptions, UpdateReserveConfig } from "../../src/tenant/tenant.js";

const hex = (number: number): string => number.toString(16).padStart(32, "0");

export const level = (number: number): string => `omb_${hex(number)}`;
export const room = (number: number): string => `omm_${hex(number)}`;
export const department = (number: number): string => `od-${hex(number)}`;
export const openId = (number: number): string => `ou_${hex(number)}`;
export const unionId = (number: number): string => `on_${hex(number)}`;
export const userId = (number: number): string => `user${number.toString(36).padStart(4, "0")}`;

export const app: TenantApp = {
  ...createApp({}, createRandom(1)),
  name: "caller",
  events: [reserveConfigEventType],
};

/**
 * One root with two buildings and a floor in the first; rooms 1 and 2 on the floor, 3 in the second
 * building, 4 on the root. 600 people, 600 departments.
 */
export const definition: TenantDefinition = {
  name: "Small Ltd",
  tenantKey: app.tenantKey,
  apps: [app],
  levels: [
    { levelId: level(1), name: "Small Ltd" },
    { levelId: level(2), name: "East", parentId: level(1) },
    { levelId: level(3), name: "West", parentId: level(1) },
    { levelId: level(4), name: "East 1", parentId: level(2) },
  ],
  rooms: [
    { roomId: room(1), levelId: level(4) },
    { roomId: room(2), levelId: level(4) },
    { roomId: room(3), levelId: level(3) },
    { roomId: room(4), levelId: level(1) },
  ].map((each, index) => ({
    ...each,
    name: `Room ${index + 1}`,
    capacity: 8,
    displayId: `LM10000000${index}`,
    status: { enabled: true },
  })),
  departments: Array.from({ length: 600 }, (_, number) => ({
    name: `Department ${number}`,
    departmentId: department(number),
    customId: `d${number}`,
  })),
  people: Array.from({ length: 600 }, (_, number) => ({
    name: `Person ${number}`,
    openId: openId(number),
    unionId: unionId(number),
    userId: userId(number),
    departmentId: department(0),
  })),
};

export const startMs = 1_700_000_000_000;

export interface SmallTenant {
  readonly tenant: Tenant;
  /** What was emitted, in order. */
  readonly emitted: Emission<ReserveConfigEvent>[];
  /** Changes a room or level, as its id says. */
  readonly update: (
    scopeId: string,
    change: unknown,
    options?: Partial<UpdateReserveConfig>,
  ) => ReturnType<Tenant["updateReserveConfig"]>;
}

export function smallTenant(options: Partial<TenantOptions> = {}): SmallTenant {
  const tenant = createTenant({
    definition,
    random: createRandom(7),
    now: () => startMs,
    ...options,
  });
  const emitted: Emission<ReserveConfigEvent>[] = [];
  tenant.onEmission((emission) => {
    emitted.push(emission as Emission<ReserveConfigEvent>);
    return Promise.resolve();
  });
  return {
    tenant,
    emitted,
    update: (scopeId, change, more) =>
      tenant.updateReserveConfig({
        ...scopeOf(scopeId),
        change: change as ReserveConfigChange,
        ...more,
      }),
  };
}

export const scopeOf = (scopeId: string) =>
  ({ scopeId, scopeType: scopeId.startsWith("omm_") ? "room" : "level" }) as const;

/** The three blocks as they are read back. */
export function read(tenant: Tenant, scopeId: string, userIdType = "open_id" as const) {
  const found = tenant.reserveConfig({ ...scopeOf(scopeId), userIdType });
  if (found.kind === "refused") throw new Error(found.detail);
  return found.config;
}

/** The room, which is there. */
export function roomOf(places: Pick<Tenant, "rooms">, roomId: string): Tenant["rooms"][number] {
  const found = places.rooms.find((each) => each.roomId === roomId);
  if (!found) throw new Error(`There is no ${roomId}.`);
  return found;
}
