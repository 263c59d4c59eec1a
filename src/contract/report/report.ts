import type { Language } from "../../base/text.js";
import type { ReceiverClock } from "../../receiver/clock/receiver-clock.js";
import type { CheckId } from "./check-id.js";
import type { WitnessSummary } from "../../receiver/effect-ledger.js";
import type { Exchange } from "./exchange.js";
import type { Worded } from "./worded.js";
import { tallies, type Severity, type Tally, type Verdict } from "./verdict.js";

export const reportVersion = 1;

export type ReportMode = "webhook-encrypted" | "webhook-plaintext" | "long-connection";

/** What the contract suite found out about one receiver; `schemas/report.json` says the same. */
export interface Report<Words = string> {
  readonly version: typeof reportVersion;
  /** "mocklark 0.1.0" */
  readonly tool: string;
  /** What its words are in; absent from reports of earlier versions, which are in English. */
  readonly language?: Language;
  readonly seed: number;
  /** The receiver's URL or app id. */
  readonly target: string;
  readonly mode: ReportMode;
  /** The types of events the receiver got; the first is the one it is judged by. */
  readonly events: readonly string[];
  readonly strict: boolean;
  /** ISO 8601. */
  readonly startedAt: string;
  readonly durationMs: number;
  readonly witness: WitnessSummary<Words>;
  /** Absent when it was not moved. */
  readonly receiverClock?: ReceiverClockReport;
  /** How many checks count as what; failures and warnings the baseline knows only as "known". */
  readonly summary: Readonly<Record<Tally, number>>;
  /** In the catalogue's order. */
  readonly checks: readonly CheckResult<Words>[];
  /** What no single check is about: the receiver died, the baseline is out of date. Each one fails the run. */
  readonly findings: readonly Finding<Words>[];
  /** What to mend first, the cause with the most consequences first; empty when all is well. */
  readonly startWith: readonly StartWith<Words>[];
}

/** How far the receiver's own clock was moved, and what it said then. */
export interface ReceiverClockReport {
  readonly kind: ReceiverClock["kind"];
  readonly movedMs: number;
  /** ISO 8601: its own time after the last move, or of its last answer; absent where it does not tell. */
  readonly says?: string;
}

/** A cause behind the report and what proves it. */
export interface StartWith<Words = string> extends Worded<"text" | "evidence"> {
  /** "answers-late"; the check's own id where no experiment found out more. */
  readonly cause: string;
  /** The check that shows it. */
  readonly check: CheckId;
  /** What is wrong and what mends it. */
  readonly text: Words;
  /** What was seen: answers, what changed them, the receiver's own lines. */
  readonly evidence: readonly Words[];
}

/** What the receiver itself said while a check that is not well went on. */
export interface Saw<Words = string> extends Worded<"answer"> {
  /** Status and first line of the answer that decided: "status 500: database is locked". */
  readonly answer?: Words;
  /** Its last lines on stderr meanwhile. */
  readonly stderr?: readonly string[];
}

export interface CheckResult<Words = string> extends Worded<
  "title" | "reason" | "expected" | "actual" | "clause" | "page" | "fix"
> {
  readonly id: CheckId;
  readonly title: Words;
  readonly severity: Severity;
  readonly verdict: Verdict;
  /** One sentence. */
  readonly reason: Words;
  readonly expected?: Words;
  readonly actual?: Words;
  /** Effects seen of the events the verdict is about. */
  readonly effects?: number;
  /** Only of a check that is not well. */
  readonly saw?: Saw<Words>;
  readonly durationMs: number;
  readonly clause: Words;
  readonly page: Words;
  readonly fix: Words;
  /** The command that tries just this again. */
  readonly repeat: string;
  /** Present when the baseline knows this failure; it then does not fail the run. */
  readonly known?: { readonly reason: string; readonly owner: string; readonly expires: string };
  readonly exchanges: readonly Exchange<Words>[];
  /** Exchanges left out because a check keeps only its first ones. */
  readonly exchangesOmitted?: number;
}

/** What is known of a check while the run goes on; a second try may change its verdict. */
export type TriedCheck<Words = string> = Pick<
  CheckResult<Words>,
  "id" | "title" | "severity" | "verdict" | "reason" | "durationMs" | "data"
>;

export type Finding<Words = string> = Worded<"message"> & FindingOf<Words>;

type FindingOf<Words> =
  | {
      readonly kind: "receiver-died";
      readonly message: Words;
      /** The check whose request did it. */
      readonly check: CheckId;
      readonly exchange: Exchange<Words>;
      /** "exit code 1"; absent when we did not start the receiver. */
      readonly exit?: string;
      readonly lastOutput?: string;
      /** Whether it runs again. */
      readonly recovered: boolean;
    }
  | {
      readonly kind: "stale-baseline" | "expired-baseline";
      readonly message: Words;
      readonly check: CheckId;
    };

/** What a check counts as. */
export function tallyOf({
  verdict,
  known,
}: Pick<CheckResult<unknown>, "verdict" | "known">): Tally {
  return known === undefined ? verdict : "known";
}

/** How many checks count as what. */
export function summarize(checks: readonly CheckResult<unknown>[]): Record<Tally, number> {
  const counts = new Map<Tally, number>(tallies.map((tally) => [tally, 0]));
  for (const check of checks) counts.set(tallyOf(check), (counts.get(tallyOf(check)) ?? 0) + 1);
  return Object.fromEntries(counts) as Record<Tally, number>;
}

/** Failures nobody has signed for. */
export function openFailures<Words>(report: Pick<Report<Words>, "checks">): CheckResult<Words>[] {
  return report.checks.filter(({ verdict, known }) => verdict === "fail" && known === undefined);
}

/** What could not be decided in a strict run, where that is no success: nobody saw those rules kept. */
export function openQuestions<Words>({
  strict,
  checks,
}: Pick<Report<Words>, "checks" | "strict">): CheckResult<Words>[] {
  return strict ? checks.filter(({ verdict }) => verdict === "inconclusive") : [];
}

/** The exit code a run with this report ends with: 0 all well, 1 the receiver fails, 4 we failed. */
export function exitCodeOf<Words>(
  report: Pick<Report<Words>, "checks" | "findings" | "strict">,
): 0 | 1 | 4 {
  if (openFailures(report).length > 0 || report.findings.length > 0) return 1;
  if (openQuestions(report).length > 0) return 1;
  return report.checks.some(({ verdict }) => verdict === "error") ? 4 : 0;
}
