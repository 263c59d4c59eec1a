/** How often each event was acted on, for the newest events. */
export interface EffectCounts {
  of(eventId: string): number;
  add(eventId: string): void;
}

/** Many times what Feishu sends an app within the seven hours of its retries. */
const usualKeep = 100_000;

/** Counts are kept in two halves: when one is full the older is forgotten as a whole, which takes no time. */
export function createEffectCounts({ keep = usualKeep } = {}): EffectCounts {
  let newer = new Map<string, number>();
  let older = new Map<string, number>();
  const of = (eventId: string): number => newer.get(eventId) ?? older.get(eventId) ?? 0;
  return {
    of,
    add(eventId) {
      const count = of(eventId) + 1;
      if (!newer.has(eventId) && newer.size >= keep) [newer, older] = [new Map(), newer];
      newer.set(eventId, count);
    },
  };
}
