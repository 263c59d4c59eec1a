import { printable } from "../../base/printable.js";
import type { Language } from "../../base/text.js";
import { openFailures, type CheckResult, type Finding, type Report } from "../report/report.js";
import { detailsOf } from "./details-of.js";
import { reporterTexts } from "./reporter-texts.js";
import { reportWords } from "./report-words.js";
import { startText } from "./start-text.js";
import type { ReportSink } from "./report-sink.js";
import type { Reporter } from "./reporter.js";
import { escapeXml } from "./xml-text.js";

/** JUnit XML as Jenkins reads it: one suite per group of checks. A warning passes and says so in system-out. */
export function createJunitReporter(write: ReportSink, language?: Language): Reporter {
  return { name: "junit", runEnded: (report) => write(renderJunit(report, language)) };
}

/** @param language what the report is worded in */
export function renderJunit(report: Report, language: Language = report.language ?? "en"): string {
  const groups = [...new Set(report.checks.map(groupOf))];
  const suites = groups.map((group) => {
    const checks = report.checks.filter((check) => groupOf(check) === group);
    return suiteXml(
      group,
      report,
      checks.map((check) => caseXml(check, startOf(check, report, language), language)),
      {
        failures: openFailures({ checks }).length,
        errors: checks.filter(({ verdict }) => verdict === "error").length,
        skipped: checks.filter(isSkipped).length,
        seconds: checks.reduce((sum, { durationMs }) => sum + durationMs, 0) / 1000,
      },
    );
  });
  const { findings } = report;
  if (findings.length > 0) {
    const counts = { failures: findings.length, errors: 0, skipped: 0, seconds: 0 };
    suites.push(suiteXml("findings", report, findings.map(findingXml), counts));
  }
  const total = {
    tests: report.checks.length + findings.length,
    failures: openFailures(report).length + findings.length,
    errors: report.summary.error,
    time: seconds(report.durationMs / 1000),
  };
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites${attributes({ name: "mocklark", ...total })}>\n${suites.join("")}</testsuites>\n`;
}

const groupOf = ({ id }: CheckResult): string => id.split("/")[0] ?? id;
const isSkipped = ({ verdict, known }: CheckResult): boolean =>
  verdict === "skip" || verdict === "inconclusive" || known !== undefined;

function suiteXml(
  group: string,
  { startedAt, events }: Report,
  cases: readonly string[],
  counts: { failures: number; errors: number; skipped: number; seconds: number },
): string {
  const { failures, errors, skipped } = counts;
  const head = attributes({
    name: `mocklark.${group}`,
    tests: cases.length,
    failures,
    errors,
    skipped,
    time: seconds(counts.seconds),
    timestamp: startedAt.slice(0, 19),
  });
  const property = attributes({ name: "events", value: events.join(", ") });
  return `  <testsuite${head}>\n    <properties>\n      <property${property}/>\n    </properties>\n${cases.join("")}  </testsuite>\n`;
}

/** What the report begins with, where it is this check that shows it. */
function startOf({ id }: CheckResult, { startWith }: Report, language: Language): string {
  return startWith
    .filter(({ check }) => check === id)
    .flatMap((entry) => [
      reporterTexts("start-with", { text: startText(entry, language) }).in(language),
      ...entry.evidence,
    ])
    .map((line) => `${printable(line)}\n`)
    .join("");
}

function caseXml(result: CheckResult, start: string, language: Language): string {
  const head = attributes({
    name: result.id,
    classname: `mocklark.${groupOf(result)}`,
    time: seconds(result.durationMs / 1000),
  });
  const inside = outcomeXml(result, start, language);
  return inside === ""
    ? `    <testcase${head}/>\n`
    : `    <testcase${head}>\n${inside}    </testcase>\n`;
}

function outcomeXml(result: CheckResult, start: string, language: Language): string {
  const { verdict, known, reason, severity } = result;
  const { details: labels, tallies, colon } = reportWords[language];
  const lines = detailsOf(result, language).map(
    ([label, text]) => `${labels[label]}${colon}${text}`,
  );
  const details = start + lines.join("\n");
  if (isSkipped(result)) {
    const message = known
      ? reporterTexts("known-because", { reason: known.reason }).in(language)
      : `${tallies[verdict]}${colon}${reason}`;
    return `      <skipped${attributes({ message })}/>\n`;
  }
  if (verdict === "pass") return "";
  if (verdict === "warn") {
    return `      <system-out>${reporterTexts("warning").in(language)}\n${escapeXml(details)}</system-out>\n`;
  }
  const tag = verdict === "error" ? "error" : "failure";
  return `      <${tag}${attributes({ message: reason, type: severity })}>${escapeXml(details)}</${tag}>\n`;
}

function findingXml(finding: Finding): string {
  const head = attributes({
    name: `${finding.kind} ${finding.check}`,
    classname: "mocklark.findings",
  });
  const failure = attributes({ message: finding.message, type: finding.kind });
  const output = "lastOutput" in finding ? escapeXml(finding.lastOutput ?? "") : "";
  return `    <testcase${head}>\n      <failure${failure}>${output}</failure>\n    </testcase>\n`;
}

const seconds = (value: number): string => value.toFixed(3);

function attributes(values: Readonly<Record<string, string | number>>): string {
  return (
    Object.entries(values)
      // A line's end would come out of a parser as a blank.
      .map(([name, value]) => ` ${name}="${escapeXml(String(value)).replaceAll("\n", "&#10;")}"`)
      .join("")
  );
}
