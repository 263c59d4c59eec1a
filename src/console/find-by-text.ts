/** Some of what goes by a text. */
export interface FoundByText<Item> {
  readonly items: readonly Item[];
  readonly hasMore: boolean;
}

/**
 * Looks through all items, in whatever case the text is written: those that begin with it first, then those
 * that have it inside. An empty text finds the first items.
 */
export function findByText<Item>(
  items: Iterable<Item>,
  text: string,
  { most, textsOf }: { readonly most: number; readonly textsOf: (item: Item) => readonly string[] },
): FoundByText<Item> {
  const wanted = text.trim().toLowerCase();
  const begin: Item[] = [];
  const inside: Item[] = [];
  for (const item of items) {
    const place = placeOf(wanted, textsOf(item));
    if (place === 0) begin.push(item);
    else if (place > 0 && inside.length <= most) inside.push(item);
    if (begin.length > most) break;
  }
  const found = [...begin, ...inside];
  return { items: found.slice(0, most), hasMore: found.length > most };
}

/** The least of the texts' places, -1 for none. */
function placeOf(wanted: string, texts: readonly string[]): number {
  const places = texts
    .map((text) => text.toLowerCase().indexOf(wanted))
    .filter((place) => place >= 0);
  return places.length === 0 ? -1 : Math.min(...places);
}
