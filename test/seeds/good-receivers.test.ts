import { describe, it } from "vitest";
import { checkGood, goodRuns, wrongAboutGood } from "../contract/known-receivers.js";
import { judgeAtSeeds } from "./judge-at-seeds.js";

describe.concurrent("at every seed", () => {
  it.each(
    goodRuns.map((run) => {
      const mode = run.keyed ? "with an Encrypt Key" : "with a token only";
      const where = run.started ? "started by us" : "in this process";
      return [run.name, mode, where, run] as const;
    }),
  )("%s %s, %s, passes everything", (_name, _mode, _where, run) =>
    judgeAtSeeds(
      (seed) => checkGood(run, seed),
      (report) => wrongAboutGood(run, report),
    ),
  );
});
