import type { Outcome } from "../delivery/outcome.js";
import type { App } from "../event/app.js";
import { createSecretMask, type SecretMask } from "../event/secret-mask.js";
import { concealOutcome } from "./conceal-outcome.js";

/**
 * Takes the secrets of all these apps out of outcomes: one receiver may repeat what belongs to another app.
 * @param apps as they are now; an app's object stays the same until it changes
 */
export function createConceal(apps: () => readonly App[]): (outcome: Outcome) => Outcome {
  // Making one takes longer than masking an answer, and apps change seldom.
  const masks = new WeakMap<App, SecretMask>();
  const maskOf = (app: App): SecretMask => {
    const mask = masks.get(app) ?? createSecretMask(app);
    masks.set(app, mask);
    return mask;
  };
  return (outcome) =>
    apps().reduce((concealed, app) => concealOutcome(concealed, maskOf(app)), outcome);
}
