import { padDisplayEnd } from "../../base/display-width.js";
import type { Language } from "../../base/text.js";
import { withoutWorkflowCommands } from "../../base/workflow-commands.js";
import type { CheckResult } from "../report/report.js";
import { detailsOf } from "./details-of.js";
import { reportWords } from "./report-words.js";
import { reporterTexts } from "./reporter-texts.js";

/**
 * All of it as plain text, for the message of a failed test.
 * @param language what the result is worded in; default: English
 */
export function checkFailureText(result: CheckResult, language: Language = "en"): string {
  const { details, severities } = reportWords[language];
  const lines = detailsOf(result, language).map(
    ([label, text]) =>
      `  ${padDisplayEnd(details[label], 9)} ${text.replaceAll("\n", `\n${" ".repeat(12)}`)}`,
  );
  const { id, title } = result;
  const severity = severities[result.severity];
  const head = reporterTexts("failed-check", { id, severity, title }).in(language);
  return withoutWorkflowCommands([head, ...lines].join("\n"));
}
