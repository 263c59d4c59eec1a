import type { Language } from "../base/text.js";
import type { Report } from "./report/report.js";

/** Loads the texts that reports in another language are worded again from, which come with the suite. */
export async function loadReportTexts(
  reports: readonly Pick<Report, "language">[],
  language: Language,
): Promise<void> {
  const isOther = reports.some((report) => (report.language ?? "en") !== language);
  if (isOther) await import("./check-receiver.js");
}
