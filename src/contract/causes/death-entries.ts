import { sentences, type Text, verbatim } from "../../base/text.js";
import { quoteLine } from "../report/describe-answer.js";
import { lastError } from "../report/last-error.js";
import type { Finding, StartWith } from "../report/report.js";
import type { Symptoms } from "./cause.js";
import { errorLineIn } from "./error-line.js";
import { entryTexts } from "./texts/entries-texts.js";
import { evidenceTexts } from "./texts/evidence-texts.js";

type Death = Extract<Finding<Text>, { readonly kind: "receiver-died" }>;

/** What the receiver dies of, once for each exception; what Feishu itself sends comes first. */
export function deathEntries({ checks, findings }: Symptoms): readonly StartWith<Text>[] {
  const deaths = checks.flatMap(({ id }) => findings.filter(isDeathOf(id)));
  const byError = new Map<string, Death[]>();
  for (const death of deaths) {
    const error = errorOf(death) ?? "";
    byError.set(error, [...(byError.get(error) ?? []), death]);
  }
  return [...byError].flatMap(([error, alike]) => {
    const [first] = alike;
    return first ? [entryOf(error, first, alike.length - 1)] : [];
  });
}

const isDeathOf =
  (check: string) =>
  (finding: Finding<Text>): finding is Death =>
    finding.kind === "receiver-died" && finding.check === check;

function entryOf(
  error: string,
  { message, check, lastOutput = "" }: Death,
  more: number,
): StartWith<Text> {
  return {
    cause: "receiver-died",
    check,
    text: sentences(
      message,
      ...(error === "" ? [] : [evidenceTexts("says-so", { error })]),
      ...(more === 0 ? [] : [entryTexts("dies-again", { more })]),
    ),
    evidence: lastError(lastOutput).map((line) => verbatim(quoteLine(line))),
  };
}

function errorOf({ lastOutput = "" }: Death): string | undefined {
  const [first] = lastError(lastOutput);
  return (
    errorLineIn(lastOutput.split("\n")) ?? (first === undefined ? undefined : quoteLine(first))
  );
}
