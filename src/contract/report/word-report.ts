import { textFrom } from "../../base/text-from.js";
import { Text, type Language } from "../../base/text.js";
import type { CheckResult, Finding, Report, StartWith, TriedCheck } from "./report.js";

/** A report in the words of one language, which keeps its texts as data. */
export function wordReport(report: Report<Text>, language: Language): Report {
  const { witness, checks, findings, startWith } = report;
  return {
    ...report,
    language,
    witness: word(witness, language),
    checks: checks.map((check) => wordCheck(check, language)),
    findings: findings.map((finding) => wordFinding(finding, language)),
    startWith: startWith.map((entry): StartWith => word(entry, language)),
  };
}

/** What is known of one check while the run goes on, in words. */
export const wordTried = (tried: TriedCheck<Text>, language: Language): TriedCheck =>
  word(tried, language);

function wordCheck(check: CheckResult<Text>, language: Language): CheckResult {
  return {
    ...word(check, language),
    ...(check.saw === undefined ? {} : { saw: word(check.saw, language) }),
    exchanges: check.exchanges.map((exchange) => word(exchange, language)),
  };
}

function wordFinding(finding: Finding<Text>, language: Language): Finding {
  const said: Finding = word(finding, language);
  if (finding.kind !== "receiver-died" || said.kind !== "receiver-died") return said;
  return { ...said, exchange: word(finding.exchange, language) };
}

/** The same with each text in words, and the texts together as data. */
function word<Part extends object, WordedPart>(part: Part, language: Language): WordedPart {
  const data: Record<string, unknown> = {};
  const words = Object.entries(part).map(([name, value]) => {
    if (!isText(value)) return [name, value];
    data[name] = value;
    return [
      name,
      value instanceof Text ? value.in(language) : value.map((one) => one.in(language)),
    ];
  });
  const more = Object.keys(data).length === 0 ? {} : { data };
  return { ...Object.fromEntries(words), ...more } as WordedPart;
}

const isText = (value: unknown): value is Text | readonly Text[] =>
  value instanceof Text ||
  (Array.isArray(value) && value.length > 0 && value.every((one) => one instanceof Text));

/** The same report in another language, as far as its data says what the words mean. */
export function rewordReport(report: Report, language: Language): Report {
  if ((report.language ?? "en") === language) return report;
  const again = <Part extends object>(part: Part): Part => reword(part, language);
  return {
    ...report,
    language,
    witness: again(report.witness),
    checks: report.checks.map((check) => rewordCheck(check, again)),
    findings: report.findings.map((finding) =>
      finding.kind === "receiver-died"
        ? { ...again(finding), exchange: again(finding.exchange) }
        : again(finding),
    ),
    startWith: report.startWith.map(again),
  };
}

/** The same of a check that has been tried. */
export const rewordTried = (tried: TriedCheck, language: Language): TriedCheck =>
  reword(tried, language);

function rewordCheck(check: CheckResult, again: <Part extends object>(part: Part) => Part) {
  return {
    ...again(check),
    ...(check.saw === undefined ? {} : { saw: again(check.saw) }),
    exchanges: check.exchanges.map(again),
  };
}

function reword<Part extends object>(part: Part, language: Language): Part {
  if (!("data" in part) || typeof part.data !== "object" || part.data === null) return part;
  const words = Object.entries(part.data).flatMap(([name, data]) => {
    const said = Array.isArray(data)
      ? data.map((one) => sayOf(one, language))
      : sayOf(data, language);
    const isSaid = Array.isArray(said) ? !said.includes(undefined) : said !== undefined;
    return isSaid ? [[name, said]] : [];
  });
  return { ...part, ...Object.fromEntries(words) };
}

/** Undefined where the data is not what the text is made of: it may have been written by anybody. */
function sayOf(data: unknown, language: Language): string | undefined {
  try {
    return (data instanceof Text ? data : textFrom(data))?.in(language);
  } catch {
    return undefined;
  }
}
