import { describe, expect, it } from "vitest";
import { checkMutant, wrongAboutMutant } from "../contract/known-receivers.js";
import { webhookMutants } from "../receivers/mutants/webhook-mutants.mjs";
import { wrongAtSeeds } from "./wrong-at-seeds.js";

describe.concurrent("at every seed", () => {
  it.each(webhookMutants.map((mutant) => [mutant.name, mutant.caughtBy, mutant] as const))(
    "%s is caught by %s and by no unrelated check",
    async (_name, _caughtBy, mutant) => {
      const wrong = await wrongAtSeeds(
        (seed) => checkMutant(mutant, seed),
        (report) => wrongAboutMutant(mutant, report),
      );
      expect(wrong).toEqual([]);
    },
  );
});
