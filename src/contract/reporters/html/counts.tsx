import { Fragment } from "preact";
import type { Report } from "../../report/report.js";
import { tallies } from "../../report/verdict.js";
import type { ReportWords } from "../report-words.js";

/** How many checks count as what, without those of nothing. */
export function Counts({
  report,
  words,
}: {
  readonly report: Report;
  readonly words: ReportWords;
}) {
  const counted = tallies.filter((tally) => report.summary[tally] !== 0);
  return (
    <p class="report-counts">
      {counted.map((tally, index) => (
        <Fragment key={tally}>
          {index > 0 && " "}
          <span class={`report-verdict report-${tally}`}>
            {words.count(report.summary[tally], words.tallies[tally])}
          </span>
        </Fragment>
      ))}
    </p>
  );
}
