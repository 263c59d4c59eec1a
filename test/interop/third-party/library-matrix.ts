import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { format } from "prettier";
import type { CheckResult, Report } from "../../../src/contract/report/report.js";
import { runOf } from "../contract-runs.js";
import { toolchains } from "../interop-receivers.js";
import { cellOf, cellsUnder, columnOf, modeHeadings, tableOf } from "../sdk-matrix-table.js";
import { headOf, libraries, type Library } from "./libraries.js";
import { missOf } from "./library-misses.js";
import {
  leftOut,
  librariesThatTake,
  libraryEvents,
  libraryModes,
  libraryRuns,
  type LibraryMode,
  type LibraryRun,
} from "./library-runs.js";

/** By the run's name. */
type Reports = ReadonlyMap<string, Report>;

export const libraryPageFile = fileURLToPath(
  new URL("../../../docs/third-party-matrix.md", import.meta.url),
);

export const chineseLibraryPageFile = fileURLToPath(
  new URL("../../../docs/zh/third-party-matrix.md", import.meta.url),
);

const sdkPageFile = fileURLToPath(new URL("../../../docs/sdk-matrix.md", import.meta.url));

const introduction = `# Other libraries under the contract

What receivers on libraries that others wrote do by themselves, and, beside them, an old release of Feishu's Python SDK. Every column is a run of \`mocklark check --strict\` against [a small receiver](../test/interop/third-party) written the way the library's own documentation says, with the checks that it offers switched on. What is missed is therefore yours to add, as [the page about the SDKs](sdk-matrix.md#what-to-add) shows; it does not say how good the library is at what it is for.

This page is generated: \`npm run docs:third-party-matrix\` installs the libraries, runs the suite against them and writes it. \`npm run test:interop\` does the same and compares.`;

const legend = `**yes**: the check holds. **no** in bold: a _must_ is missed. no: a _should_ is missed. now and then: a race, see below. –: does not apply. ?: could not be decided.`;

const notes = `None of the first three knows the reserve config event: its body arrives as raw data. Satori and NoneBot are for messages, so they are judged a second time by \`im.message.receive_v1\`, taken by the library's own handler for messages. Satori checks signatures and tokens only with \`verifySignature\` and \`verifyToken\`, which are set here and off by default. NoneBot and Satori come online only once \`/open-apis/auth/v3/tenant_access_token/internal\` and \`/open-apis/bot/v3/info\` have answered; the gateway answers both. feishu-bot-sdk leaves the server to you: here it is Flask behind waitress.`;

const leftOutNote = `Left out: \`${leftOut["long-connection"]}\`, because NoneBot and feishu-bot-sdk give up on an answer after 30 s, as long as the check waits, and the other two wait much longer; and \`${leftOut["webhook-encrypted"]}\`, because none of them remembers an event at all. For that reason \`idempotency/many-events\` is left out with messages.`;

/** The page about other libraries, as prettier would have it. */
export async function renderLibraryMatrix(reports: Reports, now: Date): Promise<string> {
  const tables = libraryEvents.flatMap((events) =>
    libraryModes.map(
      (mode) => `## ${headingOf({ mode, events })}\n\n${renderTable({ mode, events }, reports)}`,
    ),
  );
  const page = [
    introduction,
    versionLines(reports, now),
    legend,
    notes,
    leftOutNote,
    ...tables,
    "## Why",
    ...libraries.map((library) => renderWhy(library, reports)),
  ].join("\n\n");
  return format(page, { parser: "markdown", printWidth: 100 });
}

function versionLines(reports: Reports, now: Date): string {
  const [any] = reports.values();
  const lines = libraries.map(
    ({ title, package: name, version, language }) =>
      `- ${title}: \`${name}\` ${version}, from ${language === "node" ? "npm" : "PyPI"}`,
  );
  return [`Measured on ${now.toISOString().slice(0, 10)} with ${any?.tool}:`, "", ...lines].join(
    "\n",
  );
}

const newest = toolchains.find(({ language }) => language === "python");

/** What one table is about. */
type TableSubject = Pick<LibraryRun, "mode" | "events">;

const headingOf = ({ mode, events }: TableSubject): string =>
  events === "messages" ? `${modeHeadings[mode]}: messages` : modeHeadings[mode];

/** A row per check, a column per library, and, of the reserve config event, the newest SDK as its own page has it. */
function renderTable(subject: TableSubject, reports: Reports): string {
  const { mode, events } = subject;
  const columns = librariesThatTake(events).map((library) => ({
    library,
    report: reportOf(library, subject, reports),
  }));
  const measured = columns.map(({ library, report }) => libraryCells(library, report));
  const sdkColumn = events === "messages" ? undefined : sdkColumnOf(mode);
  const rows = (columns[0]?.report.checks ?? []).map(({ id, severity }) => [
    `\`${id}\``,
    severity,
    ...measured.map((cells) => cells[id] ?? "?"),
    ...(sdkColumn ? [sdkColumn[id] ?? "?"] : []),
  ]);
  const heads = [
    ...columns.map(({ library }) => headOf(library)),
    ...(sdkColumn ? [`${newest?.sdk} ${newest?.version}`] : []),
  ];
  return tableOf([["Check", "Severity", ...heads], ...rows]);
}

/** A library's cells, by check: as measured, but for what comes by chance. */
export const libraryCells = (
  { id: library }: Library,
  { checks }: Report,
): Record<string, string> =>
  Object.fromEntries(
    checks.map((check) => [
      check.id,
      missOf(library, check.id)?.byChance ? "now and then" : cellOf(check),
    ]),
  );

function reportOf({ id }: Library, { mode, events }: TableSubject, reports: Reports): Report {
  const run = libraryRuns.find(
    (each) => each.library.id === id && each.mode === mode && each.events === events,
  );
  const report = run && reports.get(run.name);
  if (!report) throw new Error(`There is no report on ${id}, ${mode}, ${events}.`);
  return report;
}

/** What the page about the SDKs says of the newest Python SDK's sample. */
export const sdkColumnOf = (mode: LibraryMode): Record<string, string> =>
  columnOf(readFileSync(sdkPageFile, "utf8"), runOf("python", mode, "sample"));

/** What this page says of the newest Python SDK. */
export const copiedSdkColumnOf = (page: string, mode: LibraryMode): Record<string, string> =>
  cellsUnder(page, modeHeadings[mode], libraries.length);

/** What this page says of one library: its cell for every check in the table of its mode. */
export const libraryColumnOf = (
  page: string,
  { library, mode, events }: LibraryRun,
): Record<string, string> =>
  cellsUnder(page, headingOf({ mode, events }), librariesThatTake(events).indexOf(library));

function renderWhy(library: Library, reports: Reports): string {
  const checks = libraryRuns
    .filter((run) => run.library === library)
    .flatMap((run) => reportOf(library, run, reports).checks);
  const lines = [...missLines(library, checks), ...undecidedLines(checks)];
  return [`### ${headOf(library)}`, "", ...lines].join("\n");
}

/** @throws Error when nothing says why a check is missed */
function missLines({ id: library }: Library, checks: readonly CheckResult[]): string[] {
  const missed = checks.flatMap((check) => {
    const miss = missOf(library, check.id);
    if (check.verdict !== "fail" && !miss?.byChance) return [];
    if (!miss) throw new Error(`library-misses.ts does not say why ${library} misses ${check.id}.`);
    return [{ id: check.id, text: `${miss.why} (\`${miss.file}\`)` }];
  });
  return linesOf(missed);
}

function undecidedLines(checks: readonly CheckResult[]): string[] {
  const undecided = checks.filter(({ verdict }) => verdict === "inconclusive");
  return linesOf(undecided.map(({ id, reason }) => ({ id, text: `Not decided. ${reason}` })));
}

/** A line for each text, with all the checks it is about. */
function linesOf(about: readonly { readonly id: string; readonly text: string }[]): string[] {
  const ids = new Map<string, string[]>();
  for (const { id, text } of about) {
    // With another type of events the same check may be missed for the same reason.
    const name = `\`${id}\``;
    const names = ids.get(text) ?? [];
    if (!names.includes(name)) ids.set(text, [...names, name]);
  }
  return [...ids].map(([text, names]) => `- ${names.join(", ")}: ${text}`);
}
