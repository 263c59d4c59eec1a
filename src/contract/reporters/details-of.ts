import { printable } from "../../base/printable.js";
import type { Language } from "../../base/text.js";
import { mostVaried } from "../report/most-varied.js";
import { outcomeText } from "../../delivery/outcome-in-short.js";
import { effectsText } from "../judging/judgements.js";
import type { CheckResult } from "../report/report.js";
import type { DetailLabel } from "./detail-label.js";
import { reportWords } from "./report-words.js";
import { reporterTexts } from "./reporter-texts.js";

/** A labelled line of what a reader needs about a check that is not well: ["expected", "status 200"]. */
export type DetailLine = readonly [label: DetailLabel, text: string];

/** What was sent, expected and seen, the rule with its page, the fix and how to repeat it; the same in every reporter. */
export function detailsOf(result: CheckResult, language: Language): DetailLine[] {
  const { verdict, known, expected, actual, effects } = result;
  const lines: DetailLine[] = [["because", result.reason]];
  if (known) lines.push(["known", reporterTexts("signed-for", known).in(language)]);
  for (const text of sentTexts(result, language)) lines.push(["sent", text]);
  if (expected !== undefined) lines.push(["expected", expected]);
  if (actual !== undefined) lines.push(["seen", actual]);
  lines.push(...sawLines(result));
  const counted = effects === undefined ? undefined : effectsText(effects).in(language);
  if (counted !== undefined && counted !== actual) lines.push(["effects", counted]);
  if (verdict === "fail" || verdict === "warn") {
    lines.push(["rule", result.clause], ["page", result.page], ["fix", result.fix]);
  }
  lines.push(["repeat", result.repeat]);
  return lines.map(([label, text]) => [label, printable(text)]);
}

/** What the receiver itself said, where the line above does not say so already. */
function sawLines({ saw, actual = "" }: CheckResult): DetailLine[] {
  const { answer, stderr = [] } = saw ?? {};
  const answered: DetailLine[] =
    answer === undefined || actual.includes(answer) ? [] : [["answer", answer]];
  return [...answered, ...stderr.map((line): DetailLine => ["stderr", line])];
}

const mostSent = 5;

/** What was sent and what came of it; what is the same several times over once, with how often. */
function sentTexts({ exchanges }: CheckResult, language: Language): string[] {
  const counts = new Map<string, { readonly outcome: string; count: number }>();
  for (const { label, outcome } of exchanges) {
    const short = outcomeText(outcome).in(language);
    const text = `${label}${reportWords[language].colon}${short}`;
    const seen = counts.get(text);
    if (seen) seen.count++;
    else counts.set(text, { outcome: short, count: 1 });
  }
  return mostVaried([...counts], mostSent, ([, { outcome }]) => outcome).map(([text, { count }]) =>
    count === 1 ? text : reporterTexts("so-often", { text, count }).in(language),
  );
}

/** Whether a check's details are worth printing. */
export function needsDetails({ verdict }: CheckResult): boolean {
  return verdict === "fail" || verdict === "warn" || verdict === "error";
}
