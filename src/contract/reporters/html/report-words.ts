import { formatDuration } from "../../../base/durations.js";
import type { Report } from "../../report/report.js";
import type { Severity, Tally, Verdict } from "../../report/verdict.js";
import { clockText } from "../clock-text.js";
import { eventsText } from "../events-text.js";
import type { DetailLabel } from "../failure-text.js";
import { witnessText } from "../witness-text.js";

/** What a report's page says besides what the report itself holds. */
export interface ReportWords {
  readonly startWith: string;
  /** Of the list that holds them all. */
  readonly checks: string;
  readonly verdicts: Readonly<Record<Verdict, string>>;
  readonly tallies: Readonly<Record<Tally, string>>;
  /** "2 known" */
  readonly count: (count: number, name: string) => string;
  /** A verdict somebody has signed for. */
  readonly known: (verdict: string) => string;
  readonly severities: Readonly<Record<Severity, string>>;
  /** By what stands before the "/" of an id. */
  readonly groups: Readonly<Record<string, string>>;
  readonly details: Readonly<Record<DetailLabel, string>>;
  readonly why: string;
  readonly sent: string;
  readonly inClear: string;
  readonly answered: string;
  /** Exchanges that a report leaves out. */
  readonly omitted: (count: number) => string;
  readonly lastOutput: string;
  /** Of the report as a whole, one short text each. */
  readonly facts: (report: Report) => readonly string[];
}

const same = <Name extends string>(...names: readonly Name[]): Readonly<Record<Name, Name>> =>
  Object.fromEntries(names.map((name) => [name, name])) as Record<Name, Name>;

/** The language of the file that the HTML reporter writes. */
export const englishReportWords: ReportWords = {
  startWith: "Start with this",
  checks: "Checks",
  verdicts: same("pass", "warn", "fail", "skip", "inconclusive", "error"),
  tallies: same("pass", "warn", "fail", "known", "skip", "inconclusive", "error"),
  count: (count, name) => `${count} ${name}`,
  known: (verdict) => `known ${verdict}`,
  severities: same("must", "should", "info"),
  groups: {
    challenge: "Challenge",
    event: "Events",
    security: "Security",
    idempotency: "Idempotency",
    retry: "Retries",
    connection: "Long connection",
  },
  details: same(
    ...(["because", "known", "sent", "expected", "seen", "answer", "stderr", "effects"] as const),
    ...(["rule", "page", "fix", "repeat"] as const),
  ),
  why: "why",
  sent: "sent",
  inClear: "in clear",
  answered: "answered",
  omitted: (count) => `… and ${count} more like these`,
  lastOutput: "its last output",
  facts: (report) => [
    report.tool,
    report.mode,
    eventsText(report.events),
    `seed ${report.seed}`,
    report.startedAt,
    formatDuration(report.durationMs),
    witnessText(report.witness),
    clockText(report),
  ],
};
