import type { EventIds, Sightings, Wordings } from "./witness/witness.js";

/** Reads how often an event has shown so far. */
export type SightingsOf = (event: EventIds) => Sightings;

const idKinds = ["eventId", "subjectId"] as const;

export const nothing: Sightings = { eventId: 0, subjectId: 0 };

export interface Effects {
  readonly effects: number;
  /** The ids show more often than these effects explain: the receiver only mentions the events. */
  readonly mentioned: boolean;
}

/**
 * The effects of these events together, if `shape` is what a good event's one effect shows.
 *
 * Where that gives more than expected, the wordings have a say: a line such as "duplicate 5e37… ignored"
 * mentions an event and is no effect of it. They never take away an expected effect, because a good event may
 * have words of its own ("level omb_… changed").
 */
export function countEffects(
  events: readonly EventIds[],
  seen: SightingsOf,
  { shape, expected }: { readonly shape: Sightings; readonly expected: number },
): Effects {
  const shown = together(events, seen);
  const effects = countById(shown, shape, expected);
  const kind = tellingKind(shown, shape);
  if (effects <= expected || kind === undefined) return { effects, mentioned: false };
  const alike = leastOften(
    [...wordings(shape, kind)].map(
      ([wording, one]) => [wordings(shown, kind).get(wording) ?? 0, one] as const,
    ),
  );
  return alike < expected || alike >= effects
    ? { effects, mentioned: false }
    : { effects: alike, mentioned: true };
}

/**
 * By the event_id, where a good event showed it: a log that cuts long lines loses the scope_id, which comes
 * later on the line, and several events may share a scope. Only without wordings to tell a mention by does a
 * scope_id that shows less often, but does show, take away what was not expected.
 */
function countById(shown: Sightings, shape: Sightings, expected: number): number {
  const [byEvent, byScope] = idKinds.map((kind) => leastOften([[shown[kind], shape[kind]]]));
  if (shape.eventId === 0 || byEvent === undefined) return byScope ?? 0;
  const isTold = shape.subjectId === 0 || wordings(shape, "eventId").size > 0;
  if (isTold || !byScope || byScope >= byEvent) return byEvent;
  return Math.max(byScope, Math.min(byEvent, expected));
}

/** Whose wordings tell an effect from a mention; none where the ids that have them were cut off. */
function tellingKind(shown: Sightings, shape: Sightings): (typeof idKinds)[number] | undefined {
  return idKinds.find(
    (kind) =>
      wordings(shape, kind).size > 0 &&
      (kind === "eventId" || shape.eventId === 0 || shown.subjectId > 0),
  );
}

/** With only those wordings that both show equally often. */
export function commonShape(shape: Sightings, other: Sightings): Sightings {
  return filterWordings(
    shape,
    (kind, wording, count) => wordings(other, kind).get(wording) === count,
  );
}

/** Without the wordings that the other shows as well. */
export function shapeWithout(shape: Sightings, other: Sightings): Sightings {
  return filterWordings(shape, (kind, wording) => !wordings(other, kind).has(wording));
}

/** Whether either id shows more often. */
export function showsMore(sightings: Sightings, than: Sightings): boolean {
  return idKinds.some((kind) => sightings[kind] > than[kind]);
}

/** Whether either id shows more often, or in words that the other is not shown in. */
export function showsOther(sightings: Sightings, than: Sightings): boolean {
  if (showsMore(sightings, than)) return true;
  const own = shapeWithout(sightings, than);
  return idKinds.some((kind) => wordings(own, kind).size > 0);
}

/** More of either: what was seen once stays seen, also when a witness inside the receiver forgets it on a restart. */
export function mostOf(before: Sightings, now: Sightings): Sightings {
  return {
    ...now,
    eventId: Math.max(before.eventId, now.eventId),
    subjectId: Math.max(before.subjectId, now.subjectId),
  };
}

const noWordings: Wordings = new Map();

const wordings = (sightings: Sightings, kind: (typeof idKinds)[number]): Wordings =>
  sightings.wordings?.[kind] ?? noWordings;

function filterWordings(
  shape: Sightings,
  keeps: (kind: (typeof idKinds)[number], wording: number, count: number) => boolean,
): Sightings {
  const kept = (kind: (typeof idKinds)[number]): Wordings =>
    new Map([...wordings(shape, kind)].filter(([wording, count]) => keeps(kind, wording, count)));
  return { ...shape, wordings: { eventId: kept("eventId"), subjectId: kept("subjectId") } };
}

/** What several events show; an id that they share is counted once. */
function together(events: readonly EventIds[], seen: SightingsOf): Sightings {
  const byId = (kind: (typeof idKinds)[number]): Sightings[] => [
    ...new Map(events.map((event) => [event[kind], seen(event)])).values(),
  ];
  const [byEvent, byScope] = [byId("eventId"), byId("subjectId")];
  return {
    eventId: byEvent.reduce((sum, { eventId }) => sum + eventId, 0),
    subjectId: byScope.reduce((sum, { subjectId }) => sum + subjectId, 0),
    wordings: {
      eventId: addUp(byEvent.map((sightings) => wordings(sightings, "eventId"))),
      subjectId: addUp(byScope.map((sightings) => wordings(sightings, "subjectId"))),
    },
  };
}

function addUp(all: readonly Wordings[]): Wordings {
  const sums = new Map<number, number>();
  for (const wordings of all) {
    for (const [wording, count] of wordings) sums.set(wording, (sums.get(wording) ?? 0) + count);
  }
  return sums;
}

function leastOften(pairs: readonly (readonly [all: number, one: number])[]): number {
  return Math.min(...pairs.filter(([, one]) => one > 0).map(([all, one]) => Math.floor(all / one)));
}
