import { definedOnly } from "../base/defined-only.js";
import { formatPath } from "../base/json-path.js";
import type { Random } from "../base/random.js";
import { meantText, suggestion } from "../base/suggestions.js";
import { createApp, type Permission, permissions } from "../event/app.js";
import type { DocumentPath, DocumentProblems } from "../event/document-problems.js";
import { reserveConfigEventType } from "../event/reserve-config/reserve-config-event.js";
import { defaultOpenApiRules } from "../open-api/open-api-rules.js";
import { installedApp } from "../tenant/bare-tenant.js";
import type {
  RoomStatus,
  TenantDepartment,
  TenantLevel,
  TenantPerson,
  TenantRoom,
} from "../tenant/company.js";
import { misspeltEventType } from "../tenant/fired-event-types.js";
import { departmentIndex, type NameIndex, personIndex } from "../tenant/name-index.js";
import type { TenantApp } from "../tenant/tenant-app.js";
import type { DefinedLimits } from "../tenant/tenant-definition.js";
import { readLimits } from "../tenant/written-limits.js";
import { type Named, tenantFileTexts } from "./tenant-file-texts.js";
import type { TenantFile } from "./tenant-file.js";
import type {
  WrittenApp,
  WrittenDepartment,
  WrittenLevel,
  WrittenLimits,
  WrittenPerson,
  WrittenRoom,
  WrittenTenant,
} from "./written-tenant.js";

/** The contact service's own id for what is above every department. */
const rootDepartment = "0";

const defaultCapacity = 8;

export interface TenantReaderOptions {
  /** Source of the ids that are left out. */
  readonly random: Random;
  readonly problems: DocumentProblems;
}

/** Reads a tenant that has passed the schema: fills in ids, and checks what a schema cannot say. */
export function readWrittenTenant(
  written: WrittenTenant,
  { random, problems }: TenantReaderOptions,
): TenantFile {
  const departments: TenantDepartment[] = [];
  const people: TenantPerson[] = [];
  const levels: TenantLevel[] = [];
  const rooms: TenantRoom[] = [];
  /** Limits name people and departments, and are read when all of them are known. */
  const limits: { readonly scopeId: string; written: WrittenLimits; path: DocumentPath }[] = [];
  /** Where each id stands. */
  const ids = new Map<string, DocumentPath>();

  /** Depends on the names from the top down to the thing itself, and on nothing else in the file. */
  const sourceOf = (kind: string, names: readonly string[]): Random =>
    random.fork(JSON.stringify([kind, ...names]));

  function read(): TenantFile {
    const { name, rules = {} } = written;
    const tenantKey = written.tenantKey ?? sourceOf("tenant", []).hex(16);
    readDepartments(written.departments ?? [], { names: [], path: ["departments"] });
    const findDepartment = departmentIndex(departments);
    for (const [index, person] of readNamed("person", written.people, ["people"])) {
      readPerson(person, ["people", index], findDepartment);
    }
    const findPerson = personIndex(people);
    readRoot(findPerson);
    const apps = readNamed("app", written.apps, ["apps"]).map(([index, app]) =>
      readApp(app, ["apps", index], { tenantKey, findDepartment }),
    );
    const defaultApp = () => installedApp(createApp({ tenantKey }, sourceOf("app", [])));
    return {
      name,
      tenantKey,
      apps: apps.length === 0 ? [defaultApp()] : apps,
      levels,
      rooms,
      departments,
      people,
      limits: limits.map(({ scopeId, written, path }): DefinedLimits => {
        const finder = {
          person: (person: string, at: DocumentPath) =>
            found(findPerson, person, [...path, ...at])?.openId ?? "",
          department: (department: string, at: DocumentPath) =>
            found(findDepartment, department, [...path, ...at])?.departmentId ?? "",
        };
        return { scopeId, ...readLimits(written, finder) };
      }),
      ...splitRules(rules),
    };
  }

  interface Place {
    /** Of what it is in, from the top. */
    readonly names: readonly string[];
    readonly path: DocumentPath;
    readonly parentId?: string;
  }

  function readDepartments(items: readonly WrittenDepartment[], place: Place): void {
    const { names, path, parentId } = place;
    for (const [index, item] of readNamed("department", items, path)) {
      const own = [...names, item.name];
      const at = [...path, index];
      const source = sourceOf("department", own);
      const departmentId = item.departmentId ?? `od-${source.hex(32)}`;
      const customId = item.customId ?? source.hex(16);
      claim(departmentId, [...at, "departmentId"]);
      claim(customId, [...at, "customId"]);
      departments.push({
        name: item.name,
        departmentId,
        customId,
        ...definedOnly({ parentId }),
      });
      const below = { names: own, path: [...at, "departments"], parentId: departmentId };
      readDepartments(item.departments ?? [], below);
    }
  }

  function readPerson(
    { department, ...item }: WrittenPerson,
    path: DocumentPath,
    findDepartment: ReturnType<typeof departmentIndex>,
  ): void {
    const source = sourceOf("person", [item.name]);
    const made = {
      openId: `ou_${source.hex(32)}`,
      unionId: `on_${source.hex(32)}`,
      userId: source.alphanumeric(8, { lower: true }),
    };
    const home =
      department === undefined
        ? undefined
        : found(findDepartment, department, [...path, "department"]);
    const person = { ...made, ...item, departmentId: home?.departmentId ?? rootDepartment };
    for (const name of ["openId", "unionId", "userId", "email"] as const) {
      const id = person[name];
      if (id !== undefined) claim(id, [...path, name]);
    }
    people.push(person);
  }

  function readRoot(findPerson: ReturnType<typeof personIndex>): void {
    const { name, levels: below, rooms: own, limits: rootLimits } = written;
    const levelId = `omb_${sourceOf("level", []).hex(32)}`;
    levels.push({ name, levelId });
    const root = { levelId, names: [], path: [] };
    readInside(definedOnly({ levels: below, rooms: own, limits: rootLimits }), root, findPerson);
  }

  function readInside(
    item: Pick<WrittenLevel, "levels" | "rooms" | "limits">,
    place: { readonly levelId: string } & Place,
    findPerson: ReturnType<typeof personIndex>,
  ): void {
    const { levelId, names, path } = place;
    noteLimits(item.limits, levelId, [...path, "limits"]);
    for (const [index, room] of readNamed("room", item.rooms, [...path, "rooms"])) {
      const at = [...path, "rooms", index];
      readRoom(room, { levelId, names: [...names, room.name], path: at }, findPerson);
    }
    for (const [index, level] of readNamed("level", item.levels, [...path, "levels"])) {
      const at = [...path, "levels", index];
      const own = [...names, level.name];
      const ownId = level.levelId ?? `omb_${sourceOf("level", own).hex(32)}`;
      claim(ownId, [...at, "levelId"]);
      if (level.customId !== undefined) claim(`level ${level.customId}`, [...at, "customId"]);
      const { customId } = level;
      levels.push({
        name: level.name,
        levelId: ownId,
        parentId: levelId,
        ...definedOnly({ customId }),
      });
      readInside(level, { levelId: ownId, names: own, path: at }, findPerson);
    }
  }

  function readRoom(
    { limits: own, status, ...item }: WrittenRoom,
    { levelId, names, path }: { readonly levelId: string } & Place,
    findPerson: ReturnType<typeof personIndex>,
  ): void {
    const source = sourceOf("room", names);
    const made = { roomId: `omm_${source.hex(32)}`, displayId: `LM${source.digits(9)}` };
    const room: TenantRoom = {
      capacity: defaultCapacity,
      ...made,
      ...item,
      levelId,
      status: readStatus(status, [...path, "status"], findPerson),
    };
    claim(room.roomId, [...path, "roomId"]);
    claim(room.displayId, [...path, "displayId"]);
    if (room.customId !== undefined) claim(`room ${room.customId}`, [...path, "customId"]);
    rooms.push(room);
    noteLimits(own, room.roomId, [...path, "limits"]);
  }

  function readStatus(
    status: WrittenRoom["status"] = { enabled: true },
    path: DocumentPath,
    findPerson: ReturnType<typeof personIndex>,
  ): RoomStatus {
    const { disabledFrom, disabledUntil, contacts, ...rest } = status;
    const asText = (seconds: string | number | undefined): string | undefined =>
      seconds === undefined ? undefined : String(seconds);
    return {
      ...rest,
      ...definedOnly({
        disabledFrom: asText(disabledFrom),
        disabledUntil: asText(disabledUntil),
        contacts: contacts?.map(
          (name, index) => found(findPerson, name, [...path, "contacts", index])?.openId ?? "",
        ),
      }),
    };
  }

  function noteLimits(own: WrittenLimits | undefined, scopeId: string, path: DocumentPath): void {
    if (own !== undefined) limits.push({ scopeId, written: own, path });
  }

  function readApp(
    { name, events = [reserveConfigEventType], requestUrl, contactRange, ...rest }: WrittenApp,
    path: DocumentPath,
    {
      tenantKey,
      findDepartment,
    }: {
      readonly tenantKey: string;
      readonly findDepartment: ReturnType<typeof departmentIndex>;
    },
  ): TenantApp {
    const settings = {
      ...rest,
      tenantKey,
      ...(rest.permissions && {
        permissions: readPermissions(rest.permissions, [...path, "permissions"]),
      }),
    };
    const app = createApp(settings, sourceOf("app", [name]));
    checkEvents(events, [...path, "events"]);
    claim(app.appId, [...path, "appId"]);
    const range = contactRange?.map(
      (department, index) =>
        found(findDepartment, department, [...path, "contactRange", index])?.departmentId ?? "",
    );
    return { ...app, name, events, ...definedOnly({ requestUrl, contactRange: range }) };
  }

  /** Any type can be subscribed to; a name that is almost one of ours is a slip. */
  function checkEvents(events: readonly string[], path: DocumentPath): void {
    for (const [index, eventType] of events.entries()) {
      const meant = misspeltEventType(eventType);
      if (meant === undefined || eventType.includes("${env:")) continue;
      const hint = meantText(meant);
      problems.add([...path, index], tenantFileTexts("no-event-type", { eventType, hint }));
    }
  }

  /** Those of them that there are. */
  function readPermissions(given: readonly string[], path: DocumentPath): readonly Permission[] {
    return given.flatMap((permission, index) => {
      const known = permissions.find((each) => each === permission);
      if (known !== undefined || permission.includes("${env:")) return known ?? [];
      const hint =
        suggestion(permission, permissions) ?? tenantFileTexts("known", { names: permissions });
      problems.add([...path, index], tenantFileTexts("no-permission", { permission, hint }));
      return [];
    });
  }

  /** The items with their places, but for those whose name another has already. */
  function readNamed<Item extends { readonly name: string }>(
    what: Named,
    items: readonly Item[] | undefined,
    path: DocumentPath,
  ): (readonly [number, Item])[] {
    const taken = new Map<string, number>();
    return [...(items ?? []).entries()].filter(([index, { name }]) => {
      const first = taken.get(name);
      if (first === undefined) {
        taken.set(name, index);
        return true;
      }
      const place = formatPath([...path, first]);
      problems.add([...path, index, "name"], tenantFileTexts("name-taken", { what, name, place }));
      return false;
    });
  }

  /** Two things cannot share an id. */
  function claim(id: string, path: DocumentPath): void {
    const taken = ids.get(id);
    if (taken === undefined) ids.set(id, path);
    else {
      const place = formatPath(taken);
      problems.add(path, tenantFileTexts("id-taken", { member: String(path.at(-1)), place }));
    }
  }

  function found<Item>(find: NameIndex<Item>, name: string, path: DocumentPath): Item | undefined {
    // Without an environment the file is only looked at, and this could be anybody's name.
    if (name.includes("${env:")) return undefined;
    const result = find(name);
    if (result.kind === "found") return result.item;
    problems.add(path, result.text);
    return undefined;
  }

  return read();
}

/** The tenant's own, and those of the Open API: in the file nobody has to know which is which. */
function splitRules(
  rules: Readonly<Record<string, unknown>>,
): Pick<TenantFile, "rules" | "openApiRules"> {
  const isOfApi = (name: string): boolean => Object.hasOwn(defaultOpenApiRules, name);
  const pick = (wanted: boolean): object =>
    Object.fromEntries(Object.entries(rules).filter(([name]) => isOfApi(name) === wanted));
  return { rules: pick(false), openApiRules: pick(true) };
}
