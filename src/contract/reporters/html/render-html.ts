import type { Report } from "../../report/report.js";
import { htmlPageParts } from "./html-page.js";
import { reportParts } from "./report-parts.js";

/** A report as one file that needs nothing else: a row per check, what was sent behind a fold. */
export function renderHtml(report: Report): string {
  return [...htmlPageParts(`Contract of ${report.target}`, reportParts(report))].join("");
}
