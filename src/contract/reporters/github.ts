import { formatDuration } from "../../base/durations.js";
import { printable } from "../../base/printable.js";
import { openFailures, summaryTexts, type CheckResult, type Report } from "../report/report.js";
import { detailsOf, needsDetails } from "./failure-text.js";
import { eventsText } from "./events-text.js";
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
}

/** Annotations for what is not well, and a table for the job's summary page. */
export function createGithubReporter({ write, summaryFile }: GithubOptions): Reporter {
  return {
    name: "github",
    checkEnded(result) {
      if (needsDetails(result)) write(annotation(result));
    },
    async runEnded(report) {
      for (const { message, kind } of report.findings) write(command("error", kind, message));
      if (summaryFile !== undefined) await appendingSink(summaryFile)(renderSummary(report));
    },
  };
}

function annotation(result: CheckResult): string {
  const level = result.verdict === "warn" || result.known ? "warning" : "error";
  const text = detailsOf(result)
    .map(([label, detail]) => `${label}: ${detail}`)
    .join("\n");
  return command(level, `${result.id}: ${result.title}`, text);
}

/** A workflow command ends at the line's end, and its properties at a comma: both are written as %XX. */
function command(level: "error" | "warning", title: string, message: string): string {
  return `::${level} title=${escapeProperty(title)}::${escapeData(printable(message))}\n`;
}

const escapeData = (text: string): string =>
  text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");

const escapeProperty = (text: string): string =>
  escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");

export function renderSummary(report: Report): string {
  const counts = summaryTexts(report)
    .map(([, text]) => text)
    .join(", ");
  const moved = clockText(report);
  const sent = eventsText(report.events);
  const rows = report.checks
    .filter(({ verdict }) => verdict !== "pass")
    .map(
      ({ verdict, known, id, severity, reason, page }) =>
        `| ${known ? "known " : ""}${verdict} | [${id}](${page}) | ${severity} | ${cell(reason)} |`,
    );
  const table = ["| verdict | check | severity | reason |", "|---|---|---|---|", ...rows];
  return [
    `## Contract of ${cell(report.target)}: ${openFailures(report).length + report.findings.length === 0 ? "kept" : "broken"}`,
    "",
    `${counts} in ${formatDuration(report.durationMs)}, ${sent === "" ? "" : `${cell(sent)}, `}seed ${report.seed}. ${cell(witnessText(report.witness))}${moved === "" ? "" : `; ${cell(moved)}`}.`,
    "",
    ...startOf(report),
    ...report.findings.map(({ message }) => `- ${cell(message)}`),
    ...(rows.length === 0 ? [] : ["", ...table]),
    "",
  ].join("\n");
}

function startOf(report: Report): string[] {
  const causes = report.startWith.flatMap((entry, index) => [
    `${index + 1}. ${cell(startText(entry))}`,
    ...entry.evidence.map((line) => `   - ${cell(line)}`),
  ]);
  return causes.length === 0 ? [] : ["Start with this:", "", ...causes, ""];
}

/** Text that stays inside its table cell and is not taken for markup. */
function cell(text: string): string {
  return printable(text)
    .replaceAll(/[\\`*_[\]<>|]/g, (character) => `\\${character}`)
    .replaceAll(/\s+/g, " ");
}
