import { detailBytesOf, giveUpDetails, type HistoryEntry } from "./history-entry.js";

export interface HistoryBoundsOptions {
  /** Ended deliveries kept. */
  readonly keep: number;
  /** Bytes that the details of ended deliveries may take together. */
  readonly detailBytes: number;
  readonly forget: (entry: HistoryEntry) => void;
}

/** Sees that the ended deliveries do not take ever more memory: the first that ended go first. */
export interface HistoryBounds {
  /** It has ended, or grew after its end by a duplicate. */
  ended(entry: HistoryEntry): void;
  /** It is not counted any more. */
  remove(entry: HistoryEntry): void;
}

export function createHistoryBounds({
  keep,
  detailBytes,
  forget,
}: HistoryBoundsOptions): HistoryBounds {
  /** In the order they ended. */
  const endedOnes = new Set<HistoryEntry>();
  /** Those that still have details, with their bytes. */
  const detailed = new Map<HistoryEntry, number>();
  let bytes = 0;

  function remove(entry: HistoryEntry): void {
    endedOnes.delete(entry);
    bytes -= detailed.get(entry) ?? 0;
    detailed.delete(entry);
  }

  function giveUpOldest(): void {
    for (const [entry, its] of detailed) {
      if (bytes <= detailBytes) return;
      detailed.delete(entry);
      bytes -= its;
      giveUpDetails(entry);
    }
  }

  function forgetOldest(): void {
    for (const entry of endedOnes) {
      if (endedOnes.size <= keep) return;
      remove(entry);
      forget(entry);
    }
  }

  return {
    remove,
    ended(entry) {
      endedOnes.add(entry);
      const its = detailBytesOf(entry);
      bytes += its - (detailed.get(entry) ?? 0);
      if (its > 0) detailed.set(entry, its);
      forgetOldest();
      giveUpOldest();
    },
  };
}
