import type { Language } from "../../base/text.js";
import { durationText } from "../../base/durations.js";
import type { Report } from "../report/report.js";
import { severities, type Severity, tallies, type Tally } from "../report/verdict.js";
import { severityTexts, verdictTexts } from "../report/verdict-texts.js";
import { clockText } from "./clock-text.js";
import type { DetailLabel } from "./detail-label.js";
import { eventsText } from "./events-text.js";
import { reporterTexts } from "./reporter-texts.js";
import { witnessText } from "./witness-text.js";

/** What every reporter, and the console's page, calls the parts of a report. */
export interface ReportWords {
  readonly startWith: string;
  /** Of the list that holds them all. */
  readonly checks: string;
  /** Of verdicts, too. */
  readonly tallies: Readonly<Record<Tally, string>>;
  /** "2 known" */
  readonly count: (count: number, name: string) => string;
  /** Between the counts, and other parts of one sentence. */
  readonly comma: string;
  /** Between a name and what it is of: "expected: status 200". */
  readonly colon: string;
  /** A verdict somebody has signed for. */
  readonly known: (verdict: string) => string;
  readonly severities: Readonly<Record<Severity, string>>;
  /** By what stands before the "/" of an id. */
  readonly groups: Readonly<Record<string, string>>;
  readonly details: Readonly<Record<DetailLabel, string>>;
  readonly why: string;
  readonly sent: string;
  readonly inClear: string;
  readonly answered: string;
  /** The first line of an answer. */
  readonly answeredIn: (status: number, ms: number) => string;
  /** Exchanges that a report leaves out. */
  readonly omitted: (count: number) => string;
  readonly lastOutput: string;
  /** Of the report as a whole, one short text each; some may be empty. */
  readonly facts: (report: Report) => readonly string[];
}

const same = <Name extends string>(...names: readonly Name[]): Readonly<Record<Name, Name>> =>
  Object.fromEntries(names.map((name) => [name, name])) as Record<Name, Name>;

const en: ReportWords = {
  startWith: "Start with this",
  checks: "Checks",
  tallies: tallyNames("en"),
  count: (count, name) => `${count} ${name}`,
  comma: ", ",
  colon: ": ",
  known: (verdict) => `known ${verdict}`,
  severities: severityNames("en"),
  groups: {
    challenge: "Challenge",
    event: "Events",
    security: "Security",
    idempotency: "Idempotency",
    retry: "Retries",
    connection: "Long connection",
  },
  details: same(
    ...(["because", "known", "sent", "expected", "seen", "answer", "stderr", "effects"] as const),
    ...(["rule", "page", "fix", "repeat"] as const),
  ),
  why: "why",
  sent: "sent",
  inClear: "in clear",
  answered: "answered",
  answeredIn: (status, ms) => `${status} in ${ms} ms`,
  omitted: (count) => `… and ${count} more like these`,
  lastOutput: "its last output",
  facts: (report) => factsOf(report, "en", report.mode),
};

const zh: ReportWords = {
  startWith: "先解决这一项",
  checks: "检查项",
  tallies: tallyNames("zh"),
  count: (count, name) => `${name} ${count}`,
  comma: "，",
  colon: "：",
  known: (verdict) => `已知问题：${verdict}`,
  severities: severityNames("zh"),
  groups: {
    challenge: "请求地址校验",
    event: "接收事件",
    security: "安全",
    idempotency: "去重",
    retry: "重试",
    connection: "长连接",
  },
  details: {
    because: "原因",
    known: "已知问题",
    sent: "请求",
    expected: "期望",
    seen: "实际",
    answer: "响应",
    stderr: "stderr",
    effects: "处理次数",
    rule: "规则",
    page: "飞书文档",
    fix: "怎么改",
    repeat: "复现命令",
  },
  why: "为什么要紧",
  sent: "请求",
  inClear: "明文",
  answered: "响应",
  answeredIn: (status, ms) => `${status}，耗时 ${ms} ms`,
  omitted: (count) => `另有 ${count} 次同类请求未列出`,
  lastOutput: "最后的输出",
  facts: (report) => factsOf(report, "zh", modesZh[report.mode]),
};

function tallyNames(language: Language): Readonly<Record<Tally, string>> {
  const named = tallies.map((tally) => [tally, verdictTexts(tally).in(language)]);
  return Object.fromEntries(named) as Record<Tally, string>;
}

function severityNames(language: Language): Readonly<Record<Severity, string>> {
  const named = severities.map((severity) => [severity, severityTexts(severity).in(language)]);
  return Object.fromEntries(named) as Record<Severity, string>;
}

const modesZh: Readonly<Record<Report["mode"], string>> = {
  "webhook-encrypted": "加密推送",
  "webhook-plaintext": "明文推送",
  "long-connection": "长连接",
};

/** In every language. */
export const reportWords: Readonly<Record<Language, ReportWords>> = { en, zh };

function factsOf(report: Report, language: Language, mode: string): readonly string[] {
  const { tool, events, seed, startedAt, durationMs, witness } = report;
  return [
    tool,
    mode,
    eventsText(events, language),
    reporterTexts("seed", { seed }).in(language),
    startedAt,
    durationText(durationMs).in(language),
    witnessText(witness, language),
    clockText(report, language),
  ];
}

/** The counts in words, without those of nothing: ["44 pass", "2 known", "1 skip"]. */
export function countTexts(
  { summary }: Pick<Report, "summary">,
  { count, tallies: names }: Pick<ReportWords, "count" | "tallies">,
): [tally: Tally, text: string][] {
  return tallies
    .filter((tally) => summary[tally] > 0)
    .map((tally) => [tally, count(summary[tally], names[tally])]);
}
