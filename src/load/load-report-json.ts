import type { Language } from "../base/text.js";
import type { LoadReport } from "./load-report.js";

/** The report as its schema has it: words in one language where the report has texts. */
export function loadReportJson(report: LoadReport, language: Language): string {
  const { effects, outcomes } = report;
  const worded = {
    ...report,
    outcomes: outcomes.map(({ outcome, ...rest }) => ({ outcome: outcome.in(language), ...rest })),
    effects:
      effects.state === "blind" ? { ...effects, reason: effects.reason.in(language) } : effects,
  };
  return `${JSON.stringify(worded, null, 2)}\n`;
}
