import type { Report } from "../../report/report.js";
import type { ReportWords } from "../report-words.js";

/** When, how and by what the receiver was judged, on one line where there is room. */
export function ReportFacts({
  report,
  words,
}: {
  readonly report: Report;
  readonly words: ReportWords;
}) {
  const facts = words.facts(report).filter((fact) => fact !== "");
  return <p class="report-facts">{facts.join(" · ")}</p>;
}
