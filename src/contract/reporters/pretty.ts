import { displayWidth, padDisplayEnd } from "../../base/display-width.js";
import { durationText } from "../../base/durations.js";
import { printable, printableLine } from "../../base/printable.js";
import { textFrom } from "../../base/text-from.js";
import type { Language } from "../../base/text.js";
import { withoutWorkflowCommands } from "../../base/workflow-commands.js";
import { wrapWords } from "../../base/wrap-words.js";
import { lastError } from "../report/last-error.js";
import {
  openFailures,
  openQuestions,
  tallyOf,
  type CheckResult,
  type Finding,
  type Report,
  type StartWith,
} from "../report/report.js";
import type { Tally } from "../report/verdict.js";
import { clockText } from "./clock-text.js";
import { detailsOf, needsDetails } from "./details-of.js";
import { eventsText } from "./events-text.js";
import { startText } from "./start-text.js";
import { reporterTexts } from "./reporter-texts.js";
import { countTexts, reportWords } from "./report-words.js";
import type { Reporter } from "./reporter.js";
import { witnessText } from "./witness-text.js";

export interface PrettyOptions {
  readonly write: (text: string) => void;
  readonly color: boolean;
  /** Shows how far the run is on a line that is written over; only for a terminal. */
  readonly live?: boolean;
  /** How wide the terminal is; lines are left whole without it. */
  readonly columns?: number | undefined;
  /** What the run words its report in; default: English. */
  readonly language?: Language | undefined;
}

type Paint = (text: string) => string;
type Palette = Readonly<Record<"bold" | "dim" | "green" | "red" | "yellow" | "magenta", Paint>>;

const marks: Readonly<Record<Tally, readonly [mark: string, color: keyof Palette]>> = {
  pass: ["✓", "green"],
  warn: ["!", "yellow"],
  fail: ["✗", "red"],
  known: ["~", "yellow"],
  skip: ["-", "dim"],
  inconclusive: ["?", "yellow"],
  error: ["E", "magenta"],
};

/** For people: one line per check, and everything needed to mend one that is not well. */
export function createPrettyReporter(options: PrettyOptions): Reporter {
  const { color, live = false, columns, language = "en" } = options;
  let palette: Palette | undefined;
  const fit = fitTo(columns);
  const shorten = createShortener(language);
  let tried = "";
  const eraseLine = live ? "\r\u001B[2K" : "";

  /** Each text begins a line, and a receiver's words may stand at the start of another. */
  const write = (text: string): void => options.write(withoutWorkflowCommands(text));

  async function paint(): Promise<Palette> {
    palette ??= (await import("picocolors")).default.createColors(color);
    return palette;
  }

  return {
    name: "pretty",
    async runStarted({ target, events, seed, checkCount }) {
      const { bold, dim } = await paint();
      const sent = eventsText(events, language);
      const how = [
        reporterTexts("checks", { count: checkCount }).in(language),
        ...(sent === "" ? [] : [printableLine(sent)]),
        reporterTexts("seed", { seed }).in(language),
      ];
      const { comma } = reportWords[language];
      write(`${bold(printableLine(target))}  ${dim(how.join(comma))}\n\n`);
    },
    progress(done, checkCount) {
      tried = `${done}/${checkCount}`;
      if (live) write(`${eraseLine}${tried}`);
    },
    async waiting({ check, what, isLong }) {
      const { dim } = await paint();
      const text = reporterTexts("waiting-for", { what, check }).in(language);
      if (live) write(`${eraseLine}${dim(oneLine(`${tried} ${text}`.trim(), columns))}`);
      else if (isLong) write(`${dim(text)}\n`);
    },
    async checkEnded(result) {
      const style = { palette: await paint(), fit, language };
      write(`${eraseLine}${checkText(result, shorten(result), style)}`);
    },
    async runEnded(report) {
      write(`${eraseLine}${closingText(report, { palette: await paint(), fit, language })}`);
    },
  };
}

/** What does not fit on the line that is written over would stay when it is. */
function oneLine(text: string, columns = 80): string {
  if (displayWidth(text) < columns) return text;
  let cut = "";
  for (const character of text) {
    if (displayWidth(cut + character) > columns - 2) break;
    cut += character;
  }
  return `${cut}…`;
}

interface Style {
  readonly palette: Palette;
  readonly fit: Fit;
  readonly language: Language;
}

/** Breaks a text that begins at this column, so that its further lines begin there too. */
type Fit = (text: string, indent: number) => string;

/** Wider lines are hard to read; in a narrower terminal nothing is gained. */
const [widest, narrowest] = [100, 50];

function fitTo(columns: number | undefined): Fit {
  const whole = columns === undefined || columns < narrowest;
  const width = whole ? Number.POSITIVE_INFINITY : Math.min(columns, widest);
  return (text, indent) => wrapWords(text, { width: width - indent, indent });
}

/**
 * What to say of a result in place of all its details, where the same was said before: a receiver that
 * takes no good event fails a dozen checks in one way, and without a witness most have the same reason.
 */
function createShortener(language: Language): (result: CheckResult) => string | undefined {
  let refused: string | undefined;
  let reasonAbove: string | undefined;
  return (result) => {
    const { id, verdict, reason, actual = "" } = result;
    if (verdict === "inconclusive" || verdict === "skip") {
      const same = reason === reasonAbove;
      reasonAbove = reason;
      return same ? reporterTexts("as-above").in(language) : undefined;
    }
    if (verdict !== "fail" && verdict !== "warn") return undefined;
    if (refused !== undefined && wantsAccepted(result) && actual.includes(refused)) {
      const severity = reportWords[language].severities[result.severity];
      return reporterTexts("as-accepted", { severity, seen: refused }).in(language);
    }
    reasonAbove = undefined;
    if (id === "event/accepted" && wantsAccepted(result)) refused = actual;
    return undefined;
  };
}

/** Whether a check expects something of a good event's answer: "status 200 for each", "50 × status 200 …". */
function wantsAccepted({ expected = "", data }: CheckResult): boolean {
  return /^(\d+ × )?status 200\b/.test(textFrom(data?.expected)?.in("en") ?? expected);
}

function checkText(result: CheckResult, short: string | undefined, style: Style): string {
  const [mark, color] = marks[tallyOf(result)];
  const { dim } = style.palette;
  const ownRemark = remarkOn(result, style.language);
  const remark = printable(result.known ? ownRemark : (short ?? ownRemark));
  const head = `${mark} ${result.id.padEnd(36)} ${result.durationMs} ms`;
  const line = `${style.palette[color](mark)} ${result.id.padEnd(36)} ${dim(`${result.durationMs} ms`)}${dim(remarkText(remark, displayWidth(head), style))}\n`;
  return needsDetails(result) && short === undefined ? `${line}${detailText(result, style)}` : line;
}

/** Behind the check, or below it where there is no room for all of it. */
function remarkText(remark: string, column: number, { fit }: Style): string {
  if (remark === "") return "";
  const isShort = !fit(remark, column + 2).includes("\n");
  return isShort ? `  ${remark}` : `\n    ${fit(remark, 4)}`;
}

function remarkOn({ verdict, known, severity, reason }: CheckResult, language: Language): string {
  if (known) return reporterTexts("known-failure").in(language);
  if (verdict === "skip" || verdict === "inconclusive") return reason;
  if (verdict === "pass") return severity === "info" ? reason : "";
  return reportWords[language].severities[severity];
}

const copied = new Set(["page", "repeat"]);

function detailText(result: CheckResult, { palette: { bold, dim }, fit, language }: Style): string {
  const indent = 14;
  const { details } = reportWords[language];
  const lines = detailsOf(result, language).map(([label, text]) => {
    // What is to be copied stays in one piece.
    const shown = copied.has(label)
      ? printableLine(text, Number.POSITIVE_INFINITY)
      : fit(text, indent);
    return `    ${dim(padDisplayEnd(details[label], 9))} ${shown}`;
  });
  return [`    ${bold(fit(result.title, 4))}`, ...lines, ""].join("\n");
}

/** A receiver that dies of one thing after the other mostly does so with one error: that is said once. */
function findingTexts(findings: readonly Finding[], style: Style): string[] {
  const byError = new Map<string, Finding[]>();
  for (const finding of findings) {
    const [error] = errorOf(finding);
    const alike = error ?? finding.message;
    byError.set(alike, [...(byError.get(alike) ?? []), finding]);
  }
  return [...byError.values()].flatMap(([first, ...others]) =>
    first ? [findingText(first, style), ...sameErrorText(others, style)] : [],
  );
}

const errorOf = (finding: Finding): string[] =>
  "lastOutput" in finding ? lastError(finding.lastOutput ?? "") : [];

function findingText(finding: Finding, { palette: { red, dim }, fit }: Style): string {
  const shown = errorOf(finding).map((line) => `    ${dim(printable(line))}\n`);
  return `${red("✗")} ${fit(printable(finding.message), 2)}\n${shown.join("")}`;
}

function sameErrorText(
  others: readonly Finding[],
  { palette: { red }, fit, language }: Style,
): string[] {
  if (others.length === 0) return [];
  const checks = others.map(({ check }) => check);
  const same = reporterTexts("same-error", { times: others.length, checks }).in(language);
  return [`${red("✗")} ${fit(same, 2)}\n`];
}

/** A cause, and below it what proves it. */
function causeText(
  entry: StartWith,
  number: number,
  { palette: { dim }, fit, language }: Style,
): string {
  const proof = entry.evidence.map((line) => `       ${dim(fit(printable(line), 7))}\n`);
  return `  ${number}. ${fit(printable(startText(entry, language)), 5)}\n${proof.join("")}`;
}

function closingText(report: Report, style: Style): string {
  const { palette, language } = style;
  const { dim, bold } = palette;
  const { startWith, comma } = reportWords[language];
  const causes = report.startWith.map((entry, index) => causeText(entry, index + 1, style));
  const start = causes.length === 0 ? "" : `${bold(startWith)}\n${causes.join("")}\n`;
  const findings = findingTexts(report.findings, style);
  const counted = countTexts(report, reportWords[language]);
  const counts = counted.map(([tally, text]) => palette[marks[tally][1]](text)).join(comma);
  const column = displayWidth(counted.map(([, text]) => text).join(comma));
  const how = dim(remarkText(howText(report, language), column, style));
  return `\n${start}${findings.join("")}${counts}${how}${endTexts(report, style).join("")}\n`;
}

/** How long it took, and by what the receiver was judged. */
function howText(report: Report, language: Language): string {
  const duration = durationText(report.durationMs);
  return [
    reporterTexts("took-long", { duration }).in(language),
    printable(witnessText(report.witness, language)),
    clockText(report, language),
  ]
    .filter((text) => text !== "")
    .join(language === "zh" ? "；" : "; ");
}

/** What is left to mend, or to decide. */
function endTexts(report: Report, { palette: { red, bold, yellow }, language }: Style): string[] {
  const failures = openFailures(report).length + report.findings.length;
  const open = openQuestions(report).length;
  const { inconclusive } = report.summary;
  const say = (name: "failures" | "strict-undecided" | "undecided", count: number): string =>
    reporterTexts(name, { count }).in(language);
  return [
    ...(open === 0 && inconclusive > 0 ? [yellow(say("undecided", inconclusive))] : []),
    ...(failures === 0 ? [] : [bold(red(say("failures", failures)))]),
    ...(open === 0 ? [] : [bold(red(say("strict-undecided", open)))]),
  ].map((text) => `\n${text}`);
}
