/** Items by id, in the order they were added. */
export interface Roster<Item extends { readonly id: string }> {
  add(item: Item): void;
  remove(item: Item): void;
  get(id: string): Item | undefined;
  values(): Item[];
  readonly size: number;
}

/**
 * For items that come and go in great numbers. A Map keeps the same order, but every table it outgrows
 * leads on to the next, so that once one of them is old what was in all later ones lives on until a full
 * collection: a tenth of all that a delivery takes, copied twice. Ids that are whole numbers must rise.
 */
export function createRoster<Item extends { readonly id: string }>(): Roster<Item> {
  const items = Object.create(null) as Record<string, Item>;
  let size = 0;
  return {
    add(item) {
      if (items[item.id] === undefined) size++;
      items[item.id] = item;
    },
    remove({ id }) {
      if (items[id] === undefined) return;
      delete items[id];
      size--;
    },
    get: (id) => items[id],
    values: () => Object.values(items),
    get size() {
      return size;
    },
  };
}
