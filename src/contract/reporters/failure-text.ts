import { printable } from "../../base/printable.js";
import { withoutWorkflowCommands } from "../../base/workflow-commands.js";
import { mostVaried } from "../report/most-varied.js";
import { outcomeInShort } from "../report/outcome-in-short.js";
import { describeEffects } from "../judging/judgements.js";
import type { CheckResult } from "../report/report.js";

export type DetailLabel =
  | "because"
  | "known"
  | "sent"
  | "expected"
  | "seen"
  | "answer"
  | "stderr"
  | "effects"
  | "rule"
  | "page"
  | "fix"
  | "repeat";

/** A labelled line of what a reader needs about a check that is not well: ["expected", "status 200"]. */
export type DetailLine = readonly [label: DetailLabel, text: string];

/** What was sent, expected and seen, the rule with its page, the fix and how to repeat it; the same in every reporter. */
export function detailsOf(result: CheckResult): DetailLine[] {
  const { verdict, known, expected, actual, effects } = result;
  const lines: DetailLine[] = [["because", result.reason]];
  if (known) lines.push(["known", `${known.reason} (${known.owner}, until ${known.expires})`]);
  for (const text of sentTexts(result)) lines.push(["sent", text]);
  if (expected !== undefined) lines.push(["expected", expected]);
  if (actual !== undefined) lines.push(["seen", actual]);
  lines.push(...sawLines(result));
  const counted = effects === undefined ? undefined : describeEffects(effects);
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
function sentTexts({ exchanges }: CheckResult): string[] {
  const counts = new Map<string, { readonly outcome: string; count: number }>();
  for (const { label, outcome } of exchanges) {
    const short = outcomeInShort(outcome);
    const text = `${label}: ${short}`;
    const seen = counts.get(text);
    if (seen) seen.count++;
    else counts.set(text, { outcome: short, count: 1 });
  }
  return mostVaried([...counts], mostSent, ([, { outcome }]) => outcome).map(([text, { count }]) =>
    count === 1 ? text : `${text} (${count} ×)`,
  );
}

/** Whether a check's details are worth printing. */
export function needsDetails({ verdict }: CheckResult): boolean {
  return verdict === "fail" || verdict === "warn" || verdict === "error";
}

/** All of it as plain text, for the message of a failed test. */
export function checkFailureText(result: CheckResult): string {
  const lines = detailsOf(result).map(
    ([label, text]) => `  ${label.padEnd(9)} ${text.replaceAll("\n", `\n${" ".repeat(12)}`)}`,
  );
  const head = `${result.id} (${result.severity}): ${result.title}`;
  return withoutWorkflowCommands([head, ...lines].join("\n"));
}
