import type { Language } from "../../../base/text.js";
import type { Report } from "../../report/report.js";
import { reporterTexts } from "../reporter-texts.js";
import { htmlPageParts } from "./html-page.js";
import { reportParts } from "./report-parts.js";

/**
 * A report as one file that needs nothing else: a row per check, what was sent behind a fold.
 * @param language what the report is worded in
 */
export function renderHtml(report: Report, language: Language = report.language ?? "en"): string {
  const title = reporterTexts("contract", { target: report.target }).in(language);
  return [...htmlPageParts(title, { body: reportParts(report, { language }), language })].join("");
}
