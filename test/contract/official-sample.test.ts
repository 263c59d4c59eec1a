import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import type { Language } from "../../src/base/text.js";
import { checkReceiver } from "../../src/contract/check-receiver.js";
import { reportWords } from "../../src/contract/reporters/report-words.js";
import type { CheckResult, Report } from "../../src/contract/report/report.js";
import { rewordReport } from "../../src/contract/report/word-report.js";
import { blocksOf } from "../docs/pages.js";
import { patientLimits } from "./patient-limits.js";

const verificationToken = "a-verification-token";

const textsOf = (page: string, info: string): string[] =>
  blocksOf(page).flatMap((block) => (block.info === info ? [block.text] : []));

/** What the page shows of its reports, in each language. */
const shown: Readonly<Record<Language, readonly string[]>> = {
  en: textsOf("docs/official-sample.md", "text"),
  zh: textsOf("docs/zh/official-sample.md", "text zh"),
};
const [missingLines = ""] = textsOf("docs/official-sample.md", "js");

const marks: Readonly<Record<string, string>> = { fail: "✗", warn: "!", inconclusive: "?" };

const columns = {
  en: ["expected  ", "seen      "],
  zh: ["期望  ", "实际  "],
} as const;

/** What there is to say of a receiver, as the page shows it. */
function summaryOf(report: Report, language: Language): string {
  const { checks, summary } = rewordReport(report, language);
  const words = reportWords[language];
  const counts = Object.entries(summary)
    .filter(([, count]) => count > 0)
    .map(([tally, count]) => words.count(count, words.tallies[tally as keyof typeof summary]));
  const lines = checks.flatMap((check) => linesOf(check, language));
  return `${[...lines, counts.join(words.comma)].join("\n")}\n`;
}

function linesOf(check: CheckResult, language: Language): string[] {
  const { id, severity, verdict, reason, expected, actual } = check;
  const mark = marks[verdict];
  if (mark === undefined) return [];
  const [expectedAs, seenAs] = columns[language];
  const seen =
    expected === undefined ? [] : [`    ${expectedAs}${expected}`, `    ${seenAs}${actual}`];
  return [`${mark} ${id}  ${reportWords[language].severities[severity]}`, `    ${reason}`, ...seen];
}

/** The report on each page, at this place. */
function expectShown(report: Report, at: number): void {
  expect(summaryOf(report, "en")).toBe(shown.en[at]);
  expect(summaryOf(report, "zh")).toBe(shown.zh[at]);
}

const judge = (exec: string, encryptKey = ""): Promise<Report> =>
  checkReceiver({
    exec,
    app: { encryptKey, verificationToken },
    seed: 42,
    suiteLimits: patientLimits,
  });

describe("the page about the official Node sample", () => {
  it("shows the report of the sample as it is documented", async () => {
    const report = await judge(`"${process.execPath}" test/receivers/node-sdk-sample.mjs`);
    expectShown(report, 0);
    expect(report.findings).toEqual([]);
  });

  it.each([
    ["without an Encrypt Key", "", 1],
    ["with an Encrypt Key", "an-encrypt-key", 2],
  ])("shows lines with which nothing fails %s", async (_mode, encryptKey, block) => {
    const folder = await mkdtemp(join(tmpdir(), "mocklark-sample-"));
    onTestFinished(() => rm(folder, { recursive: true }));
    const file = join(folder, "sample.mjs");
    await writeFile(file, missingLines);
    // From standard input, so that its imports are looked for here.
    const report = await judge(`"${process.execPath}" --input-type=module < "${file}"`, encryptKey);
    expectShown(report, block);
    expect(report.summary.fail).toBe(0);
    expect(report.findings).toEqual([]);
  });
});
