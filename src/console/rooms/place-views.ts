import type {
  TenantDepartment,
  TenantLevel,
  TenantPerson,
  TenantRoom,
} from "../../tenant/company.js";
import type { ReserveConfig } from "../../tenant/reserve-config-change.js";
import type { ScopeReference, Tenant } from "../../tenant/tenant.js";
import {
  type DepartmentView,
  isOn,
  type LimitsSummary,
  type LimitSource,
  type PersonView,
  type PlaceDetail,
  type PlaceName,
  type PlaceSummary,
} from "./rooms-state.js";

/** Rooms and levels as the page shows them. */
export interface PlaceViews {
  readonly level: (level: TenantLevel) => PlaceSummary;
  readonly room: (room: TenantRoom) => PlaceSummary;
  /** From the root to the level itself. */
  readonly path: (levelId: string) => PlaceName[];
  /** @param range of the children */
  readonly levelDetail: (level: TenantLevel, range: ChildRange) => PlaceDetail;
  readonly roomDetail: (room: TenantRoom) => PlaceDetail;
  readonly person: (person: TenantPerson) => PersonView;
  readonly department: (department: TenantDepartment) => DepartmentView;
}

export interface ChildRange {
  readonly from: number;
  readonly count: number;
}

export function createPlaceViews(tenant: Tenant): PlaceViews {
  const level = (each: TenantLevel): PlaceSummary => {
    const name: PlaceName = { kind: "level", id: each.levelId, name: each.name };
    const hasChildren =
      tenant.childLevels(each.levelId).length > 0 || tenant.roomsOn(each.levelId).length > 0;
    return { ...name, ...limitsIn(name), hasChildren };
  };
  const room = (each: TenantRoom): PlaceSummary => {
    const name: PlaceName = { kind: "room", id: each.roomId, name: each.name };
    const { capacity, status } = each;
    const isDisabled = !status.enabled && { isDisabled: true as const };
    return { ...name, ...limitsIn(name), hasChildren: false, capacity, ...isDisabled };
  };

  function limitsIn(place: PlaceName): Pick<PlaceSummary, "limits" | "sources"> {
    const scope = scopeOf(place);
    const sources = tenant.limitSources(scope);
    const sourceOf = (from: string | undefined): LimitSource => {
      if (from === undefined) return { kind: "documented" };
      if (from === place.id) return { kind: "own" };
      const name = tenant.findLevel(from)?.name ?? from;
      return { kind: "inherited", from: { kind: "level", id: from, name } };
    };
    return {
      limits: summaryOf(configOf(scope)),
      sources: {
        approval_config: sourceOf(sources?.approval),
        time_config: sourceOf(sources?.times),
        reserve_scope_config: sourceOf(sources?.scope),
      },
    };
  }

  function configOf(scope: ScopeReference): ReserveConfig {
    const found = tenant.reserveConfig(scope);
    // A view is made of a place that is there.
    if (found.kind === "refused") throw new Error(found.detail);
    return found.config;
  }

  function detailOf(place: PlaceSummary): Omit<PlaceDetail, "path" | "otherIds"> {
    const config = configOf(scopeOf(place));
    const { approve_config: approval, reserve_scope_config: scope } = config;
    const openIds = new Set(
      [...approval.approvers, ...scope.allow_users].map((each) => each.user_id),
    );
    return {
      place,
      config,
      people: [...openIds].flatMap((id) => {
        const found = tenant.findPerson(id, "open_id");
        return found ? person(found) : [];
      }),
      departments: scope.allow_depts.flatMap(({ department_id: id }) => {
        const found = tenant.findDepartment(id);
        return found ? department(found) : [];
      }),
      below: { levels: 0, rooms: 0 },
      children: [],
      childCount: 0,
    };
  }

  const path = (levelId: string): PlaceName[] =>
    tenant.pathTo(levelId).map(({ levelId: id, name }) => ({ kind: "level", id, name }));

  function childrenOf(levelId: string, { from, count }: ChildRange) {
    const levels = tenant.childLevels(levelId);
    const rooms = tenant.roomsOn(levelId);
    const to = from + count;
    const roomsFrom = Math.max(0, from - levels.length);
    return {
      children: [
        ...levels.slice(from, to).map(level),
        ...rooms.slice(roomsFrom, Math.max(0, to - levels.length)).map(room),
      ],
      childCount: levels.length + rooms.length,
    };
  }

  function countBelow(levelId: string): { readonly levels: number; readonly rooms: number } {
    const ids = [levelId];
    let rooms = 0;
    // The list grows while it is walked.
    for (const id of ids) {
      rooms += tenant.roomsOn(id).length;
      for (const child of tenant.childLevels(id)) ids.push(child.levelId);
    }
    return { levels: ids.length - 1, rooms };
  }

  const departmentPath = (id: string): string =>
    tenant
      .departmentPath(id)
      .map(({ name }) => name)
      .join("/");
  const person = ({ openId, name, departmentId }: TenantPerson): PersonView => ({
    openId,
    name,
    department: departmentPath(departmentId),
  });
  const department = ({ departmentId, name }: TenantDepartment): DepartmentView => ({
    departmentId,
    name,
    path: departmentPath(departmentId),
  });

  return {
    level,
    room,
    path,
    person,
    department,
    levelDetail: (each, range) => ({
      ...detailOf(level(each)),
      otherIds: present([each.customId]),
      path: path(each.levelId).slice(0, -1),
      below: countBelow(each.levelId),
      ...childrenOf(each.levelId, range),
    }),
    roomDetail: (each) => ({
      ...detailOf(room(each)),
      otherIds: present([each.displayId, each.customId]),
      path: path(each.levelId),
    }),
  };
}

const scopeOf = ({ id, kind }: PlaceName): ScopeReference => ({ scopeId: id, scopeType: kind });

const present = (ids: readonly (string | undefined)[]): string[] =>
  ids.filter((id) => id !== undefined);

function summaryOf({
  approve_config: approval,
  time_config: times,
  reserve_scope_config: scope,
}: ReserveConfig): LimitsSummary {
  const isForLong = isOn(approval.approval_condition);
  return {
    approval: {
      isOn: isOn(approval.approval_switch),
      ...(isForLong && { aboveHours: approval.meeting_duration }),
      approvers: approval.approvers.length,
    },
    times: {
      isOn: isOn(times.time_switch),
      start: Number(times.start_time),
      end: Number(times.end_time),
      maxHours: times.max_duration,
      daysInAdvance: times.days_in_advance,
    },
    scope: {
      isEverybody: isOn(scope.allow_all_users),
      users: scope.allow_users.length,
      departments: scope.allow_depts.length,
    },
  };
}
