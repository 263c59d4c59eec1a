import { textFrom } from "../../base/text-from.js";
import { type Language, languages, Text } from "../../base/text.js";
import { wordWitness } from "../../receiver/word-witness.js";
import type { Wait } from "../suite/wait.js";
import type { Exchange } from "./exchange.js";
import type { CheckResult, Finding, Report, StartWith, TriedCheck } from "./report.js";

/** A report in the words of one language, which keeps its texts as data. */
export function wordReport(report: Report<Text>, language: Language): Report {
  const { witness, checks, findings, startWith } = report;
  return {
    ...report,
    language,
    witness: wordWitness(witness, language),
    checks: checks.map((check) => wordCheck(check, language)),
    findings: findings.map((finding) => wordFinding(finding, language)),
    startWith: startWith.map((entry) => word(entry, language) as StartWith),
  };
}

/** What is known of one check while the run goes on, in words. */
export const wordTried = (tried: TriedCheck<Text>, language: Language): TriedCheck =>
  word(tried, language) as TriedCheck;

/** What a check waits for, in words. */
export const wordWait = (wait: Wait<Text>, language: Language): Wait =>
  word(wait, language) as Wait;

function wordCheck(check: CheckResult<Text>, language: Language): CheckResult {
  return {
    ...(word(check, language) as CheckResult),
    ...(check.saw === undefined ? {} : { saw: word(check.saw, language) }),
    exchanges: check.exchanges.map((exchange) => word(exchange, language) as Exchange),
  };
}

function wordFinding(finding: Finding<Text>, language: Language): Finding {
  const said = word(finding, language) as Finding;
  if (finding.kind !== "receiver-died" || said.kind !== "receiver-died") return said;
  return { ...said, exchange: word(finding.exchange, language) as Exchange };
}

/** The same with each text in words, and the texts together as data. */
function word(part: object, language: Language): object {
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
  return { ...Object.fromEntries(words), ...more };
}

const isText = (value: unknown): value is Text | readonly Text[] =>
  value instanceof Text ||
  (Array.isArray(value) && value.length > 0 && value.every((one) => one instanceof Text));

/** Which members of a part its data may speak for. */
const worded = {
  witness: ["reason"],
  check: ["title", "reason", "expected", "actual", "clause", "page", "fix"],
  saw: ["answer"],
  exchange: ["label"],
  finding: ["message"],
  startWith: ["text", "evidence"],
} as const;

type PartName = keyof typeof worded;

/**
 * The same report in another language. Words that its data does not say stay as they are: a report may have been
 * written by an earlier version, or by anybody.
 */
export function rewordReport(report: Report, language: Language): Report {
  if ((report.language ?? "en") === language) return report;
  const again = <Part extends object>(name: PartName, part: Part): Part =>
    reword(name, part, language);
  return {
    ...report,
    language,
    witness: again("witness", report.witness),
    checks: report.checks.map((check) => ({
      ...again("check", check),
      ...(check.saw === undefined ? {} : { saw: again("saw", check.saw) }),
      exchanges: check.exchanges.map((exchange) => again("exchange", exchange)),
    })),
    findings: report.findings.map((finding) =>
      finding.kind === "receiver-died"
        ? { ...again("finding", finding), exchange: again("exchange", finding.exchange) }
        : again("finding", finding),
    ),
    startWith: report.startWith.map((entry) => again("startWith", entry)),
  };
}

/** The same of a check that has been tried. */
export const rewordTried = (tried: TriedCheck, language: Language): TriedCheck =>
  reword("check", tried, language);

function reword<Part extends object>(name: PartName, part: Part, language: Language): Part {
  if (!("data" in part) || typeof part.data !== "object" || part.data === null) return part;
  const data = part.data as Readonly<Record<string, unknown>>;
  const words = part as Readonly<Record<string, unknown>>;
  const again = worded[name].flatMap((member) => {
    const said = Object.hasOwn(data, member)
      ? sayAgain(words[member], data[member], language)
      : undefined;
    return said === undefined ? [] : [[member, said]];
  });
  return { ...part, ...Object.fromEntries(again) };
}

/** Undefined where the data does not say these very words. */
function sayAgain(words: unknown, data: unknown, language: Language): unknown {
  if (!Array.isArray(words)) return sayOneAgain(words, data, language);
  if (!Array.isArray(data) || data.length !== words.length) return undefined;
  const said = words.map((one, index) => sayOneAgain(one, data[index], language));
  return said.includes(undefined) ? undefined : said;
}

function sayOneAgain(words: unknown, data: unknown, language: Language): string | undefined {
  try {
    const text = textFrom(data);
    const isSaid = languages.some((one) => text?.in(one) === words);
    return isSaid ? text?.in(language) : undefined;
  } catch {
    // Wording may fail on values that are others than it was made for.
    return undefined;
  }
}
