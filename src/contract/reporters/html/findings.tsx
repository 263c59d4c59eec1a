import type { Finding, Report } from "../../report/report.js";
import type { ReportWords } from "../report-words.js";

/** What no single check is about: the receiver died, the baseline is out of date. */
export function Findings({
  report,
  words,
}: {
  readonly report: Report;
  readonly words: ReportWords;
}) {
  return (
    <>
      {report.findings.map((finding, index) => (
        <div key={index} class="report-finding">
          <strong>{finding.message}</strong>
          <LastOutput finding={finding} words={words} />
        </div>
      ))}
    </>
  );
}

interface LastOutputProps {
  readonly finding: Finding;
  readonly words: ReportWords;
}

function LastOutput({ finding, words }: LastOutputProps) {
  if (!("lastOutput" in finding) || finding.lastOutput === undefined) return null;
  return (
    <details>
      <summary>{words.lastOutput}</summary>
      <pre>{finding.lastOutput}</pre>
    </details>
  );
}
