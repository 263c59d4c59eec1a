import type { Language } from "../../base/text.js";
import type { ReportSink } from "./report-sink.js";
import type { Reporter } from "./reporter.js";

/** One file that needs nothing else; what makes it is loaded only when there is a report to show. */
export function createHtmlReporter(write: ReportSink, language?: Language): Reporter {
  return {
    name: "html",
    async runEnded(report) {
      const { renderHtml } = await import("./html/render-html.js");
      await write(renderHtml(report, language));
    },
  };
}
