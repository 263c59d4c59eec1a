import type { Language } from "../../src/base/text.js";
import type { CheckResult, Report } from "../../src/contract/report/report.js";
import { rewordReport } from "../../src/contract/report/word-report.js";
import { gluedIn, leftoversIn, toldOf } from "../language-leftovers.js";

type Said = readonly [place: string, words: string];

/** Every member of a report that is worded, with where it stands. */
export function wordsOfReport({ checks, findings, startWith, witness }: Report): Said[] {
  return [
    ...checks.flatMap(wordsOfCheck),
    ...findings.flatMap((finding): Said[] => [
      [finding.kind, finding.message],
      ...(finding.kind === "receiver-died" ? [labelOf(finding.kind, finding.exchange)] : []),
    ]),
    ...startWith.flatMap(({ cause, text, evidence }) =>
      [text, ...evidence].map((words): Said => [cause, words]),
    ),
    ...(witness.state === "blind" ? [["witness", witness.reason] as const] : []),
  ];
}

function wordsOfCheck({ id, saw, exchanges, ...check }: CheckResult): Said[] {
  const { title, reason, expected, actual, clause, page, fix } = check;
  const said = { title, reason, expected, actual, clause, page, fix, answer: saw?.answer };
  return [
    ...Object.entries(said).flatMap(([name, words]): Said[] =>
      words === undefined ? [] : [[`${id} ${name}`, words]],
    ),
    ...exchanges.map((exchange) => labelOf(id, exchange)),
  ];
}

const labelOf = (place: string, { label }: { readonly label: string }): Said => [
  `${place} label`,
  label,
];

/**
 * What a report has in the other language, whichever of the two a file of it is worded in.
 * @param quotes what the receiver itself says, which is nobody's to translate
 */
export function leftoversOfReport(report: Report, quotes: readonly string[] = []): string[] {
  const asFile = JSON.parse(JSON.stringify(report)) as Report;
  const wordsIn = (language: Language): Said[] =>
    wordsOfReport(rewordReport(asFile, language)).map(([place, words]) => [
      place,
      quotes.reduce((left, quote) => left.replaceAll(quote, "·"), words),
    ]);
  return toldOf([
    ...wordsIn("zh").flatMap(([place, words]) => [
      ...leftoversIn(place, words, "zh"),
      ...gluedIn(place, words),
    ]),
    ...wordsIn("en").flatMap(([place, words]) => leftoversIn(place, words, "en")),
  ]);
}
