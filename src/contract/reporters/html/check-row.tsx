import type { ComponentChildren } from "preact";
import { tallyOf, type CheckResult, type TriedCheck } from "../../report/report.js";
import type { ReportWords } from "../report-words.js";

export interface CheckRowProps {
  readonly result: TriedCheck & Pick<CheckResult, "known">;
  readonly words: ReportWords;
  readonly isOpen?: boolean;
  /** So that links lead here; must be the page's only one. */
  readonly anchor?: string | undefined;
  readonly onToggle?: ((isOpen: boolean) => void) | undefined;
  /** What opening shows. */
  readonly children?: ComponentChildren;
}

/** One check of the list: verdict, name, severity and reason, and whatever is behind the fold. */
export function CheckRow(props: CheckRowProps) {
  const { result, words, anchor, isOpen = false, onToggle, children } = props;
  return (
    <li class="report-check" id={anchor}>
      <details
        open={isOpen}
        {...(onToggle && { onToggle: (event) => onToggle(event.currentTarget.open) })}
      >
        <summary class="report-line">
          <CheckLine result={result} words={words} />
        </summary>
        {children}
      </details>
    </li>
  );
}

/** What a row says of a check before it is opened. */
export function CheckLine({ result, words }: Pick<CheckRowProps, "result" | "words">) {
  const { id, title, severity, reason } = result;
  return (
    <>
      <VerdictBadge result={result} words={words} />{" "}
      <span class="report-name">
        <code>{id}</code> <span class="report-title">{title}</span>
      </span>{" "}
      <span class={`report-severity report-${severity}`}>
        {words.severities[severity] ?? severity}
      </span>{" "}
      <span class="report-reason">{reason}</span>
    </>
  );
}

/** "fail", or "known fail" where somebody has signed for it. */
export function VerdictBadge({ result, words }: Pick<CheckRowProps, "result" | "words">) {
  const { verdict, known } = result;
  const name = words.tallies[verdict] ?? verdict;
  return (
    <span class={`report-verdict report-${tallyOf(result)}`}>
      {known ? words.known(name) : name}
    </span>
  );
}
