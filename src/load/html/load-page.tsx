import type { Language } from "../../base/text.js";
import type { LoadReport } from "../load-report.js";

export const loadPage = (report: LoadReport, language: Language): string =>
  `${language} ${report.target}`;
