import { jsonText } from "../../base/json-text.js";
import type { ReportSink } from "./report-sink.js";
import type { Reporter } from "./reporter.js";

/** The whole report as JSON, `schemas/report.json`. No text in it acts on a terminal it is printed to. */
export function createJsonReporter(write: ReportSink): Reporter {
  return {
    name: "json",
    runEnded: (report) => write(`${jsonText(report, 2)}\n`),
  };
}
