import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { checkReceiver } from "../../src/contract/check-receiver.js";
import type { CheckResult, Report } from "../../src/contract/report/report.js";
import { patientLimits } from "./patient-limits.js";

const page = await readFile(new URL("../../docs/official-sample.md", import.meta.url), "utf8");
const verificationToken = "a-verification-token";

/** The fenced blocks of the page in one language. */
const blocksOf = (language: string): string[] =>
  [...page.matchAll(new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\`$`, "gms"))].map(
    ([, block]) => block ?? "",
  );

const marks: Readonly<Record<string, string>> = { fail: "✗", warn: "!", inconclusive: "?" };

/** What there is to say of a receiver, as the page shows it. */
function summaryOf({ checks, summary }: Report): string {
  const counts = Object.entries(summary)
    .filter(([, count]) => count > 0)
    .map(([verdict, count]) => `${count} ${verdict}`);
  return `${[...checks.flatMap(linesOf), counts.join(", ")].join("\n")}\n`;
}

function linesOf({ id, severity, verdict, reason, expected, actual }: CheckResult): string[] {
  const mark = marks[verdict];
  if (mark === undefined) return [];
  const seen =
    expected === undefined ? [] : [`    expected  ${expected}`, `    seen      ${actual}`];
  return [`${mark} ${id}  ${severity}`, `    ${reason}`, ...seen];
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
    expect(summaryOf(report)).toBe(blocksOf("text")[0]);
    expect(report.findings).toEqual([]);
  });

  it.each([
    ["without an Encrypt Key", "", 1],
    ["with an Encrypt Key", "an-encrypt-key", 2],
  ])("shows lines with which nothing fails %s", async (_mode, encryptKey, block) => {
    const folder = await mkdtemp(join(tmpdir(), "mocklark-sample-"));
    onTestFinished(() => rm(folder, { recursive: true }));
    const file = join(folder, "sample.mjs");
    await writeFile(file, blocksOf("js")[0] ?? "");
    // From standard input, so that its imports are looked for here.
    const report = await judge(`"${process.execPath}" --input-type=module < "${file}"`, encryptKey);
    expect(summaryOf(report)).toBe(blocksOf("text")[block]);
    expect(report.summary.fail).toBe(0);
    expect(report.findings).toEqual([]);
  });
});
