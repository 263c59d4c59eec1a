import {
  createVirtualClock,
  systemWallClock,
  type VirtualClock,
  type WallClock,
} from "../../base/clock.js";
import { definedOnly } from "../../base/defined-only.js";
import { createOptionCheck } from "../../base/option-check.js";
import { durationText } from "../../base/durations.js";
import { textOf } from "../../base/errors.js";
import type { Language } from "../../base/text.js";
import { receiverClockTexts as texts } from "./receiver-clock-texts.js";
import type { Advance, ClockTrouble, ReceiverClock } from "./receiver-clock.js";
import { receiverTexts } from "../receiver-texts.js";

/**
 * Simulated time and a receiver's own clock, moved together. Its `wall.now()` is the receiver's time, so
 * what is signed is never hours away from what the receiver takes for now.
 */
export interface JointClock extends VirtualClock {
  /** How far simulated time has got ahead of the receiver's and why; undefined when it went along. */
  leftBehind(): LeftBehind | undefined;
  /** @param language what it is worded in; default: English */
  summary(language?: Language): ReceiverClockSummary;
}

export interface LeftBehind {
  readonly byMs: number;
  readonly trouble: ClockTrouble;
}

/** What was done with the receiver's clock, for reports. */
export interface ReceiverClockSummary {
  /** "none" when there was no way to move it. */
  readonly how: ReceiverClock["kind"] | "none";
  /** Milliseconds, since this joint clock was made. */
  readonly movedMs: number;
  /** What did not move with it, if anything. */
  readonly limits?: string;
  /** Why it could not be moved, or not as far as simulated time. */
  readonly reason?: string;
  readonly remedy?: string;
}

const checkOptions = createOptionCheck<{ readonly wall?: WallClock }>(
  receiverTexts("join-the-clocks"),
  {
    wall: true,
  },
);

/**
 * A virtual clock that jumps to whatever is due next and takes the receiver's clock along first. Between
 * jumps both flow with real time. It starts where the receiver's clock is, since that never goes back.
 * @param receiver the receiver's clock, or why it cannot be moved
 */
export function createJointClock(
  receiver: ReceiverClock | ClockTrouble,
  options: { readonly wall?: WallClock } = {},
): JointClock {
  checkOptions(options);
  const { wall = systemWallClock } = options;
  const movedMs = (): number => (receiver.kind === "not-moved" ? 0 : receiver.movedMs());
  const movedBeforeMs = movedMs();
  const receiverWall: WallClock = { ...wall, now: () => wall.now() + movedMs() };
  let trouble = receiver.kind === "not-moved" ? receiver : undefined;
  let behindMs = 0;
  let owedMs = 0;

  async function takeAlong(ms: number): Promise<void> {
    if (receiver.kind === "not-moved" || trouble) {
      behindMs += ms;
      return;
    }
    owedMs += ms;
    if (owedMs < leastMoveMs[receiver.kind]) return;
    const advance = await advanceChecked(receiver, owedMs, wall);
    if (advance.kind === "not-moved") {
      trouble = advance;
      behindMs += owedMs;
    }
    owedMs = 0;
  }

  const clock = createVirtualClock({
    startMs: receiverWall.now(),
    flowing: true,
    wall: receiverWall,
    beforeJump: takeAlong,
  });
  return {
    ...clock,
    leftBehind: () => (trouble && behindMs > 0 ? { byMs: behindMs, trouble } : undefined),
    summary: (language = "en") => ({
      how: receiver.kind === "not-moved" ? "none" : receiver.kind,
      movedMs: movedMs() - movedBeforeMs,
      ...(receiver.kind !== "not-moved" && definedOnly({ limits: receiver.limits?.in(language) })),
      ...(trouble && {
        reason: trouble.reason.in(language),
        remedy: trouble.remedy.in(language),
      }),
    }),
  };
}

/** A command is a process each time, and often knows only whole seconds: shorter moves wait for the next. */
const leastMoveMs = { node: 1, faketime: 1, command: 1_000 } as const;

/** Signatures must agree with the receiver's clock to about this. */
const toleranceMs = 2_000;

/** A receiver that tells its time is believed, not the mere fact that moving it did not fail. */
async function advanceChecked(
  receiver: ReceiverClock,
  ms: number,
  wall: WallClock,
): Promise<Advance> {
  const earliestMs = wall.now() + receiver.movedMs() + ms - toleranceMs;
  const advance = await receiver.advance(ms).catch(failedMove);
  if (advance.kind === "not-moved" || advance.saysMs === undefined) return advance;
  const { saysMs } = advance;
  const latestMs = wall.now() + receiver.movedMs() + toleranceMs;
  return saysMs >= earliestMs && saysMs <= latestMs ? advance : wrongTime(saysMs, earliestMs, ms);
}

const failedMove = (error: unknown): ClockTrouble => ({
  kind: "not-moved",
  reason: texts("move-failed", { reason: textOf(error) }),
  remedy: texts("move-failed-remedy"),
});

function wrongTime(saysMs: number, earliestMs: number, ms: number): ClockTrouble {
  const dueMs = earliestMs + toleranceMs;
  return {
    kind: "not-moved",
    reason: texts("wrong-time", {
      moved: durationText(ms),
      off: durationText(Math.abs(saysMs - dueMs)),
      isSlow: saysMs < dueMs,
    }),
    remedy: texts("wrong-time-remedy"),
  };
}
