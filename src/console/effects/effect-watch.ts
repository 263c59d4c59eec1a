import type { Timer, WallClock } from "../../base/clock.js";
import type { Witness } from "../../receiver/witness/witness.js";
import type { EffectUnknown, EffectView } from "../console-state.js";
import { createEffectLesson } from "./effect-lesson.js";
import {
  countTrack,
  createTrack,
  type EffectTrack,
  idsOf,
  isClean,
  noteSeen,
  seenBy,
  sightingsOf,
  total,
} from "./effect-track.js";
import type { HistoryEntry } from "../history/history-entry.js";

export interface EffectWatchOptions {
  /** What shows that the receiver acted, as it is now; another one when the receiver was started anew. */
  readonly witness: () => Witness | undefined;
  readonly wall: WallClock;
  /** Simulated Unix milliseconds. */
  readonly now: () => number;
  /** Other deliveries of the same event, sent again or forged: their effects are not this one's. */
  readonly others: (entry: HistoryEntry) => Iterable<HistoryEntry>;
  /** The effects of a delivery have changed. */
  readonly update: (entry: HistoryEntry, effects: EffectView) => void;
}

/** Looks what the receiver does about each delivery, and sends nothing by itself. */
export interface EffectWatch {
  /** Of a delivery that was just taken on. */
  firstEffects(): EffectView;
  attemptStarted(entry: HistoryEntry): void;
  attemptEnded(entry: HistoryEntry): void;
  close(): void;
}

/** When to look, in real milliseconds after an attempt ended; in between only when the witness has news. */
const lookAfterMs = [0, 50, 100, 200, 400, 800, 1_600, 3_200, 5_500, 8_000] as const;
const longestMs = 8_000;
/** Nothing more has shown for so long: what there is, is one effect. */
const quietMs = 500;
/** So long it is too early to say that there was no effect. */
const settleMs = 1_500;
/** Between two looks, however many news there are. */
const leastPauseMs = 10;
/** At most so many deliveries are counted in a millisecond of pause: ten thousand a second. */
const countedPerMs = 10;
/** Deliveries that wait for somebody to learn what an effect looks like. */
const mostUnsettled = 1_000;

export function createEffectWatch(options: EffectWatchOptions): EffectWatch {
  const { wall, now, update } = options;
  const lesson = createEffectLesson();
  const watched = new Map<HistoryEntry, EffectTrack>();
  /** Not watched any more, and nobody can say yet what they showed. */
  const unsettled = new Map<HistoryEntry, EffectTrack>();
  const byEvent = new Map<string, EffectTrack>();
  /** By which witness the effects of a delivery were counted. */
  const countedBy = new WeakMap<HistoryEntry, Witness>();
  let witness: Witness | undefined;
  let stopNews: (() => void) | undefined;
  let hasNews = false;
  let isLooking = false;
  let mayLookAt = 0;
  let timer: Timer | undefined;
  let timerAt = Number.POSITIVE_INFINITY;

  /** The receiver may have been started anew, and its witness with it. */
  function followWitness(): void {
    const current = options.witness();
    if (current === witness) return;
    stopNews?.();
    if (current?.kind !== witness?.kind) lesson.forget();
    witness = current;
    stopNews = current?.onNews?.(() => {
      hasNews = true;
      if (watched.size > 0) plan();
    });
    const tracks = [...watched.values()];
    for (const track of tracks) {
      finish(track);
      if (current) begin(track.entry, track);
    }
  }

  function begin(entry: HistoryEntry, goOn?: EffectTrack): EffectTrack | undefined {
    if (!witness) {
      show(entry, unknown("no-witness"));
      return undefined;
    }
    const other = byEvent.get(entry.delivery.eventId);
    if (other) finish(other);
    unsettled.delete(entry);
    const isSameWitness =
      countedBy.get(entry) === witness || (!countedBy.has(entry) && outlives(witness));
    const track = createTrack(entry, witness, { isSameWitness, startedAt: wall.elapsed() });
    if (goOn) track.endedAt = goOn.endedAt;
    countedBy.set(entry, witness);
    watched.set(entry, track);
    byEvent.set(entry.delivery.eventId, track);
    if (entry.effects.kind === "unknown") show(entry, unknown("waiting"));
    return track;
  }

  function attempt(entry: HistoryEntry, endedAt: number | undefined): void {
    followWitness();
    const track = watched.get(entry) ?? begin(entry);
    if (!track) return;
    if (endedAt === undefined) track.startedAt = wall.elapsed();
    track.endedAt = endedAt;
    track.looks = 0;
    plan();
  }

  const nextLookAt = ({ startedAt, endedAt, looks }: EffectTrack): number =>
    (endedAt ?? startedAt) + (lookAfterMs[looks] ?? longestMs * (looks - lookAfterMs.length + 2));

  function plan(): void {
    if (isLooking || watched.size === 0) return;
    let at = hasNews ? 0 : Number.POSITIVE_INFINITY;
    for (const track of watched.values()) at = Math.min(at, nextLookAt(track));
    at = Math.max(at, mayLookAt);
    if (at >= timerAt) return;
    timer?.cancel();
    timerAt = at;
    const wake = (): void => {
      timer = undefined;
      timerAt = Number.POSITIVE_INFINITY;
      void look();
    };
    timer = wall.setTimer(wake, Math.max(0, at - wall.elapsed()), { unref: true });
  }

  /** One look for all that are due, or for all there are when there is news. */
  async function look(): Promise<void> {
    followWitness();
    const startedAt = wall.elapsed();
    const due = [...watched.values()].filter((track) => hasNews || nextLookAt(track) <= startedAt);
    hasNews = false;
    isLooking = true;
    await ask(due);
    isLooking = false;
    const at = wall.elapsed();
    for (const track of due) settle(track, at);
    const pauseMs = Math.max(leastPauseMs, due.length / countedPerMs, at - startedAt);
    mayLookAt = at + pauseMs;
    plan();
  }

  async function ask(due: readonly EffectTrack[]): Promise<void> {
    try {
      const shown = (await witness?.look(due.map(({ entry }) => idsOf(entry)))) ?? [];
      const when = { atMs: now(), at: wall.elapsed() };
      due.forEach((track, index) => {
        const its = shown[index];
        if (its) noteSeen(track, its, when);
      });
    } catch {
      // A witness that does not work at present may do so at the next look.
      for (const track of due) track.hasFailed = true;
    }
  }

  function settle(track: EffectTrack, at: number): void {
    if (watched.get(track.entry) !== track) return;
    while (nextLookAt(track) <= at) track.looks++;
    const isOver = track.endedAt !== undefined && at - track.endedAt >= longestMs;
    if (learnFrom(track, { at, isOver })) recount();
    else recountOne(track);
    if (isOver) finish(track);
  }

  function learnFrom(
    track: EffectTrack,
    { at, isOver }: { readonly at: number; readonly isOver: boolean },
  ): boolean {
    const { endedAt, risenAt, witness: its } = track;
    if (its.kind === "function" || endedAt === undefined || !isClean(track)) return false;
    if (at - Math.max(risenAt, endedAt) < quietMs || hasOthers(track.entry)) return false;
    const isNew = lesson.quiet(track, seenBy(track));
    return (isOver && lesson.over(track, seenBy(track))) || isNew;
  }

  /** The older first: what they showed is no effect of another delivery of the same event. */
  function recount(): void {
    for (const track of unsettled.values()) recountOne(track);
    for (const track of watched.values()) recountOne(track);
    if (lesson.shape()) unsettled.clear();
  }

  const recountOne = (track: EffectTrack): void =>
    show(track.entry, viewOf(track, watched.get(track.entry) !== track));

  /** @param isFinal nobody looks any more */
  function viewOf(track: EffectTrack, isFinal: boolean): EffectView {
    const { entry, endedAt, hasFailed } = track;
    const isKnown = entry.effects.kind === "counted";
    if (hasFailed) return isKnown ? entry.effects : unknown("failed");
    const afterMs = endedAt === undefined ? 0 : wall.elapsed() - endedAt;
    const isExact = track.witness.kind === "function";
    const shape = lesson.shape();
    if (!isExact && !shape) {
      if (isKnown) return entry.effects;
      if (afterMs < longestMs) return unknown("waiting");
      return unknown(isClean(track) && track.rises.length === 0 ? "blind" : "unlearned");
    }
    const view = countTrack(track, {
      shape: isExact ? undefined : shape,
      others: countOfOthers(track),
    });
    const isEarly = !isFinal && afterMs < settleMs;
    return view.count === 0 && !isKnown && isEarly ? unknown("waiting") : view;
  }

  function countOfOthers({ entry, witness: its }: EffectTrack): number {
    let count = 0;
    for (const other of options.others(entry)) {
      if (countedBy.get(other) === its) count += total(sightingsOf(other.effects));
    }
    return count;
  }

  const hasOthers = (entry: HistoryEntry): boolean => {
    for (const _other of options.others(entry)) return true;
    return false;
  };

  function finish(track: EffectTrack): void {
    const { entry } = track;
    if (watched.get(entry) === track) watched.delete(entry);
    if (byEvent.get(entry.delivery.eventId) === track) byEvent.delete(entry.delivery.eventId);
    recountOne(track);
    if (entry.effects.kind === "counted" || track.witness.kind === "function") return;
    unsettled.set(entry, track);
    const [oldest] = unsettled.keys();
    if (unsettled.size > mostUnsettled && oldest) unsettled.delete(oldest);
  }

  function show(entry: HistoryEntry, effects: EffectView): void {
    if (!isSame(entry.effects, effects)) update(entry, effects);
  }

  return {
    firstEffects: () => unknown(options.witness() ? "waiting" : "no-witness"),
    attemptStarted: (entry) => attempt(entry, undefined),
    attemptEnded: (entry) => attempt(entry, wall.elapsed()),
    close() {
      stopNews?.();
      timer?.cancel();
      watched.clear();
    },
  };
}

const unknown = (reason: EffectUnknown): EffectView => ({ kind: "unknown", reason });

/** What it counted for an earlier process, it still counts. */
const outlives = ({ kind }: Witness): boolean => kind === "url" || kind === "command";

function isSame(one: EffectView, other: EffectView): boolean {
  if (one.kind === "unknown" || other.kind === "unknown") {
    return (
      one.kind === other.kind && "reason" in one && "reason" in other && one.reason === other.reason
    );
  }
  return (
    one.count === other.count &&
    one.sightings.length === other.sightings.length &&
    one.sightings.every(({ atMs }, index) => atMs === other.sightings[index]?.atMs)
  );
}
