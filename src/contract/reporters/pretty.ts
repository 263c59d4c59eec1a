import { formatDuration } from "../../base/durations.js";
import { printable, printableLine } from "../../base/printable.js";
import { asText } from "../../base/text.js";
import { withoutWorkflowCommands } from "../../base/workflow-commands.js";
import { wrapWords } from "../../base/wrap-words.js";
import { lastError } from "../report/last-error.js";
import {
  openFailures,
  openQuestions,
  summaryTexts,
  tallyOf,
  type CheckResult,
  type Finding,
  type Report,
  type StartWith,
} from "../report/report.js";
import type { Tally } from "../report/verdict.js";
import { clockText } from "./clock-text.js";
import { detailsOf, needsDetails } from "./failure-text.js";
import { eventsText } from "./events-text.js";
import { startText } from "./start-text.js";
import type { Reporter } from "./reporter.js";
import { witnessText } from "./witness-text.js";

export interface PrettyOptions {
  readonly write: (text: string) => void;
  readonly color: boolean;
  /** Shows how far the run is on a line that is written over; only for a terminal. */
  readonly live?: boolean;
  /** How wide the terminal is; lines are left whole without it. */
  readonly columns?: number | undefined;
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
  const { color, live = false, columns } = options;
  let palette: Palette | undefined;
  const fit = fitTo(columns);
  const shorten = createShortener();
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
      const sent = eventsText(events);
      const how = [
        `${checkCount} ${checkCount === 1 ? "check" : "checks"}`,
        ...(sent === "" ? [] : [printableLine(sent)]),
        `seed ${seed}`,
      ];
      write(`${bold(printableLine(target))}  ${dim(how.join(", "))}\n\n`);
    },
    progress(done, checkCount) {
      tried = `${done}/${checkCount}`;
      if (live) write(`${eraseLine}${tried}`);
    },
    async waiting({ check, what, isLong }) {
      const { dim } = await paint();
      const text = `waiting for ${asText(what).in("en")} (${check})`;
      if (live) write(`${eraseLine}${dim(oneLine(`${tried} ${text}`.trim(), columns))}`);
      else if (isLong) write(`${dim(text)}\n`);
    },
    async checkEnded(result) {
      write(`${eraseLine}${checkText(result, shorten(result), { palette: await paint(), fit })}`);
    },
    async runEnded(report) {
      write(`${eraseLine}${closingText(report, { palette: await paint(), fit })}`);
    },
  };
}

/** What does not fit on the line that is written over would stay when it is. */
function oneLine(text: string, columns = 80): string {
  return text.length < columns ? text : `${text.slice(0, columns - 2)}…`;
}

interface Style {
  readonly palette: Palette;
  readonly fit: Fit;
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
function createShortener(): (result: CheckResult) => string | undefined {
  let refused: string | undefined;
  let reasonAbove: string | undefined;
  return ({ id, verdict, severity, reason, expected = "", actual = "" }) => {
    if (verdict === "inconclusive" || verdict === "skip") {
      const same = reason === reasonAbove;
      reasonAbove = reason;
      return same ? "as above" : undefined;
    }
    if (verdict !== "fail" && verdict !== "warn") return undefined;
    if (refused !== undefined && wantsAccepted.test(expected) && actual.includes(refused)) {
      return `${severity}  ${refused}, as event/accepted: mend that first`;
    }
    reasonAbove = undefined;
    if (id === "event/accepted" && wantsAccepted.test(expected)) refused = actual;
    return undefined;
  };
}

/** What a check expects that is about a good event's answer: "status 200 for each", "50 × status 200 …". */
const wantsAccepted = /^(\d+ × )?status 200\b/;

function checkText(result: CheckResult, short: string | undefined, style: Style): string {
  const [mark, color] = marks[tallyOf(result)];
  const { dim } = style.palette;
  const remark = printable(result.known ? remarkOn(result) : (short ?? remarkOn(result)));
  const head = `${mark} ${result.id.padEnd(36)} ${result.durationMs} ms`;
  const line = `${style.palette[color](mark)} ${result.id.padEnd(36)} ${dim(`${result.durationMs} ms`)}${dim(remarkText(remark, head.length, style))}\n`;
  return needsDetails(result) && short === undefined ? `${line}${detailText(result, style)}` : line;
}

/** Behind the check, or below it where there is no room for all of it. */
function remarkText(remark: string, column: number, { fit }: Style): string {
  if (remark === "") return "";
  const isShort = !fit(remark, column + 2).includes("\n");
  return isShort ? `  ${remark}` : `\n    ${fit(remark, 4)}`;
}

function remarkOn({ verdict, known, severity, reason }: CheckResult): string {
  if (known) return "known failure";
  if (verdict === "skip" || verdict === "inconclusive") return reason;
  if (verdict === "pass") return severity === "info" ? reason : "";
  return severity;
}

const copied = new Set(["page", "repeat"]);

function detailText(result: CheckResult, { palette: { bold, dim }, fit }: Style): string {
  const indent = 14;
  const lines = detailsOf(result).map(([label, text]) => {
    // What is to be copied stays in one piece.
    const shown = copied.has(label)
      ? printableLine(text, Number.POSITIVE_INFINITY)
      : fit(text, indent);
    return `    ${dim(label.padEnd(9))} ${shown}`;
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

function sameErrorText(others: readonly Finding[], { palette: { red }, fit }: Style): string[] {
  if (others.length === 0) return [];
  const checks = others.map(({ check }) => check).join(", ");
  const times = others.length === 1 ? "once" : `${others.length} times`;
  return [`${red("✗")} ${fit(`The same ${times} more: ${checks}.`, 2)}\n`];
}

/** A cause, and below it what proves it. */
function causeText(entry: StartWith, number: number, { palette: { dim }, fit }: Style): string {
  const proof = entry.evidence.map((line) => `       ${dim(fit(printable(line), 7))}\n`);
  return `  ${number}. ${fit(printable(startText(entry)), 5)}\n${proof.join("")}`;
}

function closingText(report: Report, style: Style): string {
  const { palette } = style;
  const { red, dim, bold, yellow } = palette;
  const causes = report.startWith.map((entry, index) => causeText(entry, index + 1, style));
  const start = causes.length === 0 ? "" : `${bold("Start with this")}\n${causes.join("")}\n`;
  const findings = findingTexts(report.findings, style);
  const counted = summaryTexts(report);
  const counts = counted.map(([tally, text]) => palette[marks[tally][1]](text)).join(", ");
  const failures = openFailures(report).length + report.findings.length;
  const end =
    failures === 0 ? "" : `\n${bold(red(failures === 1 ? "1 failure" : `${failures} failures`))}`;
  const open = openQuestions(report).length;
  const undecided = open === 0 ? "" : `\n${bold(red(`${open} undecided, and the run is strict`))}`;
  const lenient =
    open === 0 && report.summary.inconclusive > 0
      ? `\n${yellow(`${report.summary.inconclusive} undecided: neither kept nor broken`)}`
      : "";
  const how = [
    `in ${formatDuration(report.durationMs)}`,
    printable(witnessText(report.witness)),
    clockText(report),
  ]
    .filter((text) => text !== "")
    .join("; ");
  const column = counted.map(([, text]) => text).join(", ").length;
  return `\n${start}${findings.join("")}${counts}${dim(remarkText(how, column, style))}${lenient}${end}${undecided}\n`;
}
