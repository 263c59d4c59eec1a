import type { Report } from "../../../../contract/report/report.js";
import { tallies } from "../../../../contract/report/verdict.js";
import { words } from "../../words.js";
import { contractAddress, contractHash } from "./contract-address.js";

/** The counts of a report, each a link to the checks it counts. */
export function VerdictFilter({ report }: { readonly report: Report }) {
  const w = words.value.contract;
  const address = contractAddress();
  const counted = tallies.filter((tally) => report.summary[tally] > 0);
  const link = (tally: string | undefined, text: string) => (
    <a
      key={tally ?? ""}
      class={`report-verdict report-${tally ?? "all"}`}
      href={contractHash({ ...address, tally })}
      aria-current={address.tally === tally ? "true" : undefined}
    >
      {text}
    </a>
  );
  return (
    <nav class="contract-filter" aria-label={w.filter}>
      {link(undefined, w.all(report.checks.length))}
      {counted.map((tally) =>
        link(tally, w.report.count(report.summary[tally], w.report.tallies[tally])),
      )}
    </nav>
  );
}
