import { fileSink } from "../contract/reporters/report-sink.js";
import { parseReporter } from "../contract/reporters/parse-reporter.js";
import type { LoadReport } from "../load/load-report.js";
import pc from "picocolors";
import type { Terminal } from "./terminal.js";

/** Says what came of a load. @throws MocklarkError FILE when it cannot be written */
export type LoadReporter = (report: LoadReport) => Promise<void>;

const kinds = ["pretty", "json", "html"] as const;

/**
 * Reporters as the --reporter flag names them; without a path one writes to standard output.
 * @throws MocklarkError USAGE
 */
export function loadReporters(written: readonly string[], terminal: Terminal): LoadReporter[] {
  const asked = written.length === 0 ? ["pretty"] : written;
  return asked.map((text) => {
    const { kind, path } = parseReporter(text, kinds);
    const write = path === "" ? (said: string) => terminal.out(said) : fileSink(path);
    const colors = path === "" ? terminal.colors : pc.createColors(false);
    return async (report) => write(await worded[kind](report, { ...terminal, colors }));
  });
}

type Words = Pick<Terminal, "language" | "colors">;

const worded: Readonly<
  Record<(typeof kinds)[number], (report: LoadReport, words: Words) => Promise<string>>
> = {
  async pretty(report, words) {
    const { loadSummary } = await import("../load/load-summary.js");
    return loadSummary(report, words);
  },
  async json(report, { language }) {
    const { loadReportJson } = await import("../load/load-report-json.js");
    return loadReportJson(report, language);
  },
  async html(report, { language }) {
    const { loadPage } = await import("../load/html/load-page.js");
    return loadPage(report, language);
  },
};
