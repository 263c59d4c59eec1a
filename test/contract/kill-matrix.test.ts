import { describe, expect, it } from "vitest";
import type { Report } from "../../src/contract/report/report.js";
import { webhookMutants } from "../receivers/mutants/webhook-mutants.mjs";
import {
  checkGood,
  checkMutant,
  goodReceivers,
  goodRuns,
  isCaught,
  webhookChecks,
  wrongAboutGood,
  wrongAboutMutant,
} from "./known-receivers.js";
import {
  renderKillMatrix,
  type GoodRow,
  type Measured,
  type MutantRow,
} from "./kill-matrix-page.js";
import { limitTo } from "./limit-to.js";
import { leftoversOfReport } from "./words-of-report.js";

const seed = 42;

/** Wait for much and compute little, so a few at a time take hardly longer than one. */
const inTurns = limitTo(4);

function measure(name: string, report: Report): Measured {
  const caughtBy = report.checks.filter(isCaught).map(({ id }) => id);
  const { pass, skip, inconclusive, error } = report.summary;
  return { name, caughtBy, passed: pass, skipped: skip, undecided: inconclusive + error };
}

/** Started at once; each test waits for its own. */
function startAll<T>(items: readonly T[], work: (item: T, seed: number) => Promise<Report>) {
  return items.map((item) => {
    const report = inTurns(() => work(item, seed));
    report.catch(() => {});
    return { item, report };
  });
}

const mutants = startAll(webhookMutants, checkMutant);
const good = startAll(goodRuns, checkGood);

describe("the kill matrix", () => {
  it("has a broken receiver for every check", () => {
    const caught = new Set(webhookMutants.map(({ caughtBy }) => caughtBy));
    expect(webhookChecks.map(({ id }) => id).filter((id) => !caught.has(id))).toEqual([]);
  });

  it.each(mutants.map(({ item, report }) => [item.name, item.caughtBy, item, report] as const))(
    "%s is caught by %s and by no unrelated check",
    async (_name, _meantFor, mutant, running) => {
      expect(wrongAboutMutant(mutant, await running)).toEqual([]);
    },
  );

  it.each(
    good.map(({ item, report }) => {
      const mode = item.keyed ? "with an Encrypt Key" : "with a token only";
      const where = item.started ? "started by us" : "in this process";
      return [item.name, mode, where, item, report] as const;
    }),
  )("%s %s, %s, passes everything", async (_name, _mode, _where, run, running) => {
    expect(wrongAboutGood(run, await running)).toEqual([]);
  });

  it.each([...mutants, ...good].map(({ item, report }) => [item.name, report] as const))(
    "says all of %s in Chinese, and all in English",
    async (_name, running) => {
      expect(leftoversOfReport(await running)).toEqual([]);
    },
  );

  it.each([
    ["en", "../../docs/kill-matrix.md"],
    ["zh", "../../docs/zh/kill-matrix.md"],
  ] as const)("is what the page in the documentation shows in %s", async (language, file) => {
    const mutantRows: MutantRow[] = await Promise.all(
      mutants.map(async ({ item, report }) => ({
        ...measure(item.name, await report),
        // What depends on when events come would make another page each time.
        ...(item.byChance === true
          ? { caughtBy: [item.caughtBy, ...Object.keys(item.alsoCaughtBy)] }
          : {}),
        describe: item.describe,
        meantFor: item.caughtBy,
        keyed: item.mode === "keyed",
      })),
    );
    const measured = await Promise.all(
      good.map(async ({ item, report }) => ({ ...item, ...measure(item.name, await report) })),
    );
    const goodRows = goodReceivers.map((name): GoodRow => {
      const one = (keyed: boolean, started: boolean): Measured => {
        const found = measured.find(
          (each) => each.name === name && each.keyed === keyed && each.started === started,
        );
        if (!found) throw new Error(`${name} was not measured.`);
        return found;
      };
      return {
        name,
        keyed: one(true, false),
        keyedStarted: one(true, true),
        tokenOnly: one(false, false),
        tokenOnlyStarted: one(false, true),
      };
    });
    const page = await renderKillMatrix(webhookChecks, mutantRows, goodRows, language);
    await expect(page).toMatchFileSnapshot(file);
  });
});
