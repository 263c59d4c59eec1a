import { openFailures, type CheckResult, type Report } from "./report.js";

/** Where to begin: one to three sentences, each a cause and what mends it. */
export type Diagnosis = readonly string[];

const mostCauses = 3;

/**
 * What is behind a report with several failures, the cause with the most consequences first. Empty when
 * there is nothing to tell apart. Says nothing that a check has not found out.
 */
export function diagnose(report: Pick<Report, "checks" | "findings">): Diagnosis {
  const failures = openFailures(report);
  if (failures.length + report.findings.length < 2) return [];
  const accepted = failures.find(({ id }) => id === "event/accepted");
  // Whoever takes no good event fails most other checks for that alone.
  if (accepted)
    return [
      ...causesOfRefusal(accepted, failures),
      "Then run the suite again: most other results follow from this.",
    ];
  return distinctFixes(failures).slice(0, mostCauses);
}

function causesOfRefusal(accepted: CheckResult, failures: readonly CheckResult[]): string[] {
  const formula = failures.find(({ id }) => id === "security/wrong-formula");
  if (formula) {
    const reason = formula.reason.replace(/^Your receiver /, "It ");
    return [`Your receiver takes no good event. ${reason} ${formula.fix}`];
  }
  if (/status (404|405)\b/.test(accepted.actual ?? "")) {
    const seen = accepted.actual ?? "";
    return [
      `Your receiver takes no good event (${seen}): give the URL it serves events at, path included.`,
    ];
  }
  return [
    `Your receiver takes no good event (${accepted.actual ?? accepted.reason}). ${accepted.fix}`,
  ];
}

/** Checks of one rule share their fix; a must comes before a should. */
function distinctFixes(failures: readonly CheckResult[]): string[] {
  const musts = failures.filter(({ severity }) => severity === "must");
  const others = failures.filter(({ severity }) => severity !== "must");
  const byFix = new Map<string, string>();
  for (const { id, fix } of [...musts, ...others]) if (!byFix.has(fix)) byFix.set(fix, id);
  return [...byFix].map(([fix, id]) => `${id}: ${fix}`);
}
