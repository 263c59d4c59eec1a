import type { Outcome } from "../../delivery/outcome.js";
import { judgeUrlVerification } from "../../wire/url-verification.js";

/** A challenge that was sent, and what came of it. */
export interface ChallengeTrial {
  readonly outcome: Outcome;
  /** Whether the challenge came back, however late. */
  readonly verified: boolean;
}

export function challengeTrial(outcome: Outcome, challenge: string): ChallengeTrial {
  const answer = outcome.kind === "answered" ? { ...outcome, durationMs: 0 } : undefined;
  const verified = answer !== undefined && judgeUrlVerification(answer, { challenge }).verified;
  return { outcome, verified };
}
