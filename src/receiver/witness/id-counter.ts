import type { EventIds, Sightings, Wordings } from "./witness.js";
import { wordingAt } from "./wording.js";

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
const openRun = /[0-9a-f]+$/;
/** A line may be longer; then what stands around an id is cut at some place or other. */
const longestLine = 8_192;

/** The wordings in which ids were seen, one for each time. */
interface Seen {
  of(id: string): readonly number[];
  note(id: string, wording: number): void;
}

/**
 * Every id this suite makes ends in 32 lower-case hex digits, so it is enough to remember how often each
 * such run was seen. A longer run counts for the ids at its start and at its end.
 */
export function createIdCounter(): IdCounter {
  const seen = createSeen();
  /** The line that has not ended yet, and what is to be seen in it so far. */
  let rest = "";
  let inRest: Seen | undefined;

  function wordingsOf(id: string): number[] {
    const key = id.slice(-idLength);
    inRest ??= seenIn(rest, createSeen());
    return [...seen.of(key), ...inRest.of(key)];
  }

  return {
    add(chunk) {
      // Ids are ASCII: reading bytes as Latin-1 is right for them and survives binary output.
      const text = rest + chunk.toString("latin1");
      const end = endOfLines(text);
      seenIn(text.slice(0, end), seen);
      rest = text.slice(end);
      inRest = undefined;
    },
    count({ eventId, scopeId }) {
      const [events, scopes] = [wordingsOf(eventId), wordingsOf(scopeId)];
      return {
        eventId: events.length,
        scopeId: scopes.length,
        wordings: { eventId: tally(events), scopeId: tally(scopes) },
      };
    },
  };
}

/** Counts ids in one whole text, where it says nothing in which order they come. */
export function countIds(text: Buffer, events: readonly EventIds[]): Sightings[] {
  const counter = createIdCounter();
  counter.add(text);
  return events.map((ids) => {
    const { eventId, scopeId } = counter.count(ids);
    return { eventId, scopeId };
  });
}

/** Where the last whole line ends, or an endless one may be cut: never inside an id. */
function endOfLines(text: string): number {
  const end = text.lastIndexOf("\n") + 1;
  if (text.length - end <= longestLine) return end;
  const open = openRun.exec(text.slice(-longestRun - 1))?.[0] ?? "";
  return text.length - open.length;
}

function seenIn(text: string, seen: Seen): Seen {
  for (const { 0: run, index } of text.matchAll(hexRun)) {
    if (run.length > longestRun) continue;
    const from = text.lastIndexOf("\n", index) + 1;
    const to = text.indexOf("\n", index);
    const line = text.slice(from, to < 0 ? text.length : to);
    const at = index - from;
    // An id that cannot be told from the digits around it has no wording either.
    const wording = run.length === idLength ? wordingAt(line, at, at + idLength) : 0;
    const last = run.length - idLength;
    for (let start = 0; start <= last; start++) {
      const isInside = start > strangeDigits && start < last - strangeDigits;
      if (!isInside) seen.note(run.slice(start, start + idLength), wording);
    }
  }
  return seen;
}

function createSeen(): Seen {
  let newer = new Map<string, number[]>();
  let older = new Map<string, number[]>();
  const find = (id: string): number[] | undefined => newer.get(id) ?? older.get(id);
  return {
    of: (id) => find(id) ?? [],
    note(id, wording) {
      const wordings = find(id) ?? [];
      wordings.push(wording);
      if (newer.size >= mostIdsInHalf) [newer, older] = [new Map(), newer];
      newer.set(id, wordings);
    },
  };
}

function tally(wordings: readonly number[]): Wordings {
  const counts = new Map<number, number>();
  for (const wording of wordings) counts.set(wording, (counts.get(wording) ?? 0) + 1);
  return counts;
}
