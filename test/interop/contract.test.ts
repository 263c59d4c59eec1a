import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { isDeepStrictEqual } from "node:util";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import type { Report } from "../../src/contract/report/report.js";
import { limitTo } from "../contract/limit-to.js";
import { contractRuns, runContract, type ContractRun } from "./contract-runs.js";
import type { ContractResult } from "./run-check.js";
import { inChinese } from "./pages-in-chinese.js";
import { renderSdkMatrix } from "./sdk-matrix.js";
import { cellOf, columnOf } from "./sdk-matrix-table.js";

const ready = inject("readyLanguages");
const writesPage = inject("writesPage");
const pageFile = fileURLToPath(new URL("../../docs/sdk-matrix.md", import.meta.url));
const chinesePageFile = fileURLToPath(new URL("../../docs/zh/sdk-matrix.md", import.meta.url));
const reports = new Map<string, Report>();

const isReady = ({ receiver }: ContractRun): boolean => ready.includes(receiver.language);

/** By the run's name; begun all at once, and waited for by the tests. */
const results = new Map<string, Promise<ContractResult>>();

// Webhooks keep a core busy, one at a time; beside them clients of the long connection wait for pings and
// silences.
beforeAll(() => {
  const webhooks = limitTo(1);
  const longConnections = limitTo(4);
  for (const run of contractRuns.filter(isReady)) {
    const inTurn = run.mode === "long-connection" ? longConnections : webhooks;
    const result = inTurn(() => runContract(run));
    result.catch(() => {});
    results.set(run.name, result);
  }
});

/**
 * The run's report, which is kept; the output is what a failing test shows. A busy machine may make a verdict
 * wrong once, hardly twice.
 */
async function judge(
  run: ContractRun,
  isWanted: (result: ContractResult) => boolean,
): Promise<ContractResult> {
  const first = (await results.get(run.name)) as ContractResult;
  const result = isWanted(first) ? first : await runContract(run);
  reports.set(run.name, result.report);
  return result;
}

/** What no receiver here may show: a suite that saw no effects, died under, or could not decide. */
const troubleOf = ({ witness, findings, summary }: Report): string[] => [
  ...(witness.state === "calibrated" ? [] : [`the witness is ${witness.state}`]),
  ...findings.map(({ message }) => message),
  ...(summary.inconclusive + summary.error > 0 ? ["some checks were not decided"] : []),
];

const cellsOf = ({ report }: ContractResult): Record<string, string> =>
  Object.fromEntries(report.checks.map((check) => [check.id, cellOf(check)]));

const missedIn = ({ report }: ContractResult) =>
  report.checks.filter(({ verdict }) => !["pass", "skip"].includes(verdict));

const options = { timeout: 300_000 };

for (const run of contractRuns.filter(({ receiver }) => receiver.kind === "sample")) {
  describe.runIf(isReady(run))(`${run.name} under the contract`, options, () => {
    it("meets and misses what the page says", async () => {
      const page = writesPage ? undefined : columnOf(readFileSync(pageFile, "utf8"), run);
      const result = await judge(
        run,
        (first) => page === undefined || isDeepStrictEqual(cellsOf(first), page),
      );
      expect(troubleOf(result.report), result.output).toEqual([]);
      const cells = cellsOf(result);
      expect(cells, result.output).toEqual(page ?? cells);
    });
  });
}

for (const run of contractRuns.filter(({ receiver }) => receiver.kind === "complete")) {
  describe.runIf(isReady(run))(`${run.name} under the contract`, options, () => {
    it("passes everything", async () => {
      const result = await judge(run, (first) => missedIn(first).length === 0);
      expect(troubleOf(result.report), result.output).toEqual([]);
      expect(missedIn(result), result.output).toEqual([]);
      expect(result.exitCode, result.output).toBe(0);
    });
  });
}

afterAll(async () => {
  if (!writesPage) return;
  if (reports.size < contractRuns.length) throw new Error("The page needs all four toolchains.");
  const page = await renderSdkMatrix(reports, new Date());
  writeFileSync(pageFile, page);
  writeFileSync(chinesePageFile, await inChinese(page));
});
