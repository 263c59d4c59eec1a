import type { Language } from "../../base/text.js";
import type { StartWith } from "../report/report.js";
import { reportWords } from "./report-words.js";

/** One entry of "Start with this" in words: the check that shows it, what is wrong and what mends it. */
export function startText({ cause, check, text }: StartWith, language: Language): string {
  return cause === "run-again" ? text : `${check}${reportWords[language].colon}${text}`;
}
