import { type Text, verbatim } from "../../base/text.js";
import type { CheckId } from "../report/check-id.js";
import { quoteLine } from "../report/describe-answer.js";
import { openFailures, type CheckResult, type StartWith } from "../report/report.js";
import { connectionRank, isConsequence } from "./connection-rank.js";
import type { Symptoms } from "./cause.js";

/**
 * What the checks themselves have found, for whatever no cause explains: failures, or where there are none
 * warnings. A must comes before a should, and checks of one rule share their fix.
 */
export function checkEntries(
  symptoms: Symptoms,
  told: readonly StartWith<Text>[],
  { skipChallenge }: { readonly skipChallenge: boolean },
): readonly StartWith<Text>[] {
  const failures = openFailures(symptoms);
  const isLeft = (result: CheckResult<Text>): boolean =>
    !isConsequence(result, failures) && isUntold(result);
  const isUntold = ({ id }: CheckResult<Text>): boolean =>
    !told.some(({ check }) => check === id) &&
    !symptoms.findings.some(({ kind, check }) => kind === "receiver-died" && check === id) &&
    !(skipChallenge && id.startsWith("challenge/"));
  const unwell =
    failures.length > 0 || symptoms.findings.some(({ kind }) => kind === "receiver-died")
      ? failures
      : symptoms.checks.filter(({ verdict }) => verdict === "warn");
  const musts = unwell.filter(({ severity }) => severity === "must");
  const others = unwell.filter(({ severity }) => severity !== "must");
  const byFix = new Map<string, CheckResult<Text>>();
  for (const check of [...musts, ...others]
    .filter(isLeft)
    .toSorted((one, other) => rank(one) - rank(other))) {
    const fix = check.fix.in("en");
    if (!byFix.has(fix)) byFix.set(fix, check);
  }
  return [...byFix.values()].map(checkEntry);
}

/** For whatever is answered with 413. */
export const sizeFix = "A limit on the body's size is too low: Feishu's events may be 100 kB long.";

/** What spoils other checks too comes before them: refusals now and then, and ids that are none. */
const spoilers: readonly CheckId[] = ["event/flaky", "idempotency/same-content-new-id"];

function rank(result: CheckResult<Text>): number {
  if (result.id.startsWith("connection/")) return connectionRank(result);
  const index = spoilers.indexOf(result.id);
  return index === -1 ? spoilers.length : index;
}

/** What a check has found and its fix. */
export function checkEntry({ id, saw, ...texts }: CheckResult<Text>): StartWith<Text> {
  const [reason, fix] = [texts.reason.in("en"), texts.fix.in("en")];
  const actual = texts.actual?.in("en");
  const said = [...new Set([actual, saw?.answer?.in("en")])].filter((text) => text !== undefined);
  const seen = said.filter((text) => !reason.includes(text));
  // Nothing in a content that is too large for it needs to be taken in another way.
  const isTooLarge = seen.some((text) => /status 413\b/.test(text));
  const distinct = seen.filter(
    (text) => !seen.some((other) => other !== text && other.includes(text)),
  );
  const quoted = distinct.length === 0 ? "" : ` (${distinct.join("; ")})`;
  return {
    cause: id,
    check: id,
    text: verbatim(`${reason.replace(/\.$/, "")}${quoted}. ${isTooLarge ? sizeFix : fix}`),
    evidence: [
      ...distinct,
      ...(saw?.stderr ?? []).slice(-2).map((line) => `stderr: ${quoteLine(line)}`),
    ].map((line) => verbatim(line)),
  };
}
