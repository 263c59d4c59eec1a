import { countEffects, mostOf, nothing } from "../../receiver/effect-shape.js";
import type { EventIds, Sightings, Witness } from "../../receiver/witness/witness.js";
import type { EffectView, Sighting } from "../console-state.js";
import type { HistoryEntry } from "../history/history-entry.js";
import { byEventOnly } from "./effect-lesson.js";

/** What a witness has shown of one delivery's event since it is watched. */
export interface EffectTrack {
  readonly entry: HistoryEntry;
  readonly witness: Witness;
  /** What was seen before that. */
  readonly prior: readonly Sighting[];
  /** Of these the witness knows nothing: another one saw them. */
  readonly before: number;
  /** Each time more showed. */
  readonly rises: Rise[];
  /** `wall.elapsed()`: of the present or last attempt. */
  startedAt: number;
  /** Undefined while the attempt is on the wire. */
  endedAt: number | undefined;
  risenAt: number;
  /** How many of the planned looks have been taken since. */
  looks: number;
  hasFailed: boolean;
}

interface Rise {
  /** Simulated Unix milliseconds. */
  readonly atMs: number;
  readonly seen: Sightings;
}

/** Rises kept of one delivery; a receiver may go on mentioning it. */
const mostRises = 32;

export function createTrack(
  entry: HistoryEntry,
  witness: Witness,
  { isSameWitness, startedAt }: { readonly isSameWitness: boolean; readonly startedAt: number },
): EffectTrack {
  const prior = sightingsOf(entry.effects);
  const before = isSameWitness ? 0 : total(prior);
  return {
    entry,
    witness,
    prior,
    before,
    startedAt,
    rises: [],
    endedAt: undefined,
    risenAt: startedAt,
    looks: 0,
    hasFailed: false,
  };
}

export const idsOf = ({ delivery, scopeId }: HistoryEntry): EventIds => ({
  eventId: delivery.eventId,
  subjectId: scopeId,
});

export const seenBy = ({ rises }: EffectTrack): Sightings => rises.at(-1)?.seen ?? nothing;

/** Takes note of a look. */
export function noteSeen(
  track: EffectTrack,
  shown: Sightings,
  { atMs, at }: { readonly atMs: number; readonly at: number },
): void {
  track.hasFailed = false;
  const before = seenBy(track);
  const seen = mostOf(before, byEventOnly(shown));
  if (seen.eventId <= before.eventId) return;
  if (track.rises.length >= mostRises) track.rises.pop();
  track.rises.push({ atMs, seen });
  track.risenAt = at;
}

/** Accepted at the first try, and Feishu's own: what it shows is what one effect looks like. */
export function isClean({ entry: { delivery, forgery }, prior }: EffectTrack): boolean {
  const [first] = delivery.attempts;
  const isOnly = delivery.attempts.length === 1 && first?.next.kind === "succeeded";
  return isOnly && forgery === undefined && prior.length === 0;
}

/**
 * When how many effects showed, by what is known now of how one looks.
 * @param shape undefined at a witness that counts effects itself
 * @param others how many effects of the same event are another delivery's
 */
export function countTrack(
  { entry, prior, before, rises }: EffectTrack,
  { shape, others }: { readonly shape: Sightings | undefined; readonly others: number },
): Extract<EffectView, { kind: "counted" }> {
  const expected = isAccepted(entry) ? 1 : 0;
  const countOf = (seen: Sightings): number =>
    shape
      ? countEffects([idsOf(entry)], () => seen, { shape, expected: expected + others }).effects
      : seen.eventId;
  let known = total(prior);
  const sightings = [...prior];
  for (const { atMs, seen } of rises) {
    const count = before + Math.max(0, countOf(seen) - others);
    if (count > known) sightings.push({ atMs, count: count - known });
    known = Math.max(known, count);
  }
  const last = before + Math.max(0, countOf(rises.at(-1)?.seen ?? nothing) - others);
  return counted(withoutLast(sightings, known - Math.max(last, total(prior))));
}

const isAccepted = ({ delivery, forgery }: HistoryEntry): boolean =>
  forgery === undefined && delivery.attempts.some(({ next }) => next.kind === "succeeded");

const counted = (sightings: readonly Sighting[]): Extract<EffectView, { kind: "counted" }> => ({
  kind: "counted",
  count: total(sightings),
  sightings,
});

/** What showed later may tell that less of it was an effect. */
function withoutLast(sightings: Sighting[], surplus: number): Sighting[] {
  for (let left = surplus; left > 0;) {
    const last = sightings.pop();
    if (!last) break;
    if (last.count > left) sightings.push({ ...last, count: last.count - left });
    left -= last.count;
  }
  return sightings;
}

export const sightingsOf = (effects: EffectView): readonly Sighting[] =>
  effects.kind === "counted" ? effects.sightings : [];

export const total = (sightings: readonly Sighting[]): number =>
  sightings.reduce((sum, { count }) => sum + count, 0);
