import type { ReportSink } from "./report-sink.js";
import type { Reporter } from "./reporter.js";

/** The whole report as JSON, `schemas/report.json`. */
export function createJsonReporter(write: ReportSink): Reporter {
  return {
    name: "json",
    runEnded: (report) => write(`${JSON.stringify(report, null, 2)}\n`),
  };
}
