/**
 * So many of a long list that a reader learns most from, in their order: the first of each kind, then the earliest.
 * Where one of thirty requests was refused, that one is among them.
 */
export function mostVaried<T>(
  items: readonly T[],
  most: number,
  kindOf: (item: T) => string,
): readonly T[] {
  const kinds = new Set<string>();
  const firstOfKind: number[] = [];
  const others: number[] = [];
  items.forEach((item, index) => {
    const kind = kindOf(item);
    (kinds.has(kind) ? others : firstOfKind).push(index);
    kinds.add(kind);
  });
  const chosen = new Set([...firstOfKind, ...others].slice(0, most));
  return items.filter((_item, index) => chosen.has(index));
}
