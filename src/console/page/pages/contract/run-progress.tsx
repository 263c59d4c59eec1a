import { CheckLine } from "../../../../contract/reporters/html/check-row.js";
import type { ContractView } from "../../../console-state.js";
import { words } from "../../words.js";

/** How far the run is, and what it has found so far, the newest first. */
export function RunProgress({ contract }: { readonly contract: ContractView }) {
  const w = words.value.contract;
  const { tried, planned } = contract;
  return (
    <section class="contract-progress">
      <div class="contract-bar-line">
        <progress aria-label={w.progress} max={Math.max(planned, 1)} value={tried.length} />
        {planned > 0 && <span>{w.done(tried.length, planned)}</span>}
      </div>
      {tried.length > 0 && (
        <>
          <p class="faint">{w.mayChange}</p>
          <ul class="report-list">
            {tried.toReversed().map((result) => (
              <li key={result.id} class="report-check">
                <div class="report-line">
                  <CheckLine result={result} words={w.report} />
                </div>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
