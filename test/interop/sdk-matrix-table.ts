import type { CheckResult, Report, ReportMode } from "../../src/contract/report/report.js";
import { modes, runOf, type ContractRun } from "./contract-runs.js";
import { languages } from "./interop-receivers.js";

const kinds = ["sample", "complete"] as const;

/** One heading per mode; the tables under them are told apart by it. */
export const modeHeadings: Readonly<Record<ReportMode, string>> = {
  "webhook-encrypted": "Webhook, with an Encrypt Key",
  "webhook-plaintext": "Webhook, without an Encrypt Key",
  "long-connection": "Long connection",
};

const languageNames = { node: "Node", go: "Go", python: "Python", java: "Java" } as const;

/** The columns of every table, in order. */
const columns = kinds.flatMap((kind) => languages.map((language) => ({ kind, language })));

/** What a table shows of one check. */
export function cellOf({ verdict, severity }: CheckResult): string {
  switch (verdict) {
    case "pass":
      return "yes";
    case "skip":
      return "–";
    case "fail":
    case "warn":
      return severity === "must" ? "**no**" : "no";
    case "inconclusive":
    case "error":
      return "?";
    default:
      return verdict satisfies never;
  }
}

/** A row per mode: how much each SDK misses by itself. */
export function renderGlance(reports: ReadonlyMap<string, Report>): string {
  const rows = modes.map((mode) => [
    modeHeadings[mode],
    ...languages.map((language) => missesOf(reports.get(runOf(language, mode, "sample").name))),
  ]);
  const heads = ["Missed by the SDK alone", ...languages.map((name) => languageNames[name])];
  return tableOf([heads, ...rows]);
}

/** "2 _must_, 8 _should_" */
function missesOf(report: Report | undefined): string {
  const missed = report?.checks.filter(({ verdict }) => verdict === "fail") ?? [];
  const counts = (["must", "should"] as const).map((severity) => ({
    severity,
    count: missed.filter((check) => check.severity === severity).length,
  }));
  const words = counts.filter(({ count }) => count > 0);
  return words.map(({ severity, count }) => `${count} _${severity}_`).join(", ") || "nothing";
}

export function tableOf([heads = [], ...rows]: readonly (readonly string[])[]): string {
  const lines = [heads, heads.map(() => "-"), ...rows];
  return lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

/** The table of one mode: a row per check, a column per receiver. */
export function renderTable(mode: ReportMode, reports: ReadonlyMap<string, Report>): string {
  const measured = columns.map(({ kind, language }) => {
    const { name } = runOf(language, mode, kind);
    const report = reports.get(name);
    if (!report) throw new Error(`There is no report on ${name}.`);
    return report;
  });
  const heads = columns.map(({ kind, language }) => `${languageNames[language]} ${kind}`);
  const rows = (measured[0]?.checks ?? []).map(({ id, severity }) => {
    const cells = measured.map((report) => {
      const result = report.checks.find((check) => check.id === id);
      return result ? cellOf(result) : "?";
    });
    return [`\`${id}\``, severity, ...cells];
  });
  return tableOf([["Check", "Severity", ...heads], ...rows]);
}

/** What the page says of one receiver: its cell for every check in the table of its mode. */
export function columnOf(page: string, { receiver, mode }: ContractRun): Record<string, string> {
  const index = columns.findIndex(
    ({ kind, language }) => kind === receiver.kind && language === receiver.language,
  );
  return cellsUnder(page, modeHeadings[mode], index);
}

/** The cells of one receiver, by check, in the table under a heading. */
export function cellsUnder(page: string, heading: string, index: number): Record<string, string> {
  const section = page.split(`\n## ${heading}\n`)[1]?.split("\n## ")[0] ?? "";
  const rows = section.matchAll(/^\| `([^`]+)`(.+)\|$/gm);
  return Object.fromEntries(
    [...rows].map(([, id = "", rest = ""]) => {
      const cells = rest.split("|").map((cell) => cell.trim());
      return [id, cells[index + 2] ?? ""];
    }),
  );
}
