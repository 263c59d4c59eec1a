import { describe, expect, it } from "vitest";
import { checkMutant, wrongAboutMutant } from "../contract/known-receivers.js";
import type { WebhookMutant } from "../receivers/mutants/mutant.mjs";
import { wrongAtSeeds } from "./wrong-at-seeds.js";

/** One test for each receiver that is broken on purpose. */
export function describeMutants(mutants: readonly WebhookMutant[]): void {
  describe.concurrent("at every seed", () => {
    it.each(mutants.map((mutant) => [mutant.name, mutant.caughtBy, mutant] as const))(
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
}
