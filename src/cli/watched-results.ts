import type { CheckId } from "../contract/report/check-id.js";
import {
  exitCodeOf,
  openFailures,
  openQuestions,
  type CheckResult,
  type Finding,
  type Report,
} from "../contract/report/report.js";

/** A check whose verdict is another one than the last time: "fail", "pass". */
export interface Flip {
  readonly id: CheckId;
  readonly from: CheckResult["verdict"];
  readonly to: CheckResult["verdict"];
}

/** The last result of each check, of runs that may have been of a few of them only. */
export interface WatchedResults {
  /** Takes a report in, and says what is different now. */
  readonly take: (report: Report) => readonly Flip[];
  /** The checks that fail the run, by what is known of them last. */
  readonly failing: () => readonly CheckId[];
  readonly exitCode: () => ReturnType<typeof exitCodeOf>;
}

export function createWatchedResults(): WatchedResults {
  const results = new Map<CheckId, CheckResult>();
  let findings: readonly Finding[] = [];
  let strict = false;
  const known = (): Pick<Report, "checks" | "findings" | "strict"> => ({
    checks: [...results.values()],
    findings,
    strict,
  });
  return {
    take(report) {
      const flips = report.checks.flatMap(({ id, verdict }) => {
        const before = results.get(id)?.verdict;
        return before === undefined || before === verdict
          ? []
          : [{ id, from: before, to: verdict }];
      });
      const ran = new Set(report.checks.map(({ id }) => id));
      for (const result of report.checks) results.set(result.id, result);
      findings = [...findings.filter(({ check }) => !ran.has(check)), ...report.findings];
      strict = report.strict;
      return flips;
    },
    failing() {
      const now = known();
      const own = now.checks.filter(({ verdict }) => verdict === "error");
      const ids = [...openFailures(now), ...openQuestions(now), ...own].map(({ id }) => id);
      return [...new Set([...ids, ...findings.map(({ check }) => check)])];
    },
    exitCode: () => exitCodeOf(known()),
  };
}
