import { isSubscribed, projectEvent } from "../event/permission-projection.js";
import {
  reserveConfigEventType,
  type ReserveConfigUpdated,
  scopeTypes,
} from "../event/reserve-config-event.js";
import type { TenantLevel, TenantPerson, TenantRoom } from "./company.js";
import { refused } from "./refusal.js";
import type { ReserveConfig, UserIdType } from "./reserve-config-change.js";
import type { TenantApp } from "./tenant-app.js";
import type { Emission } from "./tenant-record.js";
import { defaultTenantRules } from "./tenant-rules.js";
import type { ScopeReference, Tenant, TenantOptions } from "./tenant.js";

/** The thinnest tenant: it changes booking times without a rule. To be replaced. */
export function createTenant({ definition, random, now, rules = {} }: TenantOptions): Tenant {
  const apps = new Map<string, TenantApp>(definition.apps.map((app) => [app.appId, app]));
  const rooms = new Map<string, TenantRoom>(definition.rooms.map((room) => [room.roomId, room]));
  const levels = new Map<string, TenantLevel>(definition.levels.map((it) => [it.levelId, it]));
  const configs = new Map<string, ReserveConfig>();
  const sideBlocks = new Map<string, unknown>();
  let emit: ((emission: Emission) => Promise<void>) | undefined;
  const exists = ({ scopeId, scopeType }: ScopeReference): boolean =>
    (scopeType === "room" ? rooms : levels).has(scopeId);

  return {
    ...definition,
    rules: { ...defaultTenantRules, ...rules },
    get apps() {
      return [...apps.values()];
    },
    get rooms() {
      return [...rooms.values()];
    },
    get levels() {
      return [...levels.values()];
    },
    findApp: (appId) => apps.get(appId),
    findRoom: (roomId) => rooms.get(roomId),
    findLevel: (levelId) => levels.get(levelId),
    findPerson: (id, type) => definition.people.find((person) => idOf(person, type) === id),
    findDepartment: (id) => definition.departments.find((each) => each.departmentId === id),
    findDepartmentByCustomId: (id) => definition.departments.find((each) => each.customId === id),
    peopleOf: (id) => definition.people.filter(({ departmentId }) => departmentId === id),
    childDepartments: (id) => definition.departments.filter(({ parentId = "0" }) => parentId === id),
    pathTo(levelId) {
      const path: TenantLevel[] = [];
      for (let level = levels.get(levelId); level; level = levels.get(level.parentId ?? "")) {
        path.unshift(level);
      }
      return path;
    },
    childLevels: (levelId) => [...levels.values()].filter(({ parentId }) => parentId === levelId),
    roomsOn: (levelId) => [...rooms.values()].filter((room) => room.levelId === levelId),
    setApp: (app) => void apps.set(app.appId, app),
    updateReserveConfig(update) {
      if (!exists(update)) return Promise.resolve(refused("unknown-scope", "no such scope"));
      const before = configs.get(update.scopeId) ?? documentedDefaults;
      const after = {
        ...before,
        time_config: { ...before.time_config, ...update.change.time_config },
      };
      configs.set(update.scopeId, after);
      const content: ReserveConfigUpdated = {
        scope_id: update.scopeId,
        scope_type: scopeTypes[update.scopeType],
        time_config: after.time_config,
      };
      const emissions = [...apps.values()].filter(isSubscribed).map((app) => ({
        appId: app.appId,
        event: projectEvent(
          {
            schema: "2.0",
            header: {
              event_id: random.hex(32),
              token: app.verificationToken,
              create_time: String(now()),
              event_type: reserveConfigEventType,
              tenant_key: app.tenantKey,
              app_id: app.appId,
            },
            event: content,
          },
          app,
        ),
      }));
      for (const emission of emissions) void emit?.(emission);
      return Promise.resolve({ kind: "updated", emissions });
    },
    reserveConfig: (scope) =>
      exists(scope)
        ? { kind: "found", config: configs.get(scope.scopeId) ?? documentedDefaults }
        : refused("unknown-scope", "no such scope"),
    sideBlock: ({ scopeId }, name) => sideBlocks.get(`${scopeId}/${name}`),
    setSideBlock: ({ scopeId }, name, block) =>
      Promise.resolve(void sideBlocks.set(`${scopeId}/${name}`, block)),
    saveRoom: (room) => Promise.resolve(void rooms.set(room.roomId, room)),
    deleteRoom: (roomId) => Promise.resolve(void rooms.delete(roomId)),
    saveLevel: (level) => Promise.resolve(void levels.set(level.levelId, level)),
    deleteLevel(levelId) {
      const below = [levelId];
      for (const id of below) {
        for (const level of levels.values()) if (level.parentId === id) below.push(level.levelId);
        for (const room of rooms.values()) if (room.levelId === id) rooms.delete(room.roomId);
        levels.delete(id);
      }
      return Promise.resolve();
    },
    newRoomId: () => `omm_${random.hex(32)}`,
    newLevelId: () => `omb_${random.hex(32)}`,
    newDisplayId: () => `LM${random.digits(9)}`,
    onEmission: (next) => {
      emit = next;
    },
    snapshot: () => ({ ...definition, version: 1 }),
    close: () => Promise.resolve(),
  };
}

const idOf = (person: TenantPerson, type: UserIdType): string =>
  ({ open_id: person.openId, union_id: person.unionId, user_id: person.userId })[type];

const documentedDefaults: ReserveConfig = {
  approve_config: {
    approval_switch: 0,
    approval_condition: 0,
    meeting_duration: 99,
    approvers: [],
  },
  time_config: {
    time_switch: 0,
    days_in_advance: 365,
    opening_hour: "28800",
    start_time: "0",
    end_time: "86400",
    max_duration: 2,
  },
  reserve_scope_config: { allow_all_users: 1, allow_users: [], allow_depts: [] },
};
