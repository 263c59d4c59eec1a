import { useEffect } from "preact/hooks";
import { CheckDetails } from "../../../../contract/reporters/html/check-details.js";
import { CheckRow } from "../../../../contract/reporters/html/check-row.js";
import { Findings } from "../../../../contract/reporters/html/findings.js";
import { groupByPart } from "../../../../contract/reporters/html/group-by-part.js";
import { ReportFacts } from "../../../../contract/reporters/html/report-facts.js";
import { StartList } from "../../../../contract/reporters/html/start-list.js";
import { type CheckResult, type Report, tallyOf } from "../../../../contract/report/report.js";
import { language, words } from "../../words.js";
import { contractAddress, contractHash, setAddress } from "./contract-address.js";
import { checks, fetched, fetchReport } from "./contract-data.js";
import { Downloads } from "./downloads.js";
import { VerdictFilter } from "./verdict-filter.js";

export interface ReportViewProps {
  readonly reportId: string;
  /** The check whose details are open. */
  readonly chosen: string | undefined;
}

/** The last report: what to mend first, then the checks, one of them open. */
export function ReportView({ reportId, chosen }: ReportViewProps) {
  const w = words.value.contract;
  const report = fetched.value?.report;
  useEffect(() => void fetchReport(reportId), [reportId, language.value]);
  useEffect(() => showChosen(chosen), [chosen, report]);
  if (!report) return <p class="faint">{w.loading}</p>;
  return (
    <div class="contract-report">
      <StartList report={report} words={w.report} level={3} hrefOf={hrefOf} />
      <Findings report={report} words={w.report} />
      <Remark report={report} />
      <div class="contract-tools">
        <VerdictFilter report={report} />
        <Downloads />
      </div>
      <Groups report={report} chosen={chosen} />
      <ReportFacts report={report} words={w.report} />
    </div>
  );
}

/** What to say where there is nothing to start with. */
function Remark({ report: { startWith, findings, summary } }: { readonly report: Report }) {
  const { allWell, undecided } = words.value.contract;
  const { fail, warn, error, inconclusive } = summary;
  if (startWith.length + findings.length + fail + warn + error > 0) return null;
  return <p>{inconclusive === 0 ? allWell : undecided(inconclusive)}</p>;
}

/** Shows the check whatever was filtered before. */
const hrefOf = (id: string): string => contractHash({ id, only: contractAddress().only });

const anchorOf = (id: string): string => `check-${id}`;

/** Brings the chosen check into view; a link's focus goes with it. */
function showChosen(chosen: string | undefined): void {
  const row = chosen === undefined ? null : document.getElementById(anchorOf(chosen));
  const line = row?.querySelector("summary");
  if (!line) return;
  line.scrollIntoView({ block: "nearest" });
  if (document.activeElement instanceof HTMLAnchorElement && !row?.contains(document.activeElement))
    line.focus({ preventScroll: true });
}

function Groups({ report, chosen }: { report: Report; chosen: string | undefined }) {
  const w = words.value.contract;
  const { tally } = contractAddress();
  const shown = report.checks.filter((result) => tally === undefined || tallyOf(result) === tally);
  if (shown.length === 0) return <p>{w.nothingLeft}</p>;
  return (
    <>
      {groupByPart(shown).map(({ name, entries }) => (
        <section key={name} class="report-group">
          <h3>{w.report.groups[name] ?? name}</h3>
          <ul class="report-list">
            {entries.map((result) => (
              <Row key={result.id} result={result} isOpen={result.id === chosen} />
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}

function Row({ result, isOpen }: { readonly result: CheckResult; readonly isOpen: boolean }) {
  const w = words.value.contract.report;
  const why = checks.value?.find(({ id }) => id === result.id)?.why;
  const toggle = (opened: boolean): void => {
    const { id } = contractAddress();
    if (opened && id !== result.id) setAddress({ id: result.id });
    if (!opened && id === result.id) setAddress({ id: undefined });
  };
  return (
    <CheckRow
      result={result}
      words={w}
      isOpen={isOpen}
      anchor={anchorOf(result.id)}
      onToggle={toggle}
    >
      {isOpen && <CheckDetails result={result} language={language.value} why={why} />}
    </CheckRow>
  );
}
