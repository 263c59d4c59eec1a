import { challengeMutants } from "./challenge-mutants.mjs";
import { eventMutants } from "./event-mutants.mjs";
import { repeatMutants } from "./repeat-mutants.mjs";
import { securityMutants } from "./security-mutants.mjs";

/**
 * Every webhook receiver that is broken on purpose: at least one for each webhook check.
 * @type {readonly import("./mutant.mjs").WebhookMutant[]}
 */
export const webhookMutants = [
  ...challengeMutants,
  ...eventMutants,
  ...securityMutants,
  ...repeatMutants,
];
