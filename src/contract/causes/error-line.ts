import type { Text } from "../../base/text.js";
import type { CheckResult } from "../report/report.js";
import { quoteLine } from "../report/describe-answer.js";

const looksLikeError =
  /^(?!\s*at ).*(?:(?:Error|Exception|panic|fatal)\b|\b(?:forbidden|denied|failed|failure|invalid|refused|cannot|unable|not allowed)\b)/i;

/** The line that tells best what went wrong in what a receiver printed: its last error. */
export function errorLineIn(lines: readonly string[]): string | undefined {
  const flat = lines.flatMap((line) => line.slice(0, 4_000).split("\n"));
  const strict = flat.findLast((line) => /^(?!\s*at ).*(?:Error|Exception|panic)\b.*\S/.test(line));
  const line = strict ?? flat.findLast((text) => looksLikeError.test(text));
  return line === undefined ? undefined : quoteLine(line);
}

export const errorLineOf = ({ saw }: Pick<CheckResult<Text>, "saw">): string | undefined =>
  errorLineIn(saw?.stderr ?? []);
