import type { AttemptRecord } from "../../../../delivery/delivery.js";
import type { Outcome } from "../../../../delivery/outcome.js";
import type { DeliveryDetail, Sighting } from "../../../console-state.js";

export type PointKind = "ok" | "bad" | "late" | "none" | "underWay" | "planned";

/** An attempt on the time axis, made or to come. */
export interface LadderPoint {
  readonly attempt: number;
  readonly kind: PointKind;
  /** Simulated milliseconds after the first. */
  readonly offsetMs: number;
}

/** What there is to draw of one delivery; all offsets in simulated milliseconds after the first attempt. */
export interface LadderDrawing {
  readonly startMs: number;
  readonly endMs: number;
  readonly points: readonly LadderPoint[];
  readonly effects: readonly { readonly offsetMs: number; readonly count: number }[];
  /** The beginning is drawn once more, enlarged up to here, where the attempts lie close together. */
  readonly zoomMs: number | undefined;
}

const reached: ReadonlySet<Outcome["kind"]> = new Set([
  "timed-out",
  "reset",
  "not-http",
  "broken-off",
]);

function kindOf({ outcome, next }: AttemptRecord): PointKind {
  if (next.kind === "succeeded") return "ok";
  if (outcome.kind === "answered" || outcome.kind === "acknowledged") {
    return outcome.kind === "answered" && outcome.status === 200 ? "ok" : "bad";
  }
  return reached.has(outcome.kind) ? "late" : "none";
}

export function ladderPoints({
  summary,
  attempts,
  underWay,
  waitsMs,
}: DeliveryDetail): LadderDrawing {
  const startMs = attempts[0]?.startedAtMs ?? underWay?.startedAtMs ?? summary.acceptedAtMs;
  const points: LadderPoint[] = attempts.map((record) => ({
    attempt: record.attempt,
    kind: kindOf(record),
    offsetMs: record.startedAtMs - startMs,
  }));
  if (underWay) {
    const { attempt, startedAtMs } = underWay;
    points.push({ attempt, kind: "underWay", offsetMs: startedAtMs - startMs });
  }
  if (summary.status === "pending")
    points.push(...planned(points, summary.nextDueAtMs, { startMs, waitsMs }));
  const effects = sightingsOf(summary.effects).map(({ atMs, count }) => ({
    offsetMs: Math.max(0, atMs - startMs),
    count,
  }));
  const whole = waitsMs.reduce((sum, wait) => sum + wait, 0);
  const endMs = Math.max(whole, 1, ...points.map(({ offsetMs }) => offsetMs));
  return { startMs, endMs, points, effects, zoomMs: zoomOf(waitsMs, endMs) };
}

/** What the ladder still has, each after its wait. */
function planned(
  made: readonly LadderPoint[],
  nextDueAtMs: number | undefined,
  { startMs, waitsMs }: { readonly startMs: number; readonly waitsMs: readonly number[] },
): LadderPoint[] {
  const last = made.at(-1);
  const first = last?.attempt ?? 0;
  let offsetMs = last?.offsetMs ?? 0;
  const points: LadderPoint[] = [];
  for (let attempt = first + 1; attempt <= waitsMs.length + 1; attempt++) {
    offsetMs += attempt === 1 ? 0 : (waitsMs[attempt - 2] ?? 0);
    if (attempt === first + 1 && nextDueAtMs !== undefined) offsetMs = nextDueAtMs - startMs;
    points.push({ attempt, kind: "planned", offsetMs });
  }
  return points;
}

const sightingsOf = (effects: DeliveryDetail["summary"]["effects"]): readonly Sighting[] =>
  effects.kind === "counted" ? effects.sightings : [];

/** As far as the attempts go that would lie within a twentieth of the whole; undefined where none does. */
function zoomOf(waitsMs: readonly number[], endMs: number): number | undefined {
  let offsetMs = 0;
  let zoomMs: number | undefined;
  for (const wait of waitsMs) {
    offsetMs += wait;
    if (offsetMs > 0 && offsetMs < endMs / 20) zoomMs = offsetMs * 1.15;
  }
  return zoomMs;
}

/** Even steps that people count in, at most so many. */
export function ticksOf(endMs: number, most: number): readonly number[] {
  const step = steps.find((each) => endMs / each <= most) ?? endMs;
  return Array.from({ length: Math.floor(endMs / step) + 1 }, (_, index) => index * step);
}

const steps = [
  1_000, 5_000, 15_000, 30_000, 60_000, 120_000, 300_000, 600_000, 1_800_000, 3_600_000, 7_200_000,
  10_800_000, 21_600_000, 86_400_000,
];
