import type { Language } from "../../../base/text.js";
import type { CheckId } from "../../report/check-id.js";
import { exitCodeOf, type CheckResult, type Report } from "../../report/report.js";
import { rewordReport } from "../../report/word-report.js";
import { reporterTexts } from "../reporter-texts.js";
import { reportWords } from "../report-words.js";
import { VerdictBadge } from "./check-row.js";
import { htmlPageParts, type PageElement } from "./html-page.js";
import type { NamedReport } from "./named-report.js";
import { reportParts, shortened } from "./report-parts.js";

export interface MergeOptions {
  /** Of the page; reports in another one are worded again, as far as they can be. Default: English. */
  readonly language?: Language | undefined;
}

/** Several receivers side by side: one row per check, one column per report, then each report in full. */
export function mergeReports(reports: readonly NamedReport[], options: MergeOptions = {}): string {
  return [...mergedPage(reports, options)].join("");
}

/** The same page bit by bit. */
export function mergedPage(
  reports: readonly NamedReport[],
  { language = "en" }: MergeOptions = {},
): Iterable<string> {
  const title = reporterTexts("contract-of-several", { count: reports.length }).in(language);
  const worded = reports.map(({ name, report }) => ({
    name,
    report: rewordReport(report, language),
  }));
  return htmlPageParts(title, { body: mergedParts(title, worded, language), language });
}

interface Column extends NamedReport {
  readonly results: ReadonlyMap<CheckId, CheckResult>;
}

function* mergedParts(
  title: string,
  reports: readonly NamedReport[],
  language: Language,
): Generator<string | PageElement> {
  const columns = reports.map((named): Column => ({
    report: named.report,
    name: shortened(named.name),
    results: resultsOf(named.report),
  }));
  yield { element: <h1>{title}</h1> };
  // Whoever has no mouse scrolls a wide table only once it has the focus.
  const label = reporterTexts("side-by-side").in(language);
  yield `<div class="merged" role="region" aria-label="${label}" tabindex="0"><table>`;
  yield { element: <Head columns={columns} language={language} /> };
  yield "<tbody>\n";
  const ids = new Set(columns.flatMap(({ results }) => [...results.keys()]));
  for (const id of ids) yield { element: <Row id={id} columns={columns} language={language} /> };
  yield { element: <End columns={columns} language={language} /> };
  yield "</tbody></table></div>\n";
  for (const { name, report } of columns) {
    yield '<details class="one">';
    yield { element: <summary>{name}</summary> };
    yield* reportParts(report, { language, anchors: false, level: 2 });
    yield "</details>\n";
  }
}

const resultsOf = ({ checks }: Report): ReadonlyMap<CheckId, CheckResult> =>
  new Map(checks.map((result) => [result.id, result]));

interface RowProps {
  readonly columns: readonly Column[];
  readonly language: Language;
}

function Head({ columns, language }: RowProps) {
  return (
    <thead>
      <tr>
        <th scope="col">{reporterTexts("check").in(language)}</th>
        {columns.map(({ name }, index) => (
          <th key={index} scope="col">
            {name}
          </th>
        ))}
      </tr>
    </thead>
  );
}

function Row({ id, columns, language }: RowProps & { readonly id: CheckId }) {
  return (
    <tr>
      <td>
        <code>{id}</code>
      </td>
      {columns.map(({ results }, index) => (
        <Cell key={index} result={results.get(id)} language={language} />
      ))}
    </tr>
  );
}

interface CellProps {
  readonly result: CheckResult | undefined;
  readonly language: Language;
}

function Cell({ result, language }: CellProps) {
  if (!result) return <td>{reporterTexts("not-run").in(language)}</td>;
  const { id, title, severity, verdict, known, durationMs, reason } = result;
  const row = shortened({ id, title, severity, verdict, known, durationMs, reason });
  return (
    <td title={row.reason}>
      <VerdictBadge result={row as CheckResult} words={reportWords[language]} />
    </td>
  );
}

function End({ columns, language }: RowProps) {
  return (
    <tr>
      <th scope="row">{reporterTexts("in-all").in(language)}</th>
      {columns.map(({ report }, index) => {
        const isWell = exitCodeOf(report) === 0;
        return (
          <td key={index}>
            <span class={`report-verdict report-${isWell ? "pass" : "fail"}`}>
              {reporterTexts(isWell ? "kept" : "broken").in(language)}
            </span>
          </td>
        );
      })}
    </tr>
  );
}
