import type { CheckId } from "./check-id.js";
import { lastError } from "./last-error.js";
import { openFailures, type CheckResult, type Report } from "./report.js";

/** Where to begin: one to three sentences, each a cause and what mends it. */
export type Diagnosis = readonly string[];

const mostCauses = 3;

/**
 * What is behind a report with several failures, the cause with the most consequences first. Empty when
 * there is nothing to tell apart. Says nothing that a check has not found out.
 */
export function diagnose(report: Pick<Report, "checks" | "findings" | "mode">): Diagnosis {
  const failures = openFailures(report);
  if (failures.length + report.findings.length < 2) return [];
  const deaths = deathsOf(report);
  const accepted = failures.find(({ id }) => id === "event/accepted");
  // Whoever takes no good event fails most other checks for that alone.
  if (accepted)
    return [
      deaths.get(accepted.id) ?? causeOfRefusal(accepted, failures, report),
      "Then run the suite again: most other results follow from this.",
    ];
  const others = failures.filter(({ id }) => !deaths.has(id));
  return [...deaths.values(), ...distinctFixes(others)].slice(0, mostCauses);
}

/** What each deadly check takes to be survived. The order is the catalogue's: what Feishu itself sends comes first. */
function deathsOf({ checks, findings }: Pick<Report, "checks" | "findings">): Map<CheckId, string> {
  const deaths = new Map<CheckId, string>();
  for (const { id, fix } of checks) {
    const death = findings.find(({ kind, check }) => kind === "receiver-died" && check === id);
    if (death?.kind !== "receiver-died") continue;
    const { message, lastOutput = "" } = death;
    const error = lastError(lastOutput)[0]?.trim();
    deaths.set(
      id,
      [
        message,
        ...(error === undefined ? [] : [`It says: ${error.replace(/\.?$/, ".")}`]),
        fix,
      ].join(" "),
    );
  }
  return deaths;
}

function causeOfRefusal(
  accepted: CheckResult,
  failures: readonly CheckResult[],
  { mode }: Pick<Report, "mode">,
): string {
  const formula = failures.find(({ id }) => id === "security/wrong-formula");
  if (formula) {
    const reason = formula.reason.replace(/^Your receiver /, "It ");
    return `Your receiver takes no good event. ${reason} ${formula.fix}`;
  }
  const seen = accepted.actual ?? accepted.reason;
  if (
    isUnanswered(accepted) &&
    failures.some(({ id, ...other }) => id === "challenge/echo" && isUnanswered(other))
  ) {
    return `Your receiver answers nothing there (${seen}): give the URL it serves events at, path included (adaptDefault of the Node SDK keeps silent about any other path), and see that it sends an answer.`;
  }
  if (/status (404|405)\b/.test(seen)) {
    return `Your receiver takes no good event (${seen}): give the URL it serves events at, path included.`;
  }
  if (failures.some(({ id }) => id === "challenge/echo") && /\bstatus \d/.test(seen)) {
    return `Your receiver takes neither the url_verification request nor a good event (${seen}). ${
      mode === "webhook-plaintext" ? noKey : otherKeys
    } ${accepted.fix}`;
  }
  return `Your receiver takes no good event (${seen}). ${accepted.fix}`;
}

/** Nothing that was sent got an answer, in time or at all. */
const isUnanswered = ({ exchanges }: Pick<CheckResult, "exchanges">): boolean =>
  exchanges.length > 0 && exchanges.every(({ outcome }) => outcome.kind === "timed-out");

const noKey =
  "This run was given no Encrypt Key, so everything went in clear: if the receiver has one, set MOCKLARK_ENCRYPT_KEY and MOCKLARK_VERIFICATION_TOKEN to what it has. If it has none:";
const otherKeys =
  "See first that both sides have the same keys: MOCKLARK_ENCRYPT_KEY and MOCKLARK_VERIFICATION_TOKEN here, and the receiver's own. If they are the same:";

/** Checks of one rule share their fix; a must comes before a should. */
function distinctFixes(failures: readonly CheckResult[]): string[] {
  const musts = failures.filter(({ severity }) => severity === "must");
  const others = failures.filter(({ severity }) => severity !== "must");
  const byFix = new Map<string, string>();
  for (const { id, fix } of [...musts, ...others]) if (!byFix.has(fix)) byFix.set(fix, id);
  return [...byFix].map(([fix, id]) => `${id}: ${fix}`);
}
