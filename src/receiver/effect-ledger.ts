import { numberFrom, type OptionTable } from "../base/option-check.js";
import type { WallClock } from "../base/clock.js";
import { durationText } from "../base/durations.js";
import { textOf } from "../base/errors.js";
import { sleep } from "../base/sleep.js";
import { sentences, type Text, type TextData } from "../base/text.js";
import {
  commonShape,
  countEffects,
  type Effects,
  mostOf,
  nothing,
  shapeWithout,
  showsMore,
  showsOther,
} from "./effect-shape.js";
import { witnessTexts as texts } from "./witness/witness-texts.js";
import type { EventIds, Sightings, Witness } from "./witness/witness.js";

/** Effects of an event, or why nobody can say. */
export type EffectCount =
  ({ readonly kind: "counted" } & Effects) | { readonly kind: "unknown"; readonly reason: Text };

export interface EffectLedger {
  /** Whether the event shows, or does so within the time (milliseconds); false without a witness. */
  showsWithin(event: EventIds, withinMs: number): Promise<boolean>;
  /**
   * Finds out what one effect looks like from a good event that was accepted. Nobody has to wait for it:
   * every count does.
   * @param sentAt when the event was sent, `wall.elapsed()`; default: now
   */
  calibrate(event: EventIds, sentAt?: number): Promise<void>;
  /** There is no point in looking: says why. */
  giveUp(reason: Text): void;
  /** The effects of these events together, once whatever they do must have shown. */
  effectsOf(events: readonly EventIds[], expected: number): Promise<EffectCount>;
  /** The same, one by one. */
  effectsOfEach(events: readonly EventIds[], expected: number): Promise<readonly EffectCount[]>;
  /**
   * The effects of an event of another type than the one that was calibrated with. What one effect looks like is
   * learnt from `like`, of its type; `unlike` is the same and not to be acted on, so that what it shows as well is
   * none.
   */
  effectsLike(
    event: EventIds,
    learnt: { readonly like: EventIds; readonly unlike: EventIds },
  ): Promise<EffectCount>;
  /**
   * Whether the witness shows any id of each event, after a while of waiting: all that can be said before
   * calibration, when nobody knows what an effect looks like. All false without a witness.
   */
  areShown(events: readonly EventIds[], withinMs?: number): Promise<readonly boolean[]>;
  /** Counts once more at the end of the run; returns groups that showed more effects than when first counted. */
  lateEffects(): Promise<readonly LateEffects[]>;
  /**
   * Whether one effect has turned out to show more than what calibration took for all of it: no count holds then.
   * Answers with how long after the event that was at most, milliseconds; undefined when all is well.
   */
  wasHasty(): Promise<number | undefined>;
  /** False once it is clear that nothing can be counted: then there is no point in sending much. */
  canCount(): boolean;
  /** How long after an event its effect shows, milliseconds; 0 as long as nobody knows. */
  latencyMs(): number;
  summary(): WitnessSummary<Text>;
  /** All that was learnt about one effect, for another ledger of the same receiver and witness. */
  shape(): Sightings | undefined;
}

export interface LateEffects {
  readonly events: readonly EventIds[];
  readonly before: number;
  readonly now: number;
}

/** What could be learnt about how the receiver shows its effects. */
export type WitnessSummary<Words = string> =
  | { readonly state: "none" }
  /** There is a witness, but it did not see a good event. */
  | {
      readonly state: "blind";
      readonly kind: string;
      readonly reason: Words;
      /** The reason as data, once it is in words. */
      readonly data?: { readonly reason?: Text | TextData };
    }
  | {
      readonly state: "calibrated";
      readonly kind: string;
      /** How often each id shows when one event is acted on. */
      readonly occurrencesPerEffect: { readonly eventId: number; readonly subjectId: number };
    };

export interface EffectLedgerOptions {
  readonly witness: Witness | undefined;
  readonly wall: WallClock;
  /** Sends a good event of its own and returns its ids, or undefined when it was not accepted. */
  sendMarker(): Promise<EventIds | undefined>;
  /**
   * Sends something that holds ids as an event does and is none, and returns them if the receiver has shown
   * that it took it for none: what it writes about that, it writes about whatever comes in.
   */
  sendDecoy?(): Promise<EventIds | undefined>;
  /** Told as soon as `wasHasty` would say so. */
  onHasty?(afterMs: number): void;
  readonly timing?: Partial<EffectTiming>;
  /** What one effect of this very receiver looks like, from an earlier run: saves calibrating again. */
  readonly occurrencesPerEffect?: Sightings;
  /** What its user can do where the witness does not see a good event, as a sentence. */
  readonly blindRemedy?: Text;
}

/** All real milliseconds. */
export interface EffectTiming {
  /** How long a good event may take to show. */
  readonly visibleWithinMs: number;
  /** How long nothing more must show until calibration is over. */
  readonly quietMs: number;
  /** The least time between the marker's effect and the count. */
  readonly marginMs: number;
  /** How long an expected effect that has not shown is waited for, from the last one that has. */
  readonly patienceMs: number;
  /** How long a receiver that works through many events may go on with it. */
  readonly backlogMs: number;
}

export const effectTimingOptions: OptionTable<EffectTiming> = {
  visibleWithinMs: numberFrom(0),
  quietMs: numberFrom(0),
  marginMs: numberFrom(0),
  patienceMs: numberFrom(0),
  backlogMs: numberFrom(0),
};

const defaultTiming: EffectTiming = {
  visibleWithinMs: 8_000,
  quietMs: 250,
  marginMs: 40,
  patienceMs: 1_000,
  backlogMs: 20_000,
};

/** However slow a receiver is, its effects come in about the order of its events. */
const longestMarginMs = 500;

/** How long after one event another, answered just as well, may show. */
const momentMs = 100;

/** A caller that asks while a marker is under way waits for the next, but not for a slow one to be over. */
const longestTurnMs = 250;

/**
 * Counts effects. To prove that nothing happened, it does not wait for each event: it sends a good
 * *marker* event afterwards, and once the marker's effect shows, plus a margin of twice the latency
 * seen in calibration, the effect of what was sent before would have shown too. All who wait share one marker.
 */
export function createEffectLedger(options: EffectLedgerOptions): EffectLedger {
  const { witness, wall } = options;
  const timing = { ...defaultTiming, ...options.timing };
  const known = new Map<string, Sightings>();
  /** When an event was first seen, `wall.elapsed()`: somebody may have waited for it before calibration. */
  const shownAt = new Map<string, number>();
  let counted: Counted[] = [];
  let blindness = witness ? texts("nothing-sent-yet") : texts("none");
  let shape: Sightings | undefined = witness && options.occurrencesPerEffect;
  let calibratedWith: { readonly event: EventIds; readonly sentAt: number } | undefined;
  let calibrating: Promise<void> = Promise.resolve();
  /** Whether it is still open what an effect looks like. */
  let learning = witness !== undefined;
  let latencyMs = 0;
  let round: Round | undefined;
  let lastRound: Promise<void> = Promise.resolve();
  /** Grows with whatever shows anew, by whichever look: the receiver is still at work. */
  let shownSoFar = 0;

  async function look(events: readonly EventIds[]): Promise<void> {
    const sightings = (await witness?.look(events)) ?? [];
    events.forEach(({ eventId }, index) => {
      const before = known.get(eventId) ?? nothing;
      const now = mostOf(before, sightings[index] ?? nothing);
      known.set(eventId, now);
      if (now.eventId <= before.eventId && now.subjectId <= before.subjectId) return;
      shownSoFar++;
      if (!shownAt.has(eventId)) shownAt.set(eventId, wall.elapsed());
    });
  }

  const seen = ({ eventId }: EventIds): Sightings => known.get(eventId) ?? nothing;
  const effectsNow = (events: readonly EventIds[], expected: number): Effects =>
    shape === undefined
      ? { effects: 0, mentioned: false }
      : countEffects(events, seen, { shape, expected });

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

  const isSeen = (event: EventIds): boolean => seen(event).eventId + seen(event).subjectId > 0;

  async function showsWithin(event: EventIds, withinMs: number): Promise<boolean> {
    if (!witness) return false;
    return lookUntil([event], () => isSeen(event), withinMs).catch(() => false);
  }

  async function calibrate(event: EventIds, sentAt: number): Promise<void> {
    if (!witness || shape) return;
    const leftMs = Math.max(0, sentAt + timing.visibleWithinMs - wall.elapsed());
    if (!(await lookUntil([event], () => isSeen(event), leftMs))) {
      blindness = sawNothing(witness);
      return;
    }
    const at = shownAt.get(event.eventId) ?? wall.elapsed();
    latencyMs = Math.max(0, at - sentAt);
    await learnShape(event, sentAt);
  }

  function sawNothing({ kind }: Witness): Text {
    const seen = { witness: kind, within: durationText(timing.visibleWithinMs) };
    const { blindRemedy } = options;
    return sentences(texts("saw-nothing", seen), ...(blindRemedy ? [blindRemedy] : []));
  }

  async function learnShape(event: EventIds, startedAt: number): Promise<void> {
    const sending = options.sendDecoy?.().catch(() => undefined);
    const noteLatency = (): void => {
      latencyMs = wall.elapsed() - startedAt;
    };
    await becomeQuiet(event, noteLatency);
    const decoy = await sending;
    if (decoy) await look([decoy]);
    const receipt = decoy ? seen(decoy) : nothing;
    const isActedOn = (): boolean => showsMore(seen(event), receipt);
    if (!isActedOn()) {
      // So far it only shows that the event came in; the work may take longer.
      const leftMs = Math.max(0, startedAt + timing.visibleWithinMs - wall.elapsed());
      if (!(await lookUntil([event], isActedOn, leftMs))) {
        blindness = texts("shows-everything");
        return;
      }
      noteLatency();
      await becomeQuiet(event, noteLatency);
    }
    shape = shapeWithout(seen(event), receipt);
    calibratedWith = { event, sentAt: startedAt };
  }

  /** One effect is what shows until nothing more has shown for `quietMs`. */
  async function becomeQuiet(event: EventIds, onMore: () => void): Promise<void> {
    for (let before = seen(event); ; before = seen(event)) {
      const changed = (): boolean =>
        seen(event).eventId !== before.eventId || seen(event).subjectId !== before.subjectId;
      if (!(await lookUntil([event], changed, timing.quietMs))) return;
      onMore();
    }
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
    await Promise.race([before.catch(() => {}), sleep(wall, longestTurnMs, { unref: true })]);
    await sleep(wall, 5);
    round = undefined;
    await passMarker(opened.events);
    await look(opened.events);
  }

  async function passMarker(events: readonly EventIds[]): Promise<void> {
    // One that is refused by chance would have all who ask wait for nothing.
    const marker = (await options.sendMarker()) ?? (await options.sendMarker());
    await calibrating;
    if (shape === undefined) return;
    const isActedOn = (): boolean => marker !== undefined && effectsNow([marker], 1).effects >= 1;
    const withinMs = latencyMs + Math.max(timing.patienceMs, Math.min(4 * latencyMs, 2_000));
    const shown = marker && (await lookWhileAtWork([marker, ...events], isActedOn, withinMs));
    // Without a marker to go by, only time tells.
    const marginMs = shown === true ? Math.max(timing.marginMs, 2 * latencyMs) : timing.patienceMs;
    await sleep(wall, Math.min(marginMs, longestMarginMs));
    if (shown === true) await refineShape(marker);
    const afterMs = await wasHasty();
    if (afterMs !== undefined) options.onHasty?.(afterMs);
  }

  /** Words that another good event does not show as well tell nothing: "Alice changed …". */
  async function refineShape(marker: EventIds | undefined): Promise<void> {
    if (!marker || !shape) return;
    await look([marker]);
    shape = commonShape(shape, seen(marker));
  }

  async function count(
    groups: readonly (readonly EventIds[])[],
    expected: number,
  ): Promise<EffectCount[]> {
    try {
      // The marker goes out before it is known what its effect looks like: that may take as long again.
      const settling = learning || shape ? settle(groups.flat()) : Promise.resolve();
      await Promise.all([calibrating, settling]);
      if (shape === undefined) return groups.map(() => ({ kind: "unknown", reason: blindness }));
      await awaitMissing(groups, expected);
      const by = { shape, expected };
      return groups.map((events) => {
        const { effects, mentioned } = countEffects(events, seen, by);
        // A later count of the same event, or of one that shares its scope, takes the place of the earlier.
        counted = [
          ...counted.filter((other) => !overlap(other.events, events)),
          { events, by, effects },
        ];
        return { kind: "counted", effects, mentioned };
      });
    } catch (error) {
      return groups.map(() => ({ kind: "unknown", reason: textOf(error) }));
    }
  }

  /** For as long as more of them show: a receiver may take one event after the other from a queue. */
  async function awaitMissing(
    groups: readonly (readonly EventIds[])[],
    expected: number,
  ): Promise<void> {
    const isComplete = (): boolean =>
      groups.every((group) => effectsNow(group, expected).effects >= expected);
    await lookWhileAtWork(groups.flat(), isComplete, timing.patienceMs);
  }

  /** As lookUntil, but `withinMs` begins anew whenever anything shows, of these events or of others before them. */
  async function lookWhileAtWork(
    events: readonly EventIds[],
    done: () => boolean,
    withinMs: number,
  ): Promise<boolean> {
    const deadline = wall.elapsed() + timing.backlogMs;
    for (;;) {
      const before = shownSoFar;
      const isNews = (): boolean => done() || shownSoFar > before;
      if (!(await lookUntil(events, isNews, withinMs))) return false;
      if (done()) return true;
      if (wall.elapsed() >= deadline) return false;
    }
  }

  async function countLike(
    event: EventIds,
    { like, unlike }: { readonly like: EventIds; readonly unlike: EventIds },
  ): Promise<EffectCount> {
    const all = [event, like, unlike];
    const settling = learning || shape ? settle(all) : Promise.resolve();
    await Promise.all([calibrating, settling]);
    if (shape === undefined) return { kind: "unknown", reason: blindness };
    const isActedOn = (): boolean => isSeen(like) && showsOther(seen(like), seen(unlike));
    if (!(await lookUntil(all, isActedOn, timing.visibleWithinMs))) {
      return { kind: "counted", effects: 0, mentioned: false };
    }
    await becomeQuiet(like, () => {});
    const by = { shape: shapeWithout(seen(like), seen(unlike)), expected: 1 };
    const now = (): Effects => countEffects([event], seen, by);
    await lookWhileAtWork([event], () => now().effects >= 1, timing.patienceMs);
    counted.push({ events: [event], by, effects: now().effects });
    return { kind: "counted", ...now() };
  }

  async function areShown(
    events: readonly EventIds[],
    withinMs: number = timing.patienceMs,
  ): Promise<boolean[]> {
    try {
      if (!witness) return events.map(() => false);
      const isAnySeen = await lookUntil(events, () => events.some(isSeen), withinMs);
      // What it writes of the next may come a moment later.
      if (isAnySeen) await lookUntil(events, () => events.every(isSeen), momentMs);
    } catch {
      // A witness that breaks shows nothing.
    }
    return events.map(isSeen);
  }

  async function lateEffects(): Promise<LateEffects[]> {
    if (shape === undefined || counted.length === 0) return [];
    await look(counted.flatMap(({ events }) => events)).catch(() => {});
    return counted
      .map(({ events, by, effects }) => ({
        events,
        before: effects,
        now: countEffects(events, seen, by).effects,
      }))
      .filter(({ before, now }) => now > before);
  }

  async function wasHasty(): Promise<number | undefined> {
    if (!shape || !calibratedWith) return undefined;
    const { event, sentAt } = calibratedWith;
    await look([event]).catch(() => {});
    return showsMore(seen(event), shape) ? wall.elapsed() - sentAt : undefined;
  }

  return {
    showsWithin,
    calibrate(event, sentAt = wall.elapsed()) {
      calibrating = calibrate(event, sentAt)
        .catch((error: unknown) => {
          blindness = textOf(error);
        })
        .finally(() => {
          learning = false;
        });
      return calibrating;
    },
    giveUp(reason) {
      if (witness) blindness = reason;
      learning = false;
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
    effectsLike: (event, learnt) =>
      countLike(event, learnt).catch((error: unknown) => ({
        kind: "unknown",
        reason: textOf(error),
      })),
    areShown,
    lateEffects,
    wasHasty,
    shape: () => shape,
    canCount: () => learning || shape !== undefined,
    latencyMs: () => latencyMs,
    summary() {
      if (!witness) return { state: "none" };
      if (!shape) return { state: "blind", kind: witness.kind, reason: blindness };
      const { eventId } = shape;
      // Where the content has no id, an effect is known by the event_id only.
      const hasOwnId = calibratedWith?.event.subjectId !== calibratedWith?.event.eventId;
      const subjectId = hasOwnId ? shape.subjectId : 0;
      return {
        state: "calibrated",
        kind: witness.kind,
        occurrencesPerEffect: { eventId, subjectId },
      };
    },
  };
}

interface Counted {
  readonly events: readonly EventIds[];
  /** As it was then: what is learnt later must not look like a late effect. */
  readonly by: { readonly shape: Sightings; readonly expected: number };
  readonly effects: number;
}

interface Round {
  readonly events: EventIds[];
  done: Promise<void>;
}

function overlap(some: readonly EventIds[], others: readonly EventIds[]): boolean {
  return some.some(({ eventId, subjectId }) =>
    others.some((other) => other.eventId === eventId || other.subjectId === subjectId),
  );
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
