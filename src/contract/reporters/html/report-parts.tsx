import { ellipsize } from "../../../base/ellipsize.js";
import type { Language } from "../../../base/text.js";
import type { CheckResult, Report } from "../../report/report.js";
import { CheckDetails } from "./check-details.js";
import { CheckRow } from "./check-row.js";
import { Counts } from "./counts.js";
import { Findings } from "./findings.js";
import { groupByPart } from "./group-by-part.js";
import { Heading, type HeadingLevel } from "./heading.js";
import type { PageElement } from "./html-page.js";
import { ReportFacts } from "./report-facts.js";
import { reporterTexts } from "../reporter-texts.js";
import { reportWords } from "../report-words.js";
import { StartList } from "./start-list.js";

export interface ReportPartsOptions {
  /** What the report is worded in. */
  readonly language: Language;
  /** Whether links lead to single checks; not where several reports are on one page. */
  readonly anchors?: boolean;
  /** Of the report's own heading. */
  readonly level?: 1 | 2;
}

/** A report's parts of a page, under its own heading, row by row. */
export function* reportParts(
  whole: Report,
  { language, anchors = true, level = 1 }: ReportPartsOptions,
): Generator<string | PageElement> {
  const { checks } = whole;
  const words = reportWords[language];
  const report = shortened({ ...whole, checks: [] });
  const below = (level + 1) as HeadingLevel;
  const hrefOf = anchors ? (id: string) => `#${encodeURIComponent(id)}` : undefined;
  yield {
    element: (
      <>
        <Heading level={level}>
          {reporterTexts("contract", { target: report.target }).in(language)}
        </Heading>
        <ReportFacts report={report} words={words} />
        <Counts report={report} words={words} />
        <StartList report={report} words={words} level={below} hrefOf={hrefOf} />
        <Findings report={report} words={words} />
      </>
    ),
  };
  for (const { name, entries } of groupByPart(checks)) {
    yield '<section class="report-group">';
    yield {
      element: <Heading level={below}>{ellipsize(words.groups[name] ?? name, 200)}</Heading>,
    };
    yield '<ul class="report-list">\n';
    for (const entry of entries)
      yield {
        element: <FullRow result={shortened(entry)} language={language} anchors={anchors} />,
      };
    yield "</ul></section>\n";
  }
}

interface FullRowProps {
  readonly result: CheckResult;
  readonly language: Language;
  readonly anchors: boolean;
}

function FullRow({ result, language, anchors }: FullRowProps) {
  const isOpen = result.verdict === "fail" && !result.known;
  return (
    <CheckRow
      result={result}
      words={reportWords[language]}
      isOpen={isOpen}
      anchor={anchors ? result.id : undefined}
    >
      <CheckDetails result={result} language={language} />
    </CheckRow>
  );
}

/** A browser shows no more of one text in bearable time. */
const longestText = 100_000;

/** The same with every text cut to what a browser bears. */
export function shortened<Value>(value: Value): Value {
  return shortenedValue(value) as Value;
}

function shortenedValue(value: unknown): unknown {
  if (typeof value === "string") return ellipsize(value, longestText);
  if (Array.isArray(value)) return value.map(shortenedValue);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, shortenedValue(inner)]),
  );
}
