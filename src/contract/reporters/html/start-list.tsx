import type { Report, StartWith } from "../../report/report.js";
import { Heading, type HeadingLevel } from "./heading.js";
import type { ReportWords } from "../report-words.js";

export interface StartListProps {
  readonly report: Report;
  readonly words: ReportWords;
  readonly level: HeadingLevel;
  /** Where a check's details are; without it nothing is linked. */
  readonly hrefOf?: ((check: string) => string) | undefined;
}

/** What to mend first, each cause with what proves it; nothing when all is well. */
export function StartList({ report, words, level, hrefOf }: StartListProps) {
  if (report.startWith.length === 0) return null;
  return (
    <section class="report-start">
      <Heading level={level}>{words.startWith}</Heading>
      <ol>
        {report.startWith.map((entry, index) => (
          <Cause key={index} entry={entry} colon={words.colon} hrefOf={hrefOf} />
        ))}
      </ol>
    </section>
  );
}

interface CauseProps extends Pick<StartListProps, "hrefOf"> {
  readonly colon: string;
  readonly entry: StartWith;
}

function Cause({ entry: { cause, check, text, evidence }, colon, hrefOf }: CauseProps) {
  return (
    <li>
      {cause !== "run-again" && (
        <>
          <CheckLink check={check} hrefOf={hrefOf} />
          {colon}
        </>
      )}
      {text}
      {evidence.length > 0 && (
        <ul class="report-evidence">
          {evidence.map((line, index) => (
            <li key={index}>{line}</li>
          ))}
        </ul>
      )}
    </li>
  );
}

function CheckLink({ check, hrefOf }: { check: string } & Pick<StartListProps, "hrefOf">) {
  if (!hrefOf) return <code>{check}</code>;
  return (
    <a href={hrefOf(check)}>
      <code>{check}</code>
    </a>
  );
}
