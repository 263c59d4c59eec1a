import type { Text } from "../../base/text.js";
import type { CheckId } from "../report/check-id.js";
import { quoteLine } from "../report/describe-answer.js";
import { saysStatus } from "../../delivery/outcome-in-short.js";
import { openFailures, type CheckResult, type StartWith } from "../report/report.js";
import { connectionRank, isConsequence } from "./connection-rank.js";
import type { Symptoms } from "./cause.js";
import { entryTexts } from "./texts/entries-texts.js";
import { evidenceTexts } from "./texts/evidence-texts.js";

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
    // Two checks of one rule say the same fix, each by a text of its own.
    const fix = check.fix.in("en");
    if (!byFix.has(fix)) byFix.set(fix, check);
  }
  return [...byFix.values()].map(checkEntry);
}

/** For whatever is answered with 413. */
export const sizeFix = entryTexts("size-fix");

/** What spoils other checks too comes before them: refusals now and then, and ids that are none. */
const spoilers: readonly CheckId[] = ["event/flaky", "idempotency/same-content-new-id"];

function rank(result: CheckResult<Text>): number {
  if (result.id.startsWith("connection/")) return connectionRank(result);
  const index = spoilers.indexOf(result.id);
  return index === -1 ? spoilers.length : index;
}

/** What a check has found and its fix. */
export function checkEntry(check: CheckResult<Text>): StartWith<Text> {
  const { id, reason, saw } = check;
  const seen = unsaid(check);
  // Nothing in a content that is too large for it needs to be taken in another way.
  const fix = seen.some((text) => saysStatus(text, 413)) ? sizeFix : check.fix;
  return {
    cause: id,
    check: id,
    text:
      seen.length === 0
        ? entryTexts("found", { reason, fix })
        : entryTexts("found-with", { reason, seen, fix }),
    evidence: [
      ...seen,
      ...(saw?.stderr ?? [])
        .slice(-2)
        .map((line) => evidenceTexts("stderr", { line: quoteLine(line) })),
    ],
  };
}

/**
 * What was seen and a reader has not read yet: neither in the reason nor in another of these. One language decides
 * it, so that a report has the same parts in each.
 */
function unsaid({ reason, actual, saw }: CheckResult<Text>): readonly Text[] {
  const said = new Map(
    [actual, saw?.answer].flatMap((text) => (text ? [[text.in("en"), text] as const] : [])),
  );
  const isNews = (words: string): boolean =>
    !reason.in("en").includes(words) &&
    ![...said.keys()].some((other) => other !== words && other.includes(words));
  return [...said].filter(([words]) => isNews(words)).map(([, text]) => text);
}
