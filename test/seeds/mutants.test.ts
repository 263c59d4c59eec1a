import { describe, it } from "vitest";
import { checkMutant, wrongAboutMutant } from "../contract/known-receivers.js";
import { webhookMutants } from "../receivers/mutants/webhook-mutants.mjs";
import { judgeAtSeeds } from "./judge-at-seeds.js";

describe.concurrent("at every seed", () => {
  it.each(webhookMutants.map((mutant) => [mutant.name, mutant.caughtBy, mutant] as const))(
    "%s is caught by %s and by no unrelated check",
    (_name, _caughtBy, mutant) =>
      judgeAtSeeds(
        (seed) => checkMutant(mutant, seed),
        (report) => wrongAboutMutant(mutant, report),
      ),
  );
});
