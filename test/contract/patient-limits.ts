import type { SuiteLimits } from "../../src/contract/suite/suite-runner.js";

/** For receivers that are to pass everything on a machine that is busy with other tests. */
export const patientLimits: Partial<SuiteLimits> = {
  checkMs: 150_000,
  runMs: 300_000,
  floodMs: 120_000,
};
