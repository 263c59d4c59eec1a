import type { createColors } from "picocolors";
import { displayWidth, padDisplayEnd } from "../base/display-width.js";
import { durationText } from "../base/durations.js";
import { printable } from "../base/printable.js";
import type { Language, Text } from "../base/text.js";
import { formatMetric, formatMs, formatRate, formatShare } from "./format-measure.js";
import type { LatencySummary } from "./latencies.js";
import { isSenderLate, type LoadReport } from "./load-report.js";
import { loadTexts } from "./load-texts.js";

export interface LoadSummaryOptions {
  readonly language: Language;
  readonly colors: ReturnType<typeof createColors>;
}

/** The report as a person reads it on a terminal. */
export function loadSummary(report: LoadReport, options: LoadSummaryOptions): string {
  const { language, colors } = options;
  const blocks = [
    [`${colors.bold(titleOf(report).in(language))}  ${planWords(report, language)}`],
    factLines(report, options),
    latencyLines(report, options),
    outcomeLines(report, options),
    noteLines(report, options),
    thresholdLines(report, options),
  ].filter((block) => block.length > 0);
  return `${blocks.map((block) => block.join("\n")).join("\n\n")}\n`;
}

const titleOf = ({ target }: LoadReport): Text => loadTexts("title", { target: printable(target) });

/** "500/s for 30 s, ramp 10 s · stopped after 12 s · seed 42" */
export function planWords(report: LoadReport, language: Language): string {
  const { plan, interrupted, sendingMs, seed } = report;
  const { arrivals, durationMs, rampMs } = plan;
  const planned = loadTexts("plan", {
    arrivals,
    duration: durationText(durationMs).in(language),
    ramp: rampMs === 0 ? null : durationText(rampMs).in(language),
  });
  const parts = [planned.in(language)];
  if (interrupted) {
    const duration = durationText(sendingMs);
    parts.push(loadTexts("stopped-early", { duration }).in(language));
  }
  return [...parts, `--seed ${seed}`].join(" · ");
}

/** The first lines: what was sent, how much of it was answered, and what was done about it. */
export function factsOf(
  report: LoadReport,
  language: Language,
): { readonly name: string; readonly value: string; readonly holds?: boolean }[] {
  const { counts, answersPerSecond, ok, effects } = report;
  const facts = [
    { name: loadTexts("sent"), value: loadTexts("sent-of", counts) },
    {
      name: loadTexts("answered"),
      value: loadTexts("rate", { rate: formatRate(answersPerSecond) }),
    },
    {
      name: loadTexts("ok"),
      value: loadTexts("ok-share", { share: formatShare(ok), ok: counts.ok }),
      ...(report.failures.includes("nothing-ok") ? { holds: false } : {}),
    },
  ].map(({ name, value, ...rest }) => ({
    name: name.in(language),
    value: value.in(language),
    ...rest,
  }));
  if (effects.state === "none") return facts;
  const said =
    effects.state === "counted"
      ? loadTexts("effects-counted", effects)
      : loadTexts("effects-unknown", { reason: effects.reason });
  const failures: readonly string[] = report.failures;
  const fails = failures.includes("effects") || failures.includes("blind-witness");
  const holds = effects.state === "counted" || fails ? { holds: !fails } : {};
  return [
    ...facts,
    { name: loadTexts("effects").in(language), value: printable(said.in(language)), ...holds },
  ];
}

function factLines(report: LoadReport, { language, colors }: LoadSummaryOptions): string[] {
  const facts = factsOf(report, language);
  const width = Math.max(...facts.map(({ name }) => displayWidth(name)));
  return facts.map(({ name, value, holds }) => {
    const mark = holds === undefined ? "" : `  ${holds ? colors.green("✓") : colors.red("✗")}`;
    return `  ${padDisplayEnd(name, width)}  ${value}${mark}`;
  });
}

export const latencyColumns = ["min", "mean", "p50", "p90", "p95", "p99", "p99.9", "max"] as const;

/** A percentile's name is the same in every language. */
export function columnName(column: keyof LatencySummary, language: Language): string {
  if (column === "min" || column === "mean" || column === "max") {
    return loadTexts(column).in(language);
  }
  return column;
}

function latencyLines(report: LoadReport, { language, colors }: LoadSummaryOptions): string[] {
  const { latencyMs, serviceMs } = report;
  const rows = [
    ["", ...latencyColumns.map((column) => columnName(column, language))],
    [loadTexts("latency").in(language), ...latencyColumns.map((one) => formatMs(latencyMs[one]))],
    [loadTexts("service").in(language), ...latencyColumns.map((one) => formatMs(serviceMs[one]))],
  ];
  const widths = rows[0]?.map((_, column) =>
    Math.max(...rows.map((row) => displayWidth(row[column] ?? ""))),
  );
  const lines = rows.map((row) =>
    row
      .map((cell, column) =>
        column === 0
          ? padDisplayEnd(cell, widths?.[0] ?? 0)
          : " ".repeat((widths?.[column] ?? 0) - displayWidth(cell)) + cell,
      )
      .join("  "),
  );
  return [
    ...lines.map((line, index) => `  ${index === 0 ? colors.dim(line) : line}`),
    `  ${colors.dim(loadTexts("latency-note").in(language))}`,
  ];
}

function outcomeLines(
  { outcomes }: LoadReport,
  { language, colors }: LoadSummaryOptions,
): string[] {
  const width = Math.max(0, ...outcomes.map(({ count }) => grouped(count).length));
  return [
    `  ${colors.dim(loadTexts("outcomes").in(language))}`,
    ...outcomes.map(({ outcome, count, ok }) => {
      const line = `${grouped(count).padStart(width)}  ${printable(outcome.in(language))}`;
      return `  ${ok ? line : colors.red(line)}`;
    }),
  ];
}

/** What has to be known to read the numbers rightly. */
export function notesOf(report: LoadReport, language: Language): string[] {
  const { counts, senderLateMs, failures } = report;
  const notes = [
    ...(failures.includes("nothing-ok") ? [loadTexts("no-ok")] : []),
    ...(counts.unsent > 0 ? [loadTexts("unsent", counts)] : []),
    ...(isSenderLate(report)
      ? [loadTexts("late", { p99: formatMs(senderLateMs.p99), max: formatMs(senderLateMs.max) })]
      : []),
  ];
  return notes.map((note) => note.in(language));
}

function noteLines(report: LoadReport, { language, colors }: LoadSummaryOptions): string[] {
  return notesOf(report, language).map((note) => `  ${colors.yellow(note)}`);
}

function thresholdLines({ thresholds }: LoadReport, { colors }: LoadSummaryOptions): string[] {
  const width = Math.max(0, ...thresholds.map(({ written }) => written.length));
  return thresholds.map(({ written, metric, actual, holds }) => {
    const mark = holds ? colors.green("✓") : colors.red("✗");
    return `  ${mark} ${written.padEnd(width)}  ${formatMetric(metric, actual)}`;
  });
}

const grouped = (count: number): string => count.toLocaleString("en-US");
