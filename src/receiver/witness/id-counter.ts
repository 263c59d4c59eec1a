import type { EventIds, Sightings, Wordings } from "./witness.js";
import { contextLength, wordingAt } from "./wording.js";

/** Counts ids in a stream of bytes without knowing them beforehand and without keeping the bytes. */
export interface IdCounter {
  /** Takes the next bytes; an id may be cut anywhere between two calls. */
  add(chunk: Buffer): void;
  count(ids: EventIds): CountedSightings;
}

export type CountedSightings = Sightings & Required<Pick<Sightings, "wordings">>;

const idLength = 32;
/** Longer runs of hex digits are dumps, not ids. */
const longestRun = 128;
/** So many digits in front of an id, or behind it, may belong to something else ("%22" before it). */
const strangeDigits = 4;
/** Ids are kept in two halves: when one is full the older is forgotten as a whole, which takes no time. */
const mostIdsInHalf = 100_000;
const hexRun = /[0-9a-f]{32,}/g;
/** So much of an open line is kept: an id whose context has not all come, and the context before it. */
const mostKept = contextLength + longestRun + 1 + contextLength;

/** What ids were seen, and in which wordings. */
interface Seen {
  of(id: string): Wordings;
  note(id: string, wording: number): void;
}

export interface IdCounterOptions {
  /** Told how many characters were looked at, each time any are. */
  readonly onScanned?: (characters: number) => void;
}

/**
 * Every id this suite makes ends in 32 lower-case hex digits, so it is enough to remember how often each
 * such run was seen. A longer run counts for the ids at its start and at its end.
 *
 * The work grows with the bytes alone, however long a line is, in whatever pieces it comes and however often
 * somebody asks: of a line that has not ended only the last `mostKept` characters are looked at again.
 */
export function createIdCounter({ onScanned = () => {} }: IdCounterOptions = {}): IdCounter {
  const seen = createSeen();
  /** The end of the line that has not ended yet; the ids that end before `settled` are counted. */
  let rest = "";
  let settled = 0;
  let inRest: Seen | undefined;

  /** Notes the ids in `text` that end behind `from`, and not behind `to`. */
  function scan(text: string, into: Seen, { from, to }: { from: number; to: number }): Seen {
    onScanned(text.length);
    for (const { 0: run, index } of text.matchAll(hexRun)) {
      const end = index + run.length;
      if (end <= from || end > to || run.length > longestRun) continue;
      noteRun(run, wordingOf(text, index, run.length, onScanned), into);
    }
    return into;
  }

  function wordingsOf(id: string): Wordings {
    const key = id.slice(-idLength);
    inRest ??= scan(rest, createSeen(), { from: settled, to: rest.length });
    return addUp(seen.of(key), inRest.of(key));
  }

  return {
    add(chunk) {
      // Ids are ASCII: reading bytes as Latin-1 is right for them and survives binary output.
      const text = rest + chunk.toString("latin1");
      const lineStart = text.lastIndexOf("\n") + 1;
      // What stands around an id counts as well, so it must have come.
      const complete = Math.max(lineStart, text.length - contextLength, settled);
      scan(text, seen, { from: settled, to: complete });
      const start = Math.max(lineStart, text.length - mostKept);
      rest = text.slice(start);
      settled = Math.max(0, complete - start);
      inRest = undefined;
    },
    count({ eventId, subjectId }) {
      const [events, scopes] = [wordingsOf(eventId), wordingsOf(subjectId)];
      return {
        eventId: total(events),
        subjectId: total(scopes),
        wordings: { eventId: events, subjectId: scopes },
      };
    },
  };
}

/** Counts ids in one whole text, where it says nothing in which order they come. */
export function countIds(text: Buffer, events: readonly EventIds[]): Sightings[] {
  const counter = createIdCounter();
  counter.add(text);
  return events.map((ids) => {
    const { eventId, subjectId } = counter.count(ids);
    return { eventId, subjectId };
  });
}

/** An id that cannot be told from the digits around it has no wording. */
function wordingOf(
  text: string,
  index: number,
  length: number,
  onScanned: (characters: number) => void,
): number {
  if (length !== idLength) return 0;
  // Only what is near is looked at: a line may be as long as the whole output.
  const before = text.slice(Math.max(0, index - contextLength), index);
  const behind = text.slice(index + length, index + length + contextLength);
  onScanned(before.length + behind.length);
  const start = before.lastIndexOf("\n") + 1;
  const end = behind.indexOf("\n");
  const from = index - before.length + start;
  const to = index + length + (end < 0 ? behind.length : end);
  return wordingAt(text.slice(from, to), index - from, index - from + length);
}

function noteRun(run: string, wording: number, into: Seen): void {
  const last = run.length - idLength;
  for (let start = 0; start <= last; start++) {
    const isInside = start > strangeDigits && start < last - strangeDigits;
    if (!isInside) into.note(run.slice(start, start + idLength), wording);
  }
}

/** Most ids show once: for them the wording alone is kept. */
function createSeen(): Seen {
  type Kept = number | Map<number, number>;
  let newer = new Map<string, Kept>();
  let older = new Map<string, Kept>();
  const find = (id: string): Kept | undefined => newer.get(id) ?? older.get(id);
  return {
    of(id) {
      const kept = find(id);
      if (kept === undefined) return new Map();
      return typeof kept === "number" ? new Map([[kept, 1]]) : kept;
    },
    note(id, wording) {
      const kept = find(id);
      const counts = typeof kept === "number" ? new Map([[kept, 1]]) : kept;
      counts?.set(wording, (counts.get(wording) ?? 0) + 1);
      if (newer.size >= mostIdsInHalf) [newer, older] = [new Map(), newer];
      newer.set(id, counts ?? wording);
    },
  };
}

/** Always another map, because what was seen so far goes on growing. */
function addUp(some: Wordings, others: Wordings): Wordings {
  const sums = new Map(some);
  for (const [wording, count] of others) sums.set(wording, (sums.get(wording) ?? 0) + count);
  return sums;
}

function total(wordings: Wordings): number {
  let sum = 0;
  for (const count of wordings.values()) sum += count;
  return sum;
}
