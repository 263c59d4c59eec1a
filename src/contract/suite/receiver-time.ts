import type { WallClock } from "../../base/clock.js";
import type { Text } from "../../base/text.js";
import type { Outcome } from "../../delivery/outcome.js";
import type {
  ClockTrouble,
  OpenedClock,
  ReceiverClock,
} from "../../receiver/clock/receiver-clock.js";
import type { ReceiverClockReport } from "../report/report.js";
import { suiteTexts as texts } from "./suite-texts.js";

/** The time by which events are made and signed, and the receiver's own clock, which moves with it. */
export interface ReceiverTime {
  /** Real time, as far ahead as the receiver's clock was moved. */
  readonly wall: WallClock;
  /** Makes the receiver's clock movable, for which it may be started anew; why not, where it cannot be. */
  begin(): Promise<ClockTrouble | undefined>;
  /** Moves both by so many milliseconds. */
  advance(ms: number): Promise<ClockTrouble | undefined>;
  /** Why an answer that came after a move shows that the receiver's clock did not follow; undefined if it did. */
  contradiction(answer: Outcome): ClockTrouble | undefined;
  /** What does not move with the clock, one sentence. */
  limits(): Text | undefined;
  /** Where the receiver has connected to so far, as far as anybody sees it. */
  contacts(): readonly string[];
  /** Undefined as long as nothing was moved. */
  report(): ReceiverClockReport | undefined;
  close(): Promise<void>;
}

/** @param open makes the receiver's clock movable; called once, when it is first needed */
export function createReceiverTime(
  real: WallClock,
  open: () => Promise<OpenedClock>,
): ReceiverTime {
  let opening: Promise<OpenedClock> | undefined;
  let clock: ReceiverClock | undefined;
  let saysMs: number | undefined;
  const wall: WallClock = { ...real, now: () => real.now() + (clock?.movedMs() ?? 0) };

  const isNow = (ms: number): boolean => Math.abs(ms - wall.now()) <= toleranceMs;

  async function opened(): Promise<OpenedClock> {
    const result = await (opening ??= open());
    if (result.kind === "movable") clock = result.clock;
    return result;
  }

  return {
    wall,
    async begin() {
      const result = await opened();
      return result.kind === "movable" ? undefined : result;
    },
    async advance(ms) {
      const result = await opened();
      if (result.kind !== "movable") return result;
      const moved = await result.clock.advance(ms);
      if (moved.kind !== "moved") return moved;
      saysMs = moved.saysMs ?? saysMs;
      return moved.saysMs === undefined || isNow(moved.saysMs)
        ? undefined
        : standsStill(result.clock, "clock-says", moved.saysMs);
    },
    contradiction(answer) {
      // A Node process has told its time itself; its Date header may be older than its clock.
      if (!clock || clock.kind === "node") return undefined;
      const dateMs = dateOf(answer);
      if (dateMs === undefined) return undefined;
      saysMs = dateMs;
      return isNow(dateMs) ? undefined : standsStill(clock, "clock-date-header", dateMs);
    },
    limits: () => clock?.limits,
    contacts: () => clock?.contacts?.() ?? [],
    report() {
      if (!clock || clock.movedMs() === 0) return undefined;
      const says = saysMs === undefined ? {} : { says: isoOf(saysMs) };
      return { kind: clock.kind, movedMs: clock.movedMs(), ...says };
    },
    close: async () => clock?.close(),
  };
}

/** A Date header has whole seconds and may be kept for a while; machines differ by more than that. */
const toleranceMs = 120_000;

/** What the receiver's Date header says, unix milliseconds. */
function dateOf(answer: Outcome): number | undefined {
  if (answer.kind !== "answered") return undefined;
  const value = answer.headers.find(([name]) => name.toLowerCase() === "date")?.[1];
  const dateMs = Date.parse(value ?? "");
  return Number.isNaN(dateMs) ? undefined : dateMs;
}

const isoOf = (ms: number): string =>
  Math.abs(ms) <= 8.64e15 ? new Date(ms).toISOString() : String(ms);

/** @param how the receiver shows it */
function standsStill(
  clock: ReceiverClock,
  how: "clock-says" | "clock-date-header",
  saysMs: number,
): ClockTrouble {
  const hours = (clock.movedMs() / 3_600_000).toFixed(1);
  return {
    kind: "not-moved",
    reason: texts(how, { hours, time: isoOf(saysMs) }),
    remedy: clock.kind === "command" ? texts("clock-command-remedy") : texts("clock-remedy"),
  };
}
