/** Entries in a row whose ids begin alike: "event/accepted" is of the group "event". */
export interface Group<Entry> {
  readonly name: string;
  readonly entries: readonly Entry[];
}

/** The groups in the order in which they begin. */
export function groupByPart<Entry extends { readonly id: string }>(
  entries: readonly Entry[],
): Group<Entry>[] {
  const groups = new Map<string, Entry[]>();
  for (const entry of entries) {
    const [name = ""] = entry.id.split("/", 1);
    const group = groups.get(name);
    if (group) group.push(entry);
    else groups.set(name, [entry]);
  }
  return [...groups].map(([name, members]) => ({ name, entries: members }));
}
