/** Some of what goes by a text. */
export interface FoundByText<Item> {
  readonly items: readonly Item[];
  readonly hasMore: boolean;
}

export interface FindByTextOptions<Item> {
  readonly most: number;
  readonly nameOf: (item: Item) => string;
  /** These have to be written in full: a few letters are in many an id. */
  readonly idsOf: (item: Item) => readonly (string | undefined)[];
}

/**
 * Looks through all items, in whatever case the text is written: those whose name begins with it or that
 * have it as an id first, then those whose name has it inside. An empty text finds the first items.
 */
export function findByText<Item>(
  items: Iterable<Item>,
  text: string,
  { most, nameOf, idsOf }: FindByTextOptions<Item>,
): FoundByText<Item> {
  const wanted = text.trim();
  const lower = wanted.toLowerCase();
  const begin: Item[] = [];
  const inside: Item[] = [];
  for (const item of items) {
    const place = nameOf(item).toLowerCase().indexOf(lower);
    if (place === 0 || idsOf(item).includes(wanted)) begin.push(item);
    else if (place > 0 && inside.length <= most) inside.push(item);
    if (begin.length > most) break;
  }
  const found = [...begin, ...inside];
  return { items: found.slice(0, most), hasMore: found.length > most };
}
