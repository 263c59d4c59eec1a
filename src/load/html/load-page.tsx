import type { ComponentChildren } from "preact";
import { renderMarkup } from "../../base/render-markup.js";
import { staticPage } from "../../base/static-page.js";
import type { Language } from "../../base/text.js";
import { formatMetric, formatMs } from "../format-measure.js";
import type { LoadReport } from "../load-report.js";
import { columnName, factsOf, latencyColumns, notesOf, planWords } from "../load-summary.js";
import { loadTexts } from "../load-texts.js";
import { LatencyCurve } from "./latency-curve.js";
import { loadStyle } from "./load-style.js";
import { EventsOverTime, LatencyOverTime } from "./over-time.js";

/** The report as one file that needs nothing else and runs no script. Texts from outside are escaped. */
export function loadPage(report: LoadReport, language: Language): string {
  const title = loadTexts("title", { target: report.target }).in(language);
  const { before, after } = staticPage(title, { style: loadStyle, language });
  return `${before}${renderMarkup(<Body report={report} language={language} title={title} />)}\n${after}`;
}

interface PartProps {
  readonly report: LoadReport;
  readonly language: Language;
}

function Body({ report, language, title }: PartProps & { readonly title: string }) {
  const say = (name: "passed" | "not-passed"): string => loadTexts(name).in(language);
  const { passed, startedAt, tool } = report;
  return (
    <>
      <h1>
        {title}{" "}
        <span class={`verdict ${passed ? "holds" : "broken"}`}>
          {say(passed ? "passed" : "not-passed")}
        </span>
      </h1>
      <p class="plan">
        {planWords(report, language)} · {startedAt} · {tool}
      </p>
      <Facts report={report} language={language} />
      {notesOf(report, language).map((note) => (
        <p key={note} class="note">
          {note}
        </p>
      ))}
      <Thresholds report={report} language={language} />
      <LatencyTable report={report} language={language} />
      {report.curve.length > 0 && (
        <Card title={loadTexts("latency-curve").in(language)}>
          <div class="scroll">
            <LatencyCurve report={report} language={language} />
          </div>
        </Card>
      )}
      {report.seconds.length > 0 && <OverTime report={report} language={language} />}
      <Outcomes report={report} language={language} />
    </>
  );
}

function Card({
  title,
  children,
}: {
  readonly title?: string;
  readonly children: ComponentChildren;
}) {
  return (
    <section class="card">
      {title !== undefined && <h2>{title}</h2>}
      {children}
    </section>
  );
}

function Facts({ report, language }: PartProps) {
  return (
    <Card>
      <dl class="facts">
        {factsOf(report, language).map(({ name, value, holds }, index) => (
          <div key={name} class={`${index > 2 ? "wide" : ""} ${holds === false ? "broken" : ""}`}>
            <dt>{name}</dt>
            <dd>
              {value}
              {holds !== undefined && <Mark holds={holds} />}
            </dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}

const Mark = ({ holds }: { readonly holds: boolean }) => (
  <span class={holds ? "holds" : "broken"}> {holds ? "✓" : "✗"}</span>
);

function Thresholds({ report: { thresholds }, language }: PartProps) {
  if (thresholds.length === 0) return null;
  return (
    <Card title={loadTexts("thresholds").in(language)}>
      <table>
        <thead>
          <tr>
            <th scope="col">{loadTexts("limit").in(language)}</th>
            <th scope="col">{loadTexts("measured").in(language)}</th>
          </tr>
        </thead>
        <tbody>
          {thresholds.map(({ written, metric, actual, holds }) => (
            <tr key={written}>
              <th scope="row">
                <Mark holds={holds} /> {written}
              </th>
              <td>{formatMetric(metric, actual)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}

function LatencyTable({ report: { latencyMs, serviceMs }, language }: PartProps) {
  const rows = [
    ["latency", latencyMs],
    ["service", serviceMs],
  ] as const;
  return (
    <Card title={loadTexts("latency").in(language)}>
      <div class="scroll">
        <table>
          <thead>
            <tr>
              <th />
              {latencyColumns.map((column) => (
                <th key={column} scope="col">
                  {columnName(column, language)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(([name, summary]) => (
              <tr key={name}>
                <th scope="row">{loadTexts(name).in(language)}</th>
                {latencyColumns.map((column) => (
                  <td key={column}>{formatMs(summary[column])}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p class="hint">{loadTexts("latency-note").in(language)}</p>
    </Card>
  );
}

function OverTime({ report: { seconds, counts }, language }: PartProps) {
  return (
    <Card title={loadTexts("over-time").in(language)}>
      <ul class="legend">
        <li class="key-p50">p50</li>
        <li class="key-p99">p99</li>
        <li class="key-max">{loadTexts("max").in(language)}</li>
      </ul>
      <div class="scroll">
        <LatencyOverTime seconds={seconds} language={language} />
      </div>
      <ul class="legend">
        <li class="key-ok">{loadTexts("answered-ok").in(language)}</li>
        {counts.failed > 0 && <li class="key-failed">{loadTexts("failed").in(language)}</li>}
      </ul>
      <div class="scroll">
        <EventsOverTime seconds={seconds} language={language} />
      </div>
    </Card>
  );
}

function Outcomes({ report: { outcomes }, language }: PartProps) {
  return (
    <Card title={loadTexts("outcomes").in(language)}>
      <table>
        <tbody>
          {outcomes.map(({ outcome, count, ok }) => (
            <tr key={JSON.stringify(outcome)}>
              <td class={ok ? "text" : "text broken"}>{outcome.in(language)}</td>
              <td>{count.toLocaleString("en-US")}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}
