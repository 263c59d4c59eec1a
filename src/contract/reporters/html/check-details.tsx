import { Fragment } from "preact";
import type { CheckResult } from "../../report/report.js";
import type { Language } from "../../../base/text.js";
import { detailsOf, type DetailLine } from "../details-of.js";
import { ExchangeFold } from "./exchange-fold.js";
import { type ReportWords, reportWords } from "../report-words.js";

export interface CheckDetailsProps {
  readonly result: CheckResult;
  readonly language: Language;
  /** What goes wrong in practice; a report itself does not say it. */
  readonly why?: string | undefined;
}

/** All that is known of a check: expected and seen, the rule, the fix, how to repeat it, what was sent. */
export function CheckDetails({ result, language, why }: CheckDetailsProps) {
  const words = reportWords[language];
  // The row says the reason, and the exchanges below say what was sent.
  const lines = detailsOf(result, language).filter(
    ([label]) => label !== "sent" && label !== "because",
  );
  if (why !== undefined) addRule(lines, result);
  const { exchanges, exchangesOmitted = 0 } = result;
  return (
    <div class="report-more">
      <dl>
        {lines.map((line, index) => (
          <Fragment key={index}>
            <Detail line={line} words={words} />
            {why !== undefined && line[0] === "rule" && (
              <>
                <dt>{words.why}</dt>
                <dd>{why}</dd>
              </>
            )}
          </Fragment>
        ))}
      </dl>
      {exchanges.map((exchange, index) => (
        <ExchangeFold key={index} exchange={exchange} language={language} />
      ))}
      {exchangesOmitted > 0 && <p class="report-label">{words.omitted(exchangesOmitted)}</p>}
    </div>
  );
}

/** Who asks for the details of a check that is well wants to know what it is about. */
function addRule(lines: DetailLine[], { clause, page }: CheckResult): void {
  if (lines.some(([label]) => label === "rule")) return;
  const repeat = lines.findIndex(([label]) => label === "repeat");
  lines.splice(repeat, 0, ["rule", clause], ["page", page]);
}

function Detail({ line: [label, text], words }: { line: DetailLine; words: ReportWords }) {
  return (
    <>
      <dt>{words.details[label]}</dt>
      <dd>
        {label === "page" && <PageLink url={text} />}
        {label === "repeat" && <code>{text}</code>}
        {label !== "page" && label !== "repeat" && text}
      </dd>
    </>
  );
}

/** A report may come from a file: only what leads to a page is a link. */
function PageLink({ url }: { readonly url: string }) {
  if (!/^https?:\/\//.test(url)) return <>{url}</>;
  return (
    <a href={url} rel="noreferrer" target="_blank">
      {url}
    </a>
  );
}
