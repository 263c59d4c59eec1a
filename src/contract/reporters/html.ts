import { formatDuration } from "../../base/durations.js";
import { describeOutcome, type Exchange } from "../report/exchange.js";
import {
  summaryTexts,
  tallyOf,
  type CheckResult,
  type Finding,
  type Report,
} from "../report/report.js";
import { detailsOf } from "./failure-text.js";
import { startText } from "./start-text.js";
import { clockText } from "./clock-text.js";
import { witnessText } from "./pretty.js";
import type { ReportSink } from "./report-sink.js";
import type { Reporter } from "./reporter.js";
import { htmlPage } from "./html-page.js";
import { joinMarkup, type Markup, markup } from "./markup.js";

/** One file that needs nothing else: a row per check, what was sent behind a fold. */
export function createHtmlReporter(write: ReportSink): Reporter {
  return { name: "html", runEnded: (report) => write(renderHtml(report)) };
}

export function renderHtml(report: Report): string {
  return htmlPage(`Contract of ${report.target}`, joinMarkup([...reportParts(report)]));
}

/** A report's parts of a page, under its own heading; `anchors` lets links lead to single checks. */
export function* reportParts(report: Report, { anchors = true } = {}): Generator<Markup> {
  const facts = [
    report.tool,
    report.mode,
    `seed ${report.seed}`,
    report.startedAt,
    formatDuration(report.durationMs),
    witnessText(report.witness),
    clockText(report),
  ].filter((fact) => fact !== "");
  yield markup`<h1>Contract of ${report.target}</h1>
<p class="facts">${joinMarkup(facts, " · ")}</p>
<p class="counts">${countsHtml(report)}</p>
${startHtml(report)}
${joinMarkup(report.findings.map(findingHtml))}
<table class="checks"><thead><tr><th>Verdict</th><th>Check</th><th>Severity</th><th>Reason</th></tr></thead>
<tbody>`;
  for (const result of report.checks) yield rowHtml(result, anchors);
  yield markup`</tbody></table>`;
}

function startHtml(report: Report): Markup {
  const causes = report.startWith.map((entry) => {
    const proof = entry.evidence.map((line) => markup`<li>${line}</li>`);
    return markup`<li>${startText(entry)}${proof.length === 0 ? "" : markup`<ul>${proof}</ul>`}</li>`;
  });
  if (causes.length === 0) return markup``;
  return markup`<p><strong>Start with this</strong></p>\n<ol>${causes}</ol>`;
}

function countsHtml(report: Report): Markup {
  const counts = summaryTexts(report);
  return joinMarkup(
    counts.map(([tally, text]) => markup`<span class="${tally}">${text}</span>`),
    " ",
  );
}

function rowHtml(result: CheckResult, anchor: boolean): Markup {
  const { verdict, known, id, title, severity, reason } = result;
  const row = anchor ? markup`<tr id="${id}">` : markup`<tr>`;
  const details = verdict === "fail" && !known ? markup`<details open>` : markup`<details>`;
  return markup`${row}<td class="${tallyOf(result)}">${known ? "known " : ""}${verdict}</td>
<td>${details}<summary><code>${id}</code> ${title}</summary>
${detailHtml(result)}
${joinMarkup(result.exchanges.map(exchangeHtml))}</details></td>
<td>${severity}</td><td>${reason}</td></tr>`;
}

function detailHtml(result: CheckResult): Markup {
  const lines = detailsOf(result).filter(([label]) => label !== "sent" && label !== "because");
  const items = lines.map(([label, text]) => {
    const shown = label === "page" ? linkHtml(text) : text;
    return markup`<dt>${label}</dt><dd>${label === "repeat" ? markup`<code>${shown}</code>` : shown}</dd>`;
  });
  return markup`<dl>${items}</dl>`;
}

function linkHtml(url: string): Markup {
  return /^https?:/.test(url) ? markup`<a href="${url}">${url}</a>` : markup`${url}`;
}

function exchangeHtml({ label, request, outcome }: Exchange): Markup {
  const sent = [
    request.method,
    ...request.headers.map(([name, value]) => `${name}: ${value}`),
    "",
    request.body,
  ].join("\n");
  const { plaintext } = request;
  const clear = plaintext === undefined ? "" : markup`<h4>in clear</h4><pre>${plaintext}</pre>`;
  return markup`<details class="exchange"><summary>${label}: ${describeOutcome(outcome)}</summary>
<h4>sent</h4><pre>${sent}</pre>${clear}<h4>answered</h4><pre>${answerText(outcome)}</pre></details>`;
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

function findingHtml(finding: Finding): Markup {
  const output =
    "lastOutput" in finding && finding.lastOutput !== undefined
      ? markup`<details><summary>its last output</summary><pre>${finding.lastOutput}</pre></details>`
      : "";
  return markup`<div class="finding"><strong>${finding.message}</strong>${output}</div>`;
}
