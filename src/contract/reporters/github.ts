import { durationText } from "../../base/durations.js";
import { printable } from "../../base/printable.js";
import type { Language } from "../../base/text.js";
import { openFailures, type CheckResult, type Report } from "../report/report.js";
import { detailsOf, needsDetails } from "./details-of.js";
import { eventsText } from "./events-text.js";
import { reporterTexts } from "./reporter-texts.js";
import { countTexts, reportWords } from "./report-words.js";
import { startText } from "./start-text.js";
import { clockText } from "./clock-text.js";
import { witnessText } from "./witness-text.js";
import { appendingSink } from "./report-sink.js";
import type { Reporter } from "./reporter.js";

export interface GithubOptions {
  /** Where workflow commands go: the job's stdout. */
  readonly write: (text: string) => void;
  /** The file $GITHUB_STEP_SUMMARY names; without it there is no job summary. */
  readonly summaryFile?: string | undefined;
  /** What the run words its report in; default: English. */
  readonly language?: Language | undefined;
}

/** Annotations for what is not well, and a table for the job's summary page. */
export function createGithubReporter(options: GithubOptions): Reporter {
  const { write, summaryFile, language = "en" } = options;
  return {
    name: "github",
    checkEnded(result) {
      if (needsDetails(result)) write(annotation(result, language));
    },
    async runEnded(report) {
      for (const { message, kind } of report.findings) write(command("error", kind, message));
      if (summaryFile === undefined) return;
      await appendingSink(summaryFile)(renderSummary(report, options.language));
    },
  };
}

function annotation(result: CheckResult, language: Language): string {
  const { details, colon } = reportWords[language];
  const level = result.verdict === "warn" || result.known ? "warning" : "error";
  const text = detailsOf(result, language)
    .map(([label, detail]) => `${details[label]}${colon}${detail}`)
    .join("\n");
  return command(level, `${result.id}${colon}${result.title}`, text);
}

/** A workflow command ends at the line's end, and its properties at a comma: both are written as %XX. */
function command(level: "error" | "warning", title: string, message: string): string {
  return `::${level} title=${escapeProperty(title)}::${escapeData(printable(message))}\n`;
}

const escapeData = (text: string): string =>
  text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");

const escapeProperty = (text: string): string =>
  escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");

/** @param language what the report is worded in */
export function renderSummary(
  report: Report,
  language: Language = report.language ?? "en",
): string {
  const isKept = openFailures(report).length + report.findings.length === 0;
  const contract = reporterTexts("contract", { target: cell(report.target) });
  const verdict = reporterTexts(isKept ? "kept" : "broken");
  const rows = rowsOf(report, language);
  const table = [reporterTexts("table-head").in(language), "|---|---|---|---|", ...rows];
  return [
    `## ${reporterTexts("contract-verdict", { contract, verdict }).in(language)}`,
    "",
    summaryLine(report, language),
    "",
    ...startOf(report, language),
    ...report.findings.map(({ message }) => `- ${cell(message)}`),
    ...(rows.length === 0 ? [] : ["", ...table]),
    "",
  ].join("\n");
}

function summaryLine(report: Report, language: Language): string {
  const { durationMs, seed } = report;
  const sent = eventsText(report.events, language);
  const moved = clockText(report, language);
  return reporterTexts("summary-line", {
    counts: countTexts(report, reportWords[language]).map(([, text]) => text),
    duration: durationText(durationMs),
    facts: [...(sent === "" ? [] : [cell(sent)]), reporterTexts("seed", { seed })],
    remarks: [cell(witnessText(report.witness, language)), ...(moved === "" ? [] : [cell(moved)])],
  }).in(language);
}

function rowsOf({ checks }: Report, language: Language): string[] {
  const { tallies, severities, known: knownAs } = reportWords[language];
  return checks
    .filter(({ verdict }) => verdict !== "pass")
    .map(({ verdict, known, id, severity, reason, page }) => {
      const name = known ? knownAs(tallies[verdict]) : tallies[verdict];
      return `| ${name} | [${id}](${page}) | ${severities[severity]} | ${cell(reason)} |`;
    });
}

function startOf(report: Report, language: Language): string[] {
  const causes = report.startWith.flatMap((entry, index) => [
    `${index + 1}. ${cell(startText(entry, language))}`,
    ...entry.evidence.map((line) => `   - ${cell(line)}`),
  ]);
  return causes.length === 0
    ? []
    : [reporterTexts("start-heading").in(language), "", ...causes, ""];
}

/** Text that stays inside its table cell and is not taken for markup. */
function cell(text: string): string {
  return printable(text)
    .replaceAll(/[\\`*_[\]<>|]/g, (character) => `\\${character}`)
    .replaceAll(/\s+/g, " ");
}
