import type { Text } from "../../base/text.js";
import type { WallClock } from "../../base/clock.js";
import { isAccepted } from "../report/exchange.js";
import type { CheckResult } from "../report/report.js";
import type { Judgement, Verdict } from "../report/verdict.js";
import type { Check } from "./check.js";
import { takesGoodEvents, type FirstContact } from "./first-contact.js";
import type { RunExchange } from "./run-exchange.js";
import type { RunRecord } from "./run-record.js";
import { suiteTexts as texts } from "./suite-texts.js";

/** Looks at failures a second time: one that the same request does not show again was chance. */
export interface Repeater {
  /** Tries those of these checks again that failed for good content refused or not acted on, once in a run. */
  repeatFailures(checks: readonly Check[]): Promise<void>;
}

export interface RepeaterOptions {
  readonly contact: FirstContact | undefined;
  readonly record: RunRecord;
  readonly wall: WallClock;
  resultOf(check: Check): CheckResult<Text> | undefined;
  /** Whether there is no point in trying the check again: the run is over, or the receiver died of it. */
  isPastHelp(check: Check): boolean;
  /** Tries the check once more, by itself, and notes what it found. */
  tryAgain(check: Check, repeats: number): Promise<void>;
  /** Notes this in place of what the check found. */
  replace(check: Check, judgement: Judgement): void;
}

/** So many failures are looked at a second time; more have one cause, and it is found by then. */
const mostChecks = 12;

/** Must not take a slow receiver's run beyond its time, milliseconds. */
const longestMs = 8_000;

/** How often a failed check is tried again: once, and more often where good events are refused by chance. */
const mostRepeats = { steady: 1, flaky: 8 } as const;

/** What a second try may change. */
const repeatable: ReadonlySet<Verdict> = new Set(["fail", "warn", "inconclusive"]);

const perhapsChance: Judgement = { kind: "undecided", reason: texts("perhaps-chance") };

export function createRepeater(options: RepeaterOptions): Repeater {
  const { contact, record, wall } = options;
  const repeated = new Set<Check>();

  const isUnwell = (result: CheckResult<Text> | undefined): boolean =>
    result !== undefined && (repeatable.has(result.verdict) || isNoted(result));

  function needsRepeat(check: Check): boolean {
    if (repeated.has(check) || options.isPastHelp(check) || check.sendsMany === true) return false;
    if (!contact || !takesGoodEvents(contact)) return false;
    const result = options.resultOf(check);
    if (!isUnwell(result)) return false;
    return record.of(check.id).some(isRefusedGood) || result?.effects === 0;
  }

  /** The failure stands when it shows again. False when there was no time to find out. */
  async function repeat(check: Check, deadline: number): Promise<boolean> {
    repeated.add(check);
    for (let repeats = 1; repeats <= mostRepeats[isFlaky(record) ? "flaky" : "steady"]; repeats++) {
      if (options.isPastHelp(check) || wall.elapsed() > deadline) return false;
      const refused = record.of(check.id).find(isRefusedGood);
      await options.tryAgain(check, repeats);
      if (isUnwell(options.resultOf(check))) continue;
      if (refused?.exchange.outcome.kind === "answered") {
        record.noteFlip({ check: check.id, exchange: refused.exchange });
      }
      return true;
    }
    return true;
  }

  return {
    async repeatFailures(checks) {
      const deadline = wall.elapsed() + longestMs;
      // A good event that is refused by chance tells how often the others have to be tried.
      for (const [index, check] of checks.filter(needsRepeat).entries()) {
        const isSettled = index < mostChecks && (await repeat(check, deadline));
        if (!isSettled && isFlaky(record)) options.replace(check, perhapsChance);
      }
    },
  };
}

/** What is only worth knowing passes, whatever it saw. */
const isNoted = ({ severity, actual }: CheckResult<Text>): boolean =>
  severity === "info" && actual !== undefined;

/** Good content that was answered, and not with 200, or not answered. */
function isRefusedGood({ genuine, exchange: { outcome } }: RunExchange): boolean {
  return genuine && !isAccepted(outcome);
}

/** Whether good events of one content are refused now and then, by chance or for lack of time. */
function isFlaky({ exchanges, flips }: RunRecord): boolean {
  const isRefused = ({ plain, exchange: { outcome } }: RunExchange): boolean =>
    plain !== undefined && outcome.kind === "answered" && !isAccepted(outcome);
  return flips.length > 0 || exchanges.some(isRefused);
}
