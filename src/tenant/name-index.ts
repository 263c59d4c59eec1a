import { suggestion } from "../base/suggestions.js";
import type { Text } from "../base/text.js";
import type { TenantDepartment, TenantLevel, TenantPerson, TenantRoom } from "./company.js";
import { type PlaceOrPerson, tenantTexts } from "./tenant-texts.js";

/** Something people call by one name or another. */
export interface Named<Item> {
  readonly item: Item;
  /** The shortest first; the last is the one that leaves no doubt. */
  readonly names: readonly string[];
}

/** What goes by a name, or why nobody can tell, as a sentence with what to write instead. */
export type Found<Item> =
  | { readonly kind: "found"; readonly item: Item }
  | { readonly kind: "not-found"; readonly text: Text };

/** Finds by a name or an id. */
export type NameIndex<Item> = (name: string) => Found<Item>;

export function createNameIndex<Item>(
  what: PlaceOrPerson,
  entries: readonly Named<Item>[],
): NameIndex<Item> {
  const byName = new Map<string, Named<Item>[]>();
  for (const entry of entries) {
    for (const name of new Set(entry.names)) {
      byName.set(name, [...(byName.get(name) ?? []), entry]);
    }
  }
  return (name) => {
    const [first, ...others] = byName.get(name) ?? [];
    if (first && others.length === 0) return { kind: "found", item: first.item };
    const text = first
      ? ambiguous(what, name, [first, ...others])
      : unknown(what, name, [...byName.keys()]);
    return { kind: "not-found", text };
  };
}

function ambiguous(what: PlaceOrPerson, name: string, entries: readonly Named<unknown>[]): Text {
  const choices = entries.slice(0, 3).map(({ names }) => `"${names.at(-1)}"`);
  return tenantTexts("ambiguous", { what, name, choices });
}

const mostShown = 8;

function unknown(what: PlaceOrPerson, name: string, known: readonly string[]): Text {
  const hint = suggestion(name, known);
  if (hint !== undefined) return tenantTexts("unknown-but-near", { what, name, hint });
  // Ids say nothing to people.
  const readable = known.filter((each) => !/^(?:omm_|omb_|od-|ou_|on_)/.test(each));
  if (readable.length === 0) return tenantTexts("unknown-as-all", { what, name });
  const isCut = readable.length > mostShown;
  return tenantTexts("unknown", { what, name, known: readable.slice(0, mostShown), isCut });
}

const present = (names: readonly (string | undefined)[]): string[] =>
  names.filter((name) => name !== undefined && name !== "") as string[];

/** By name, email address and each of the three ids. */
export const personIndex = (people: readonly TenantPerson[]): NameIndex<TenantPerson> =>
  createNameIndex(
    "person",
    people.map((item) => ({
      item,
      names: present([item.name, item.email, item.userId, item.unionId, item.openId]),
    })),
  );

/** By name, by path ("Research/Lab") and by either id. */
export function departmentIndex(
  departments: readonly TenantDepartment[],
): NameIndex<TenantDepartment> {
  const paths = createPaths(departments, ({ departmentId }) => departmentId);
  return createNameIndex(
    "department",
    departments.map((item) => ({
      item,
      names: present([item.name, item.customId, item.departmentId, paths(item)]),
    })),
  );
}

/** By name, by path from the level below the root on ("Beijing/F1") and by either id. */
export function levelIndex(levels: readonly TenantLevel[]): NameIndex<TenantLevel> {
  const paths = createLevelPaths(levels);
  return createNameIndex(
    "level",
    levels.map((item) => ({
      item,
      names: present([item.name, item.customId, item.levelId, paths(item)]),
    })),
  );
}

/** By name, by path ("Beijing/F1/Room 101") and by each of its ids. */
export function roomIndex(
  rooms: readonly TenantRoom[],
  levels: readonly TenantLevel[],
): NameIndex<TenantRoom> {
  const paths = createLevelPaths(levels);
  const levelOf = new Map(levels.map((level) => [level.levelId, level]));
  return createNameIndex(
    "room",
    rooms.map((item) => {
      const level = levelOf.get(item.levelId);
      const path = [level ? paths(level) : "", item.name].filter(Boolean).join("/");
      return {
        item,
        names: present([item.name, item.customId, item.displayId, item.roomId, path]),
      };
    }),
  );
}

/** The root is in every path, and so in none. */
function createLevelPaths(levels: readonly TenantLevel[]): (level: TenantLevel) => string {
  const below = levels.filter(({ parentId }) => parentId !== undefined);
  const paths = createPaths(below, ({ levelId }) => levelId);
  return (level) => (level.parentId === undefined ? "" : paths(level));
}

function createPaths<Item extends { readonly name: string; readonly parentId?: string }>(
  items: readonly Item[],
  idOf: (item: Item) => string,
): (item: Item) => string {
  const byId = new Map(items.map((item) => [idOf(item), item]));
  return (item) => {
    const names: string[] = [];
    for (let each: Item | undefined = item; each; each = byId.get(each.parentId ?? "")) {
      names.unshift(each.name);
    }
    return names.join("/");
  };
}
