import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, inject, it } from "vitest";
import type { Report } from "../../src/contract/report/report.js";
import { contractRuns, runContract, type ContractRun } from "./contract-runs.js";
import type { ContractResult } from "./run-check.js";
import { renderSdkMatrix } from "./sdk-matrix.js";
import { cellOf, columnOf } from "./sdk-matrix-table.js";

const ready = inject("readyLanguages");
const writesPage = inject("writesPage");
const pageFile = fileURLToPath(new URL("../../docs/sdk-matrix.md", import.meta.url));
const reports = new Map<string, Report>();

/** Runs the suite and keeps the report; the output is what a failing test shows. */
async function judge(run: ContractRun): Promise<ContractResult> {
  const result = await runContract(run);
  reports.set(run.name, result.report);
  return result;
}

/** What no receiver here may show: a suite that saw no effects, died under, or could not decide. */
const troubleOf = ({ witness, findings, summary }: Report): string[] => [
  ...(witness.state === "calibrated" ? [] : [`the witness is ${witness.state}`]),
  ...findings.map(({ message }) => message),
  ...(summary.inconclusive + summary.error > 0 ? ["some checks were not decided"] : []),
];

// Clients of the long connection mostly wait for pings and silences.
const optionsFor = ({ mode }: ContractRun) =>
  ({ timeout: 240_000, concurrent: mode === "long-connection" }) as const;

const isReady = ({ receiver }: ContractRun): boolean => ready.includes(receiver.language);

for (const run of contractRuns.filter(({ receiver }) => receiver.kind === "sample")) {
  describe.runIf(isReady(run))(`${run.name} under the contract`, optionsFor(run), () => {
    it("meets and misses what the page says", async () => {
      const { report, output } = await judge(run);
      expect(troubleOf(report), output).toEqual([]);
      const cells = Object.fromEntries(report.checks.map((check) => [check.id, cellOf(check)]));
      const page = writesPage ? cells : columnOf(readFileSync(pageFile, "utf8"), run);
      expect(cells, output).toEqual(page);
    });
  });
}

for (const run of contractRuns.filter(({ receiver }) => receiver.kind === "complete")) {
  describe.runIf(isReady(run))(`${run.name} under the contract`, optionsFor(run), () => {
    it("passes everything", async () => {
      const { report, exitCode, output } = await judge(run);
      expect(troubleOf(report), output).toEqual([]);
      const missed = report.checks.filter(({ verdict }) => !["pass", "skip"].includes(verdict));
      expect(missed, output).toEqual([]);
      expect(exitCode, output).toBe(0);
    });
  });
}

afterAll(async () => {
  if (!writesPage) return;
  if (reports.size < contractRuns.length) throw new Error("The page needs all four toolchains.");
  writeFileSync(pageFile, await renderSdkMatrix(reports, new Date()));
});
