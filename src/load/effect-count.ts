import type { WallClock } from "../base/clock.js";
import { sleep } from "../base/sleep.js";
import { countEffects, mostOf, nothing } from "../receiver/effect-shape.js";
import type { EventIds, Sightings, Witness } from "../receiver/witness/witness.js";
import type { LoadEffects } from "./load-report.js";

export interface EffectCountOptions {
  readonly witness: Witness;
  /** What one effect shows, learnt from an event before the load. */
  readonly shape: Sightings;
  readonly wall: WallClock;
  /** Aborted: the receiver is not waited for as long. */
  readonly signal?: AbortSignal;
}

/** Follows what the receiver does with the events it answered with success. */
export interface EffectCount {
  answered(eventId: string): void;
  /** Waits until the receiver has come to rest, for a bounded time, and counts. */
  settle(): Promise<LoadEffects>;
}

/** Each is kept until the end. */
const mostEvents = 200_000;
/** How long nothing more must show, and how long that is waited for at most. */
const quietMs = 1_000;
const patienceMs = 30_000;
const interruptedPatienceMs = 3_000;
const lookEveryMs = 100;
/** A witness that reads along forgets old ids, so each event is looked for while it is young. */
const youngMs = 1_000;
const mostInOneLook = 1_000;

export function createEffectCount(options: EffectCountOptions): EffectCount {
  const { witness, shape, wall, signal } = options;
  const events: EventIds[] = [];
  const answeredAt: number[] = [];
  const seen: Sightings[] = [];
  let uncounted = 0;
  let looked = 0;
  let looking: Promise<void> | undefined;
  const readsAlong = witness.kind === "output" || witness.kind === "log";

  async function look(from: number, to: number): Promise<void> {
    const sightings = await witness.look(events.slice(from, to));
    sightings.forEach((now, offset) => {
      seen[from + offset] = mostOf(seen[from + offset] ?? nothing, now);
    });
  }

  async function lookAtYoung(): Promise<void> {
    await sleep(wall, lookEveryMs, { unref: true });
    let to = looked;
    const grown = wall.elapsed() - youngMs;
    while (to < looked + mostInOneLook && (answeredAt[to] ?? Infinity) <= grown) to++;
    // What is wrong with the witness shows at the end.
    if (to > looked) await look(looked, to).catch(() => {});
    looked = to;
    looking = looked < events.length ? lookAtYoung() : undefined;
  }

  const effectsOf = (event: EventIds, index: number): number =>
    countEffects([event], () => seen[index] ?? nothing, { shape, expected: 1 }).effects;

  async function settle(): Promise<LoadEffects> {
    const startedAt = wall.elapsed();
    let changedAt = startedAt;
    let before = -1;
    for (;;) {
      await look(0, events.length);
      const counts = events.map(effectsOf);
      const sum = counts.reduce((all, one) => all + one, 0);
      const now = wall.elapsed();
      if (sum !== before) changedAt = now;
      before = sum;
      const mostMs = signal?.aborted === true ? interruptedPatienceMs : patienceMs;
      const isOver = now - startedAt >= mostMs;
      if (isOver || now - changedAt >= quietMs) return summaryOf(counts);
      await sleep(wall, lookEveryMs);
    }
  }

  const summaryOf = (counts: readonly number[]): LoadEffects => ({
    state: "counted",
    events: counts.length,
    once: counts.filter((count) => count === 1).length,
    never: counts.filter((count) => count === 0).length,
    moreThanOnce: counts.filter((count) => count > 1).length,
    uncounted,
  });

  return {
    answered(eventId) {
      if (events.length >= mostEvents) {
        uncounted++;
        return;
      }
      events.push({ eventId, subjectId: "" });
      answeredAt.push(wall.elapsed());
      if (readsAlong) looking ??= lookAtYoung();
    },
    settle,
  };
}
