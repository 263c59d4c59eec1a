import { describe, expect, it } from "vitest";
import { checkGood, goodRuns, wrongAboutGood } from "../contract/known-receivers.js";
import { wrongAtSeeds } from "./wrong-at-seeds.js";

/** What 2,000 events and seven hours show does not depend on the seed, and ten times as many take minutes. */
const isWhole = (seed: number): boolean => seed === 1;

describe.concurrent("at every seed", () => {
  it.each(
    goodRuns.map((run) => {
      const mode = run.keyed ? "with an Encrypt Key" : "with a token only";
      const where = run.started ? "started by us" : "in this process";
      return [run.name, mode, where, run] as const;
    }),
  )("%s %s, %s, passes everything", async (_name, _mode, _where, run) => {
    const wrong = await wrongAtSeeds(
      (seed) => checkGood(run, seed, { quick: !isWhole(seed) }),
      (report) => wrongAboutGood(run, report),
    );
    expect(wrong).toEqual([]);
  });
});
