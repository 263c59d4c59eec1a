import { parseStrictJson } from "../../base/document.js";
import { isRecord } from "../../base/json-path.js";
import { MocklarkError } from "../../base/errors.js";
import type { CheckId } from "./check-id.js";
import { exitCodeOf, reportVersion, type CheckResult, type Report } from "./report.js";
import { reportBody } from "../reporters/html.js";
import { htmlPage } from "../reporters/html-page.js";
import { escapeXml as escape } from "../reporters/xml-text.js";

export interface NamedReport {
  /** The column's heading: the receiver's name, or the file's. */
  readonly name: string;
  readonly report: Report;
}

/**
 * A report from the text of a JSON report file.
 * @throws MocklarkError MALFORMED_DOCUMENT when it is no JSON, INVALID_DOCUMENT when it is no report
 */
export function readReport(text: string, file: string): Report {
  const value = parseStrictJson(text, file);
  const looksRight =
    isRecord(value) &&
    value["version"] === reportVersion &&
    Array.isArray(value["checks"]) &&
    value["checks"].every((check) => isRecord(check) && typeof check["id"] === "string") &&
    Array.isArray(value["findings"]) &&
    isRecord(value["summary"]);
  // Files written before there was a startWith are reports as well.
  if (looksRight) return { ...(value as unknown as Report), startWith: startOf(value) };
  throw new MocklarkError(
    "INVALID_DOCUMENT",
    `Failed to read the report ${file}: it is no report.`,
    {
      remedy: "Give files that --reporter json=PATH has written (version 1).",
    },
  );
}

const startOf = ({ startWith }: Record<string, unknown>): Report["startWith"] =>
  Array.isArray(startWith) ? (startWith as Report["startWith"]) : [];

/** Several receivers side by side: one row per check, one column per report, then each report in full. */
export function mergeReports(reports: readonly NamedReport[]): string {
  const ids = [...new Set(reports.flatMap(({ report }) => report.checks.map(({ id }) => id)))];
  const heads = reports.map(({ name }) => `<th>${escape(name)}</th>`).join("");
  const rows = ids.map((id) => rowHtml(id, reports)).join("\n");
  const ends = reports.map(({ report }) => endHtml(report)).join("");
  const full = reports.map(({ name, report }) => {
    const summary = `<summary>${escape(name)}</summary>`;
    return `<details>${summary}${reportBody(report, { anchors: false })}</details>`;
  });
  const matrix = `<table><thead><tr><th>Check</th>${heads}</tr></thead>
<tbody>
${rows}
<tr><th>in all</th>${ends}</tr>
</tbody></table>`;
  const title = `Contract of ${reports.length} receivers`;
  return htmlPage(title, `<h1>${title}</h1>\n${matrix}\n${full.join("\n")}`);
}

function rowHtml(id: CheckId, reports: readonly NamedReport[]): string {
  const cells = reports.map(({ report }) =>
    cellHtml(report.checks.find((check) => check.id === id)),
  );
  return `<tr><td><code>${escape(id)}</code></td>${cells.join("")}</tr>`;
}

function cellHtml(result: CheckResult | undefined): string {
  if (!result) return '<td class="skip">not run</td>';
  const { verdict, reason, known } = result;
  const word = `${known ? "known " : ""}${verdict}`;
  return `<td class="${escape(verdict)}" title="${escape(reason)}">${escape(word)}</td>`;
}

function endHtml(report: Report): string {
  const well = exitCodeOf(report) === 0;
  return `<td class="${well ? "pass" : "fail"}">${well ? "kept" : "broken"}</td>`;
}
