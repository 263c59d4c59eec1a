import { groupByPart } from "../../../../contract/reporters/html/group-by-part.js";
import type { CheckView } from "../../../console-state.js";
import { words } from "../../words.js";
import { chosenOf, onlyOf } from "./check-choice.js";
import { contractAddress, setAddress } from "./contract-address.js";
import { fittingChecks } from "./fitting-checks.js";

/** The catalogue by group, each check with a box to choose it for the next run. */
export function CheckChooser({ isFirst }: { readonly isFirst: boolean }) {
  const w = words.value.contract;
  const checks = fittingChecks();
  const chosen = chosenOf(checks, contractAddress().only);
  const choose = (ids: readonly string[], isChosen: boolean): void => {
    const next = new Set(chosen);
    for (const id of ids) {
      if (isChosen) next.add(id);
      else next.delete(id);
    }
    setAddress({ only: onlyOf(checks, next) });
  };
  return (
    <details class="card contract-chooser" open={isFirst}>
      <summary>
        {w.choose}
        {chosen.size > 0 && w.chosenOf(chosen.size, checks.length)}
      </summary>
      <p class="row">
        <span class="faint">{w.chooseHint}</span>
        {chosen.size > 0 && (
          <button type="button" onClick={() => setAddress({ only: [] })}>
            {w.chooseNone}
          </button>
        )}
      </p>
      {groupByPart(checks).map(({ name, entries }) => (
        <GroupOfChecks key={name} {...{ name, entries, chosen, choose }} />
      ))}
    </details>
  );
}

interface GroupProps {
  readonly name: string;
  readonly entries: readonly CheckView[];
  readonly chosen: ReadonlySet<string>;
  readonly choose: (ids: readonly string[], isChosen: boolean) => void;
}

function GroupOfChecks({ name, entries, chosen, choose }: GroupProps) {
  const w = words.value.contract.report;
  const count = entries.filter(({ id }) => chosen.has(id)).length;
  const isAll = count === entries.length;
  return (
    <fieldset>
      <legend>
        <label>
          <input
            type="checkbox"
            checked={isAll}
            indeterminate={count > 0 && !isAll}
            onChange={() =>
              choose(
                entries.map(({ id }) => id),
                !isAll,
              )
            }
          />{" "}
          {w.groups[name] ?? name}
        </label>
      </legend>
      <ul>
        {entries.map((check) => (
          <li key={check.id}>
            <CheckChoice check={check} isChosen={chosen.has(check.id)} choose={choose} />
          </li>
        ))}
      </ul>
    </fieldset>
  );
}

interface ChoiceProps extends Pick<GroupProps, "choose"> {
  readonly check: CheckView;
  readonly isChosen: boolean;
}

function CheckChoice({ check, isChosen, choose }: ChoiceProps) {
  const { report, phases, needs } = words.value.contract;
  const remarks = [phases[check.phase], ...check.needs.map((need) => needs[need])];
  return (
    <label>
      <input type="checkbox" checked={isChosen} onChange={() => choose([check.id], !isChosen)} />{" "}
      <span>
        <code>{check.id}</code> {check.title}{" "}
        <span class="faint">
          {[report.severities[check.severity], ...remarks]
            .filter((text) => text !== undefined)
            .join(" · ")}
        </span>
      </span>
    </label>
  );
}
