import { parseJsonDocument } from "../../base/json-document.js";
import { checkDocument, invalidDocument } from "../../event/document-schema.js";
import type { CheckId } from "./check-id.js";
import { exitCodeOf, summarize, tallyOf, type CheckResult, type Report } from "./report.js";
import { reportParts } from "../reporters/html.js";
import { htmlPageParts } from "../reporters/html-page.js";
import { joinMarkup, type Markup, markup } from "../reporters/markup.js";

export interface NamedReport {
  /** The column's heading: the receiver's name, or the file's. */
  readonly name: string;
  readonly report: Report;
}

/**
 * A report from the text of a JSON report file, also one of an earlier version of this program.
 * @throws MocklarkError MALFORMED_DOCUMENT when it is no JSON, INVALID_DOCUMENT when it is no report
 *   (`schemas/report.json`); both with line and column
 */
export async function readReport(text: string, file: string): Promise<Report> {
  const source = parseJsonDocument(text, file);
  const [problem, ...others] = await checkDocument(source, "report");
  if (problem) throw invalidDocument(source, "report", problem, others);
  const report = source.value as Omit<Report, "startWith"> & Partial<Report>;
  // Earlier versions wrote no startWith, and counted known failures as failures.
  return { ...report, startWith: report.startWith ?? [], summary: summarize(report.checks) };
}

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

function* mergedParts(title: string, reports: readonly NamedReport[]): Generator<Markup> {
  const columns = reports.map((named): Column => ({ ...named, results: resultsOf(named.report) }));
  const heads = columns.map(({ name }) => markup`<th>${name}</th>`);
  yield markup`<h1>${title}</h1>
<table><thead><tr><th>Check</th>${heads}</tr></thead>
<tbody>`;
  const ids = new Set(columns.flatMap(({ results }) => [...results.keys()]));
  for (const id of ids) yield rowHtml(id, columns);
  yield markup`<tr><th>in all</th>${columns.map(endHtml)}</tr>
</tbody></table>`;
  for (const { name, report } of columns) {
    yield markup`<details><summary>${name}</summary>`;
    yield* reportParts(report, { anchors: false });
    yield markup`</details>`;
  }
}

const resultsOf = ({ checks }: Report): ReadonlyMap<CheckId, CheckResult> =>
  new Map(checks.map((result) => [result.id, result]));

function rowHtml(id: CheckId, columns: readonly Column[]): Markup {
  const cells = columns.map(({ results }) => cellHtml(results.get(id)));
  return markup`<tr><td><code>${id}</code></td>${joinMarkup(cells, "")}</tr>`;
}

function cellHtml(result: CheckResult | undefined): Markup {
  if (!result) return markup`<td class="skip">not run</td>`;
  const { verdict, reason, known } = result;
  return markup`<td class="${tallyOf(result)}" title="${reason}">${known ? "known " : ""}${verdict}</td>`;
}

function endHtml({ report }: Column): Markup {
  const well = exitCodeOf(report) === 0;
  return markup`<td class="${well ? "pass" : "fail"}">${well ? "kept" : "broken"}</td>`;
}
