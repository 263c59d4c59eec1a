import type { WallClock } from "../base/clock.js";
import { messageOf } from "../base/errors.js";
import type { EventIds, Sightings, Witness } from "./witness/witness.js";

/** Effects of an event, or why nobody can say. */
export type EffectCount =
  | { readonly kind: "counted"; readonly effects: number }
  | { readonly kind: "unknown"; readonly reason: string };

export interface EffectLedger {
  /**
   * Finds out what one effect looks like from a good event that was just accepted. Returns as soon as the
   * event shows; how often it shows in the end is awaited by the first count.
   */
  calibrate(event: EventIds): Promise<void>;
  /** There is no point in looking: says why. */
  giveUp(reason: string): void;
  /** The effects of these events together, once whatever they do must have shown. */
  effectsOf(events: readonly EventIds[], expected: number): Promise<EffectCount>;
  /** The same, one by one. */
  effectsOfEach(events: readonly EventIds[], expected: number): Promise<readonly EffectCount[]>;
  /**
   * Whether the witness shows any id of each event, after a while of waiting: all that can be said before
   * calibration, when nobody knows what an effect looks like. All false without a witness.
   */
  areShown(events: readonly EventIds[]): Promise<readonly boolean[]>;
  /** Counts once more at the end of the run; returns groups that showed more effects than when first counted. */
  lateEffects(): Promise<readonly LateEffects[]>;
  summary(): WitnessSummary;
}

export interface LateEffects {
  readonly events: readonly EventIds[];
  readonly before: number;
  readonly now: number;
}

/** What could be learnt about how the receiver shows its effects. */
export type WitnessSummary =
  | { readonly state: "none" }
  /** There is a witness, but it did not see a good event. */
  | { readonly state: "blind"; readonly kind: string; readonly reason: string }
  | {
      readonly state: "calibrated";
      readonly kind: string;
      /** How often each id shows when one event is acted on. */
      readonly occurrencesPerEffect: { readonly eventId: number; readonly scopeId: number };
    };

export interface EffectLedgerOptions {
  readonly witness: Witness | undefined;
  readonly wall: WallClock;
  /** Sends a good event of its own and returns its ids, or undefined when it was not accepted. */
  sendMarker(): Promise<EventIds | undefined>;
  readonly timing?: Partial<EffectTiming>;
  /** What one effect of this very receiver looks like, from an earlier run: saves calibrating again. */
  readonly occurrencesPerEffect?: Sightings;
}

/** All real milliseconds. */
export interface EffectTiming {
  /** How long a good event may take to show. */
  readonly visibleWithinMs: number;
  /** How long nothing more must show until calibration is over. */
  readonly quietMs: number;
  /** The least time between the marker's effect and the count. */
  readonly marginMs: number;
  /** How long an expected effect that has not shown is waited for. */
  readonly patienceMs: number;
}

const defaultTiming: EffectTiming = {
  visibleWithinMs: 3_000,
  quietMs: 250,
  marginMs: 40,
  patienceMs: 1_000,
};

const noWitness =
  'Nothing shows whether the receiver acted: add --exec "node server.js", or --witness log:PATH.';

/**
 * Counts effects. To prove that nothing happened, it does not wait for each event: it sends a good
 * *marker* event afterwards, and once the marker's effect shows, plus a margin of twice the latency
 * seen in calibration, the effect of what was sent before would have shown too. All who wait share one marker.
 */
export function createEffectLedger(options: EffectLedgerOptions): EffectLedger {
  const { witness, wall } = options;
  const timing = { ...defaultTiming, ...options.timing };
  const known = new Map<string, Sightings>();
  let counted: { readonly events: readonly EventIds[]; readonly effects: number }[] = [];
  let blindness = witness ? "No good event has been sent yet." : noWitness;
  let unit: Sightings | undefined = witness && options.occurrencesPerEffect;
  let calibrating: Promise<void> = Promise.resolve();
  let latencyMs = 0;
  let round: Round | undefined;
  let lastRound: Promise<void> = Promise.resolve();

  async function look(events: readonly EventIds[]): Promise<void> {
    const sightings = (await witness?.look(events)) ?? [];
    events.forEach(({ eventId }, index) => {
      const now = sightings[index] ?? nothing;
      const before = known.get(eventId) ?? nothing;
      // What was seen once stays seen, also when a witness inside the receiver forgets it on a restart.
      known.set(eventId, {
        eventId: Math.max(before.eventId, now.eventId),
        scopeId: Math.max(before.scopeId, now.scopeId),
      });
    });
  }

  const seen = ({ eventId }: EventIds): Sightings => known.get(eventId) ?? nothing;
  const effectsNow = (events: readonly EventIds[]): number =>
    unit === undefined ? 0 : countEffects(events, seen, unit);

  /** Looks whenever there may be news until `done` says so; false when `withinMs` have passed. */
  async function lookUntil(
    events: readonly EventIds[],
    done: () => boolean,
    withinMs: number,
  ): Promise<boolean> {
    const deadline = wall.elapsed() + withinMs;
    for (let pauseMs = 5; ; pauseMs = Math.min(100, pauseMs * 1.5)) {
      await look(events);
      if (done()) return true;
      const leftMs = deadline - wall.elapsed();
      if (leftMs <= 0) return false;
      await news(witness, wall, Math.min(pauseMs, leftMs));
    }
  }

  async function calibrate(event: EventIds): Promise<void> {
    if (!witness || unit) return;
    const startedAt = wall.elapsed();
    const isSeen = (): boolean => seen(event).eventId + seen(event).scopeId > 0;
    if (!(await lookUntil([event], isSeen, timing.visibleWithinMs))) {
      blindness = `The witness (${witness.kind}) did not see a good event that was accepted; it must show the event_id or the scope_id of every event acted on.`;
      return;
    }
    latencyMs = wall.elapsed() - startedAt;
    calibrating = becomeQuiet(event, startedAt);
  }

  /** One effect is what shows until nothing more has shown for `quietMs`. */
  async function becomeQuiet(event: EventIds, startedAt: number): Promise<void> {
    for (let before = seen(event); ; before = seen(event)) {
      const changed = (): boolean =>
        seen(event).eventId !== before.eventId || seen(event).scopeId !== before.scopeId;
      if (!(await lookUntil([event], changed, timing.quietMs))) break;
      latencyMs = wall.elapsed() - startedAt;
    }
    unit = seen(event);
  }

  /** One marker for all who ask before it is sent; who asks later waits for the next. */
  function settle(events: readonly EventIds[]): Promise<void> {
    if (round) {
      round.events.push(...events);
      return round.done;
    }
    const opened: Round = { events: [...events], done: Promise.resolve() };
    opened.done = runRound(opened, lastRound);
    round = opened;
    lastRound = opened.done;
    return opened.done;
  }

  async function runRound(opened: Round, before: Promise<void>): Promise<void> {
    await before.catch(() => {});
    await sleep(wall, 5);
    round = undefined;
    await passMarker();
    await look(opened.events);
  }

  async function passMarker(): Promise<void> {
    const marker = await options.sendMarker();
    const isSeen = (): boolean => marker !== undefined && effectsNow([marker]) >= 1;
    const shown = marker && (await lookUntil([marker], isSeen, 5 * latencyMs + timing.patienceMs));
    // Without a marker to go by, only time tells.
    const marginMs = shown === true ? Math.max(timing.marginMs, 2 * latencyMs) : timing.patienceMs;
    await sleep(wall, Math.min(marginMs, 2_000));
  }

  async function count(
    groups: readonly (readonly EventIds[])[],
    expected: number,
  ): Promise<EffectCount[]> {
    try {
      await calibrating;
      if (unit === undefined) return groups.map(() => ({ kind: "unknown", reason: blindness }));
      await settle(groups.flat());
      const missing = (): boolean => groups.some((group) => effectsNow(group) < expected);
      if (missing()) await lookUntil(groups.flat(), () => !missing(), timing.patienceMs);
      return groups.map((events) => {
        const effects = effectsNow(events);
        // A later count of the same event, or of one that shares its scope, takes the place of the earlier.
        counted = [
          ...counted.filter((other) => !overlap(other.events, events)),
          { events, effects },
        ];
        return { kind: "counted", effects };
      });
    } catch (error) {
      return groups.map(() => ({ kind: "unknown", reason: messageOf(error) }));
    }
  }

  async function areShown(events: readonly EventIds[]): Promise<boolean[]> {
    const shows = (event: EventIds): boolean => seen(event).eventId + seen(event).scopeId > 0;
    try {
      await lookUntil(events, () => events.some(shows), witness ? timing.patienceMs : 0);
    } catch {
      // A witness that breaks shows nothing.
    }
    return events.map(shows);
  }

  async function lateEffects(): Promise<LateEffects[]> {
    if (unit === undefined || counted.length === 0) return [];
    await look(counted.flatMap(({ events }) => events)).catch(() => {});
    return counted
      .map(({ events, effects }) => ({ events, before: effects, now: effectsNow(events) }))
      .filter(({ before, now }) => now > before);
  }

  return {
    calibrate: (event) =>
      calibrate(event).catch((error: unknown) => {
        blindness = messageOf(error);
      }),
    giveUp(reason) {
      if (witness) blindness = reason;
    },
    effectsOf: async (events, expected) => {
      const [only] = await count([events], expected);
      return only ?? { kind: "unknown", reason: blindness };
    },
    effectsOfEach: (events, expected) =>
      count(
        events.map((event) => [event]),
        expected,
      ),
    areShown,
    lateEffects,
    summary() {
      if (!witness) return { state: "none" };
      if (!unit) return { state: "blind", kind: witness.kind, reason: blindness };
      return { state: "calibrated", kind: witness.kind, occurrencesPerEffect: unit };
    },
  };
}

interface Round {
  readonly events: EventIds[];
  done: Promise<void>;
}

const nothing: Sightings = { eventId: 0, scopeId: 0 };

/**
 * One effect shows everything a good event showed. So the id that shows least often decides, and a line
 * such as "duplicate 5e37… ignored" does not count as a second effect. Ids that several events share count once.
 */
function countEffects(
  events: readonly EventIds[],
  seen: (event: EventIds) => Sightings,
  unit: Sightings,
): number {
  const byEvent = new Map(events.map((event) => [event.eventId, seen(event).eventId]));
  const byScope = new Map<string, number>();
  for (const event of events) {
    byScope.set(event.scopeId, Math.max(byScope.get(event.scopeId) ?? 0, seen(event).scopeId));
  }
  const estimates = [
    [sum(byEvent.values()), unit.eventId],
    [sum(byScope.values()), unit.scopeId],
  ] as const;
  return Math.min(
    ...estimates.filter(([, one]) => one > 0).map(([all, one]) => Math.floor(all / one)),
  );
}

function overlap(some: readonly EventIds[], others: readonly EventIds[]): boolean {
  return some.some(({ eventId, scopeId }) =>
    others.some((other) => other.eventId === eventId || other.scopeId === scopeId),
  );
}

function sum(numbers: Iterable<number>): number {
  let total = 0;
  for (const number of numbers) total += number;
  return total;
}

function sleep(wall: WallClock, delayMs: number): Promise<void> {
  return new Promise((resolve) => {
    wall.setTimer(resolve, delayMs);
  });
}

/** Until the witness has news, or `delayMs` for one that cannot tell. */
async function news(witness: Witness | undefined, wall: WallClock, delayMs: number): Promise<void> {
  await new Promise<void>((resolve) => {
    const stop = witness?.onNews?.(() => end());
    const timer = wall.setTimer(() => end(), delayMs);
    const end = (): void => {
      stop?.();
      timer.cancel();
      resolve();
    };
  });
}
