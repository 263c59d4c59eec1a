import type { TenantLevel, TenantRoom } from "./company.js";

/** Rooms and levels as a tree, with every look-up by index: a company has ten thousand rooms. */
export interface PlaceTree {
  /** From the top down, so that a parent comes before its children. */
  readonly levels: readonly TenantLevel[];
  readonly rooms: readonly TenantRoom[];
  findRoom(roomId: string): TenantRoom | undefined;
  findLevel(levelId: string): TenantLevel | undefined;
  /** The level a room is on, or the one above a level. */
  parentOf(scopeId: string): string | undefined;
  pathTo(levelId: string): readonly TenantLevel[];
  childLevels(levelId: string): readonly TenantLevel[];
  roomsOn(levelId: string): readonly TenantRoom[];
  /** The ids of all levels and rooms below a level, levels first. */
  below(levelId: string): readonly string[];
  saveRoom(room: TenantRoom): void;
  deleteRoom(roomId: string): void;
  saveLevel(level: TenantLevel): void;
  /** With everything below. */
  deleteLevel(levelId: string): void;
}

/** The parent of the root. */
const nowhere = "";

export function createPlaceTree(
  levels: readonly TenantLevel[],
  rooms: readonly TenantRoom[],
): PlaceTree {
  const levelIndex = createChildIndex<TenantLevel>(
    ({ levelId }) => levelId,
    ({ parentId = nowhere }) => parentId,
  );
  const roomIndex = createChildIndex<TenantRoom>(
    ({ roomId }) => roomId,
    ({ levelId }) => levelId,
  );
  let levelList: readonly TenantLevel[] | undefined;
  let roomList: readonly TenantRoom[] | undefined;
  for (const level of levels) levelIndex.save(level);
  for (const room of rooms) roomIndex.save(room);

  function levelsBelow(levelId: string): TenantLevel[] {
    const found = [...levelIndex.childrenOf(levelId)];
    // The list grows while it is walked: breadth first.
    for (const { levelId: next } of found) found.push(...levelIndex.childrenOf(next));
    return found;
  }
  function below(levelId: string): string[] {
    const ids = levelsBelow(levelId).map((level) => level.levelId);
    const roomIds = [levelId, ...ids].flatMap((id) =>
      roomIndex.childrenOf(id).map(({ roomId }) => roomId),
    );
    return [...ids, ...roomIds];
  }
  function remove(id: string): void {
    levelIndex.remove(id);
    roomIndex.remove(id);
    levelList = undefined;
    roomList = undefined;
  }

  return {
    get levels() {
      return (levelList ??= levelsBelow(nowhere));
    },
    get rooms() {
      return (roomList ??= roomIndex.list());
    },
    findRoom: (roomId) => roomIndex.find(roomId),
    findLevel: (levelId) => levelIndex.find(levelId),
    parentOf: (scopeId) => roomIndex.find(scopeId)?.levelId ?? levelIndex.find(scopeId)?.parentId,
    pathTo(levelId) {
      const path: TenantLevel[] = [];
      let level = levelIndex.find(levelId);
      for (; level; level = levelIndex.find(level.parentId ?? nowhere)) path.unshift(level);
      return path;
    },
    childLevels: (levelId) => levelIndex.childrenOf(levelId),
    roomsOn: (levelId) => roomIndex.childrenOf(levelId),
    below,
    saveRoom(room) {
      roomIndex.save(room);
      roomList = undefined;
    },
    deleteRoom: remove,
    saveLevel(level) {
      levelIndex.save(level);
      levelList = undefined;
    },
    deleteLevel(levelId) {
      for (const id of below(levelId)) remove(id);
      remove(levelId);
    },
  };
}

interface ChildIndex<Item> {
  find(id: string): Item | undefined;
  childrenOf(parentId: string): readonly Item[];
  list(): readonly Item[];
  save(item: Item): void;
  remove(id: string): void;
}

function createChildIndex<Item>(
  idOf: (item: Item) => string,
  parentOf: (item: Item) => string,
): ChildIndex<Item> {
  const items = new Map<string, Item>();
  const children = new Map<string, Map<string, Item>>();
  /** As they were last asked for: a page of a long list does not copy all of it. */
  const lists = new Map<string, readonly Item[]>();

  function remove(id: string): void {
    const item = items.get(id);
    if (item === undefined) return;
    items.delete(id);
    lists.delete(parentOf(item));
    const siblings = children.get(parentOf(item));
    siblings?.delete(id);
    if (siblings?.size === 0) children.delete(parentOf(item));
  }
  return {
    find: (id) => items.get(id),
    childrenOf(parentId) {
      const known = lists.get(parentId);
      const siblings = children.get(parentId);
      if (known || !siblings) return known ?? [];
      const list = [...siblings.values()];
      lists.set(parentId, list);
      return list;
    },
    list: () => [...items.values()],
    save(item) {
      const id = idOf(item);
      const known = items.get(id);
      // What moves comes last in both lists, so that their order is the same after a restart.
      if (known !== undefined && parentOf(known) !== parentOf(item)) remove(id);
      items.set(id, item);
      lists.delete(parentOf(item));
      const siblings = children.get(parentOf(item)) ?? new Map<string, Item>();
      children.set(parentOf(item), siblings.set(id, item));
    },
    remove,
  };
}
