import type { StartWith } from "../report/report.js";

/** One entry of "Start with this" in words: the check that shows it, what is wrong and what mends it. */
export function startText({ cause, check, text }: StartWith): string {
  return cause === "run-again" ? text : `${check}: ${text}`;
}
