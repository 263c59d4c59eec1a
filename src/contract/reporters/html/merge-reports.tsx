import type { CheckId } from "../../report/check-id.js";
import { exitCodeOf, type CheckResult, type Report } from "../../report/report.js";
import { VerdictBadge } from "./check-row.js";
import { htmlPageParts, type PageElement } from "./html-page.js";
import type { NamedReport } from "./named-report.js";
import { reportParts, shortened } from "./report-parts.js";
import { englishReportWords } from "./report-words.js";

/** Several receivers side by side: one row per check, one column per report, then each report in full. */
export function mergeReports(reports: readonly NamedReport[]): string {
  return [...mergedPage(reports)].join("");
}

/** The same page bit by bit. */
export function mergedPage(reports: readonly NamedReport[]): Iterable<string> {
  const title = `Contract of ${reports.length} receivers`;
  return htmlPageParts(title, mergedParts(title, reports));
}

interface Column extends NamedReport {
  readonly results: ReadonlyMap<CheckId, CheckResult>;
}

function* mergedParts(
  title: string,
  reports: readonly NamedReport[],
): Generator<string | PageElement> {
  const columns = reports.map((named): Column => ({
    report: named.report,
    name: shortened(named.name),
    results: resultsOf(named.report),
  }));
  yield { element: <h1>{title}</h1> };
  // Whoever has no mouse scrolls a wide table only once it has the focus.
  yield '<div class="merged" role="region" aria-label="Side by side" tabindex="0"><table>';
  yield { element: <Head columns={columns} /> };
  yield "<tbody>\n";
  const ids = new Set(columns.flatMap(({ results }) => [...results.keys()]));
  for (const id of ids) yield { element: <Row id={id} columns={columns} /> };
  yield { element: <End columns={columns} /> };
  yield "</tbody></table></div>\n";
  for (const { name, report } of columns) {
    yield '<details class="one">';
    yield { element: <summary>{name}</summary> };
    yield* reportParts(report, { anchors: false, level: 2 });
    yield "</details>\n";
  }
}

const resultsOf = ({ checks }: Report): ReadonlyMap<CheckId, CheckResult> =>
  new Map(checks.map((result) => [result.id, result]));

interface RowProps {
  readonly columns: readonly Column[];
}

function Head({ columns }: RowProps) {
  return (
    <thead>
      <tr>
        <th scope="col">Check</th>
        {columns.map(({ name }, index) => (
          <th key={index} scope="col">
            {name}
          </th>
        ))}
      </tr>
    </thead>
  );
}

function Row({ id, columns }: RowProps & { readonly id: CheckId }) {
  return (
    <tr>
      <td>
        <code>{id}</code>
      </td>
      {columns.map(({ results }, index) => (
        <Cell key={index} result={results.get(id)} />
      ))}
    </tr>
  );
}

function Cell({ result }: { readonly result: CheckResult | undefined }) {
  if (!result) return <td>not run</td>;
  const { id, title, severity, verdict, known, durationMs, reason } = result;
  const row = shortened({ id, title, severity, verdict, known, durationMs, reason });
  return (
    <td title={row.reason}>
      <VerdictBadge result={row as CheckResult} words={englishReportWords} />
    </td>
  );
}

function End({ columns }: RowProps) {
  return (
    <tr>
      <th scope="row">in all</th>
      {columns.map(({ report }, index) => {
        const isWell = exitCodeOf(report) === 0;
        return (
          <td key={index}>
            <span class={`report-verdict report-${isWell ? "pass" : "fail"}`}>
              {isWell ? "kept" : "broken"}
            </span>
          </td>
        );
      })}
    </tr>
  );
}
