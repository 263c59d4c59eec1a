import type { EventIds, Sightings } from "./witness.js";

/** Counts ids in a stream of bytes without knowing them beforehand and without keeping the bytes. */
export interface IdCounter {
  /** Takes the next bytes; an id may be cut anywhere between two calls. */
  add(chunk: Buffer): void;
  count(ids: EventIds): Sightings;
}

const idLength = 32;
/** Longer runs of hex digits are dumps, not ids. */
const longestRun = 128;
const mostIds = 200_000;
const hexRun = /[0-9a-f]{32,}/g;
const openRun = /[0-9a-f]+$/;

/**
 * Every id this suite makes ends in 32 lower-case hex digits, so it is enough to remember how often each
 * such run was seen. A run of up to 128 digits counts for every id inside it ("%22" before an id adds digits).
 */
export function createIdCounter(): IdCounter {
  const seen = new Map<string, number>();
  let rest = "";

  function note(id: string): void {
    const before = seen.get(id) ?? 0;
    if (before === 0 && seen.size >= mostIds) seen.delete(seen.keys().next().value ?? "");
    seen.set(id, before + 1);
  }

  function noteRuns(text: string): void {
    for (const [run] of text.matchAll(hexRun)) {
      if (run.length > longestRun) continue;
      for (let start = 0; start + idLength <= run.length; start++) {
        note(run.slice(start, start + idLength));
      }
    }
  }

  function countOf(id: string): number {
    const key = id.slice(-idLength);
    // The run the stream ends with may still grow, but what is complete in it is there already.
    return (seen.get(key) ?? 0) + (rest.length <= longestRun && rest.includes(key) ? 1 : 0);
  }

  return {
    add(chunk) {
      // Ids are ASCII: reading bytes as Latin-1 is right for them and survives binary output.
      const text = rest + chunk.toString("latin1");
      const open = openRun.exec(text.slice(-longestRun - 1))?.[0] ?? "";
      noteRuns(text.slice(0, text.length - open.length));
      rest = open;
    },
    count: ({ eventId, scopeId }) => ({ eventId: countOf(eventId), scopeId: countOf(scopeId) }),
  };
}

/** Counts ids in one whole text. */
export function countIds(text: Buffer, events: readonly EventIds[]): Sightings[] {
  const counter = createIdCounter();
  counter.add(text);
  return events.map((ids) => counter.count(ids));
}
