import { type Text, verbatim } from "../../src/base/text.js";
import type { Exchange } from "../../src/contract/report/exchange.js";
import type { CheckResult, Report } from "../../src/contract/report/report.js";
import type { Symptoms } from "../../src/contract/causes/cause.js";

const textMembers = ["title", "reason", "expected", "actual", "clause", "page", "fix"] as const;

/** A result as the suite has it before its texts are worded. */
export function resultInTexts({ saw, exchanges, ...result }: CheckResult): CheckResult<Text> {
  const texts = textMembers.flatMap((name) => {
    const words = result[name];
    return words === undefined ? [] : [[name, verbatim(words)]];
  });
  return {
    ...result,
    ...Object.fromEntries(texts),
    ...(saw === undefined ? {} : { saw: sawInTexts(saw) }),
    exchanges: exchanges.map(exchangeInTexts),
  } as CheckResult<Text>;
}

const sawInTexts = ({ answer, ...more }: NonNullable<CheckResult["saw"]>) => ({
  ...more,
  ...(answer === undefined ? {} : { answer: verbatim(answer) }),
});

export const exchangeInTexts = ({ label, ...more }: Exchange): Exchange<Text> => ({
  ...more,
  label: verbatim(label),
});

/** What causes are looked for in, of a report in words. */
export function symptomsOf({ checks, mode }: Report): Symptoms {
  return { checks: checks.map(resultInTexts), findings: [], mode, witness: { state: "none" } };
}
