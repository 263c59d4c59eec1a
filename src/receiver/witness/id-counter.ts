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
const mostIds = 200_000;
const hexRun = /[0-9a-f]{32,}/g;
const openRun = /[0-9a-f]+$/;
/** A line may be longer; then what stands around an id is cut at some place or other. */
const longestLine = 8_192;

/** The wordings in which each id was seen, one for each time. */
type Seen = Map<string, number[]>;

/**
 * Every id this suite makes ends in 32 lower-case hex digits, so it is enough to remember how often each
 * such run was seen. A run of up to 128 digits counts for every id inside it ("%22" before an id adds digits).
 */
export function createIdCounter(): IdCounter {
  const seen: Seen = new Map();
  /** The line that has not ended yet, and what is to be seen in it so far. */
  let rest = "";
  let inRest: Seen | undefined;

  function wordingsOf(id: string): number[] {
    const key = id.slice(-idLength);
    inRest ??= seenIn(rest, new Map());
    return [...(seen.get(key) ?? []), ...(inRest.get(key) ?? [])];
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
    for (let start = 0; start + idLength <= run.length; start++) {
      note(run.slice(start, start + idLength), wording, seen);
    }
  }
  return seen;
}

function note(id: string, wording: number, seen: Seen): void {
  const before = seen.get(id);
  if (before) return void before.push(wording);
  if (seen.size >= mostIds) seen.delete(seen.keys().next().value ?? "");
  seen.set(id, [wording]);
}

function tally(wordings: readonly number[]): Wordings {
  const counts = new Map<number, number>();
  for (const wording of wordings) counts.set(wording, (counts.get(wording) ?? 0) + 1);
  return counts;
}
