import { formatDuration } from "../../base/durations.js";
import { describeOutcome, type Exchange } from "../report/exchange.js";
import type { CheckResult, Finding, Report } from "../report/report.js";
import { verdicts } from "../report/verdict.js";
import { detailsOf } from "./failure-text.js";
import { startText } from "./start-text.js";
import { clockText } from "./clock-text.js";
import { witnessText } from "./pretty.js";
import type { ReportSink } from "./report-sink.js";
import type { Reporter } from "./reporter.js";
import { htmlPage } from "./html-page.js";
import { escapeXml as escape } from "./xml-text.js";

/** One file that needs nothing else: a row per check, what was sent behind a fold. */
export function createHtmlReporter(write: ReportSink): Reporter {
  return { name: "html", runEnded: (report) => write(renderHtml(report)) };
}

export function renderHtml(report: Report): string {
  return htmlPage(`Contract of ${report.target}`, reportBody(report));
}

/** A report's part of a page, under its own heading; `anchors` lets links lead to single checks. */
export function reportBody(report: Report, { anchors = true } = {}): string {
  const facts = [
    report.tool,
    report.mode,
    `seed ${report.seed}`,
    report.startedAt,
    formatDuration(report.durationMs),
    witnessText(report.witness),
    clockText(report),
  ].filter((fact) => fact !== "");
  return `<h1>Contract of ${escape(report.target)}</h1>
<p class="facts">${facts.map(escape).join(" · ")}</p>
<p class="counts">${countsHtml(report)}</p>
${startHtml(report)}
${report.findings.map(findingHtml).join("\n")}
<table class="checks"><thead><tr><th>Verdict</th><th>Check</th><th>Severity</th><th>Reason</th></tr></thead>
<tbody>
${report.checks.map((result) => rowHtml(result, anchors)).join("\n")}
</tbody></table>`;
}

function startHtml(report: Report): string {
  const causes = report.startWith.map((entry) => {
    const proof = entry.evidence.map((line) => `<li>${escape(line)}</li>`).join("");
    return `<li>${escape(startText(entry))}${proof === "" ? "" : `<ul>${proof}</ul>`}</li>`;
  });
  return causes.length === 0
    ? ""
    : `<p><strong>Start with this</strong></p>\n<ol>${causes.join("")}</ol>`;
}

function countsHtml({ summary }: Report): string {
  return verdicts
    .filter((verdict) => summary[verdict] > 0)
    .map((verdict) => `<span class="${verdict}">${summary[verdict]} ${verdict}</span>`)
    .join(" ");
}

function rowHtml(result: CheckResult, anchor: boolean): string {
  const { verdict, known, id, title, severity, reason } = result;
  const open = verdict === "fail" && !known ? " open" : "";
  return `<tr${anchor ? ` id="${escape(id)}"` : ""}><td class="${verdict}">${known ? "known " : ""}${verdict}</td>
<td><details${open}><summary><code>${escape(id)}</code> ${escape(title)}</summary>
${detailHtml(result)}
${result.exchanges.map(exchangeHtml).join("\n")}</details></td>
<td>${severity}</td><td>${escape(reason)}</td></tr>`;
}

function detailHtml(result: CheckResult): string {
  const lines = detailsOf(result).filter(([label]) => label !== "sent" && label !== "because");
  const items = lines.map(([label, text]) => {
    const shown = label === "page" ? linkHtml(text) : escape(text);
    return `<dt>${label}</dt><dd>${label === "repeat" ? `<code>${shown}</code>` : shown}</dd>`;
  });
  return `<dl>${items.join("")}</dl>`;
}

function linkHtml(url: string): string {
  return /^https?:/.test(url) ? `<a href="${escape(url)}">${escape(url)}</a>` : escape(url);
}

function exchangeHtml({ label, request, outcome }: Exchange): string {
  const sent = [
    request.method,
    ...request.headers.map(([name, value]) => `${name}: ${value}`),
    "",
    request.body,
  ].join("\n");
  const clear =
    request.plaintext === undefined
      ? ""
      : `<h4>in clear</h4><pre>${escape(request.plaintext)}</pre>`;
  return `<details class="exchange"><summary>${escape(label)}: ${escape(describeOutcome(outcome))}</summary>
<h4>sent</h4><pre>${escape(sent)}</pre>${clear}<h4>answered</h4><pre>${escape(answerText(outcome))}</pre></details>`;
}

function answerText(outcome: Exchange["outcome"]): string {
  if (outcome.kind !== "answered") return describeOutcome(outcome);
  const headers = outcome.headers.map(([name, value]) => `${name}: ${value}`);
  return [
    `${outcome.status} in ${Math.round(outcome.durationMs)} ms`,
    ...headers,
    "",
    outcome.body,
  ].join("\n");
}

function findingHtml(finding: Finding): string {
  const output =
    "lastOutput" in finding && finding.lastOutput !== undefined
      ? `<details><summary>its last output</summary><pre>${escape(finding.lastOutput)}</pre></details>`
      : "";
  return `<div class="finding"><strong>${escape(finding.message)}</strong>${output}</div>`;
}
