import { parseJsonDocument } from "../../base/json-document.js";
import { checkDocument, invalidDocument } from "../../event/document-schema.js";
import { reserveConfigEventType } from "../../event/reserve-config/reserve-config-event.js";
import { summarize, type Report } from "./report.js";

/**
 * A report from the text of a JSON report file, also one of an earlier version of this program.
 * @throws MocklarkError MALFORMED_DOCUMENT when it is no JSON, INVALID_DOCUMENT when it is no report
 *   (`schemas/report.json`); both with line and column
 */
export async function readReport(text: string, file: string): Promise<Report> {
  const source = parseJsonDocument(text, file);
  const [problem, ...others] = await checkDocument(source, "report");
  if (problem) throw invalidDocument(source, "report", problem, others);
  const report = source.value as Omit<Report, "startWith" | "events"> & Partial<Report>;
  // Earlier versions knew one type of events, wrote no startWith, and counted known failures as failures.
  const { startWith = [], events = [reserveConfigEventType] } = report;
  return { ...report, events, startWith, summary: summarize(report.checks) };
}
