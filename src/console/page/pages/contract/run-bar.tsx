import { useEffect, useRef } from "preact/hooks";
import type { ContractView } from "../../../console-state.js";
import { state } from "../../live.js";
import { ProblemText } from "../../parts/problem.js";
import { language, words } from "../../words.js";
import { chosenOf } from "./check-choice.js";
import { contractAddress } from "./contract-address.js";
import { fetchChecks, fetched, refused, runContract, stopContract } from "./contract-data.js";
import { fittingChecks } from "./fitting-checks.js";

/** What can be run, and how the run stands. */
export function RunBar({ contract }: { readonly contract: ContractView }) {
  const w = words.value.contract;
  const { isRunning, isStopping } = contract;
  const main = useRef<HTMLButtonElement>(null);
  const run = (only: readonly string[]): void => {
    // The other buttons go while a run goes on, and the focus would go with them.
    main.current?.focus();
    void runContract(only);
  };
  useEffect(() => void fetchChecks(), [language.value]);
  return (
    <section class="card contract-bar">
      <div class="row">
        <button
          ref={main}
          type="button"
          class={isRunning ? "" : "primary"}
          aria-disabled={isStopping}
          onClick={() => (isRunning ? void stopContract() : run([]))}
        >
          {isRunning ? (isStopping ? w.stopping : w.stop) : w.runAll}
        </button>
        {!isRunning && <RunSome run={run} />}
        <span class="faint contract-receiver">{state.value?.receiver.name}</span>
      </div>
      <ProblemText problem={refused.value} role="alert" />
      <p role="status" class="contract-status">
        <StatusText contract={contract} />
      </p>
    </section>
  );
}

function RunSome({ run }: { readonly run: (only: readonly string[]) => void }) {
  const w = words.value.contract;
  const { only } = contractAddress();
  const chosen = chosenOf(fittingChecks(), only);
  const failed = (fetched.value?.report.checks ?? []).filter(
    ({ verdict, known }) => (verdict === "fail" || verdict === "error") && !known,
  );
  return (
    <>
      {chosen.size > 0 && (
        <button type="button" onClick={() => run(only)}>
          {w.runChosen(chosen.size)}
        </button>
      )}
      {failed.length > 0 && (
        <button type="button" onClick={() => run(failed.map(({ id }) => id))}>
          {w.runAgain(failed.length)}
        </button>
      )}
    </>
  );
}

/** Said aloud when it changes: what is waited for and how it ended, not every single check. */
function StatusText({ contract }: { readonly contract: ContractView }) {
  const w = words.value.contract;
  const { isRunning, isStopping, tried, planned, waiting, reportId } = contract;
  if (!isRunning) {
    const shown = fetched.value;
    return <>{shown !== undefined && shown.id === reportId && w.ended(shown.report)}</>;
  }
  if (isStopping) return <>{w.stopping}</>;
  if (planned === 0) return <>{w.starting}</>;
  if (tried.length >= planned) return <>{w.lookingForCauses}</>;
  if (waiting) {
    return (
      <>
        {w.waiting(waiting.what)} <code>{waiting.check}</code>
      </>
    );
  }
  return <>{tried.length === 0 ? w.starting : w.checking}</>;
}
