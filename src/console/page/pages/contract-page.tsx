import { state } from "../live.js";
import { route } from "../route.js";
import { words } from "../words.js";
import { CheckChooser } from "./contract/check-chooser.js";
import { Introduction } from "./contract/introduction.js";
import { ReportView } from "./contract/report-view.js";
import { RunBar } from "./contract/run-bar.js";
import { RunProgress } from "./contract/run-progress.js";
import "./contract/contract.css";
import "./contract/report-sheet.js";

/** The contract suite: what it is, a run as it goes, and the last report. */
export function ContractPage() {
  const contract = state.value?.contract;
  if (!contract) return <></>;
  const { isRunning, reportId, problem } = contract;
  return (
    <>
      <h2>{words.value.contract.title}</h2>
      {!isRunning && reportId === undefined && <Introduction />}
      <RunBar contract={contract} />
      {!isRunning && problem && (
        <p class="card problem contract-problem" role="alert">
          {problem.message}
          {problem.remedy !== undefined && (
            <>
              <br />
              {problem.remedy}
            </>
          )}
        </p>
      )}
      {isRunning && <RunProgress contract={contract} />}
      {!isRunning && <CheckChooser isFirst={reportId === undefined} />}
      {!isRunning && reportId !== undefined && (
        <ReportView reportId={reportId} chosen={route.value.id} />
      )}
    </>
  );
}
