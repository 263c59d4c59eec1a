import type { HistoryEntry } from "./history-entry.js";

/** Finds the deliveries of one event: it may be sent again, or forged. */
export interface SameEvents {
  add(entry: HistoryEntry): void;
  remove(entry: HistoryEntry): void;
  others(entry: HistoryEntry): readonly HistoryEntry[];
}

export function createSameEvents(initial: Iterable<HistoryEntry>): SameEvents {
  const byEvent = new Map<string, readonly HistoryEntry[]>();
  const others = (entry: HistoryEntry): readonly HistoryEntry[] =>
    (byEvent.get(entry.delivery.eventId) ?? []).filter((other) => other !== entry);
  const add = (entry: HistoryEntry): void =>
    void byEvent.set(entry.delivery.eventId, [...others(entry), entry]);
  for (const entry of initial) add(entry);
  return {
    add,
    others,
    remove(entry) {
      const left = others(entry);
      if (left.length > 0) byEvent.set(entry.delivery.eventId, left);
      else byEvent.delete(entry.delivery.eventId);
    },
  };
}
