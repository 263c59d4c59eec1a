import { formatDuration } from "../base/durations.js";
import type { Delivery } from "../delivery/delivery.js";
import type { Outcome } from "../delivery/outcome.js";
import { describeOutcome } from "../delivery/outcome.js";
import type { UrlVerificationResult } from "../delivery/verify-url.js";
import type { Expectation } from "./scenario.js";

/** What a step brought about, as far as it is of the kind that can be expected. */
export interface StepEvidence {
  readonly deliveries: readonly Delivery[];
  readonly outcomes: readonly Outcome[];
  readonly verification?: UrlVerificationResult;
}

/** One sentence for each expectation the evidence does not meet; effects are counted elsewhere. */
export function unmetExpectations(expect: Expectation, evidence: StepEvidence): string[] {
  return [
    ...evidence.deliveries.flatMap((delivery) => unmetByDelivery(expect, delivery)),
    ...evidence.outcomes.flatMap((outcome) => unmetByOutcome(expect, outcome)),
    ...unmetByVerification(expect, evidence.verification),
  ];
}

function unmetByDelivery(expect: Expectation, delivery: Delivery): string[] {
  const { status, attempts, eventId } = delivery;
  const name = `event ${eventId.slice(0, 8)}…`;
  const unmet: string[] = [];
  if (expect.outcome !== undefined && status !== expect.outcome) {
    unmet.push(`${name} should have ${expect.outcome}, but was ${status}: ${history(delivery)}`);
  }
  if (expect.attempts !== undefined && attempts.length !== expect.attempts) {
    unmet.push(
      `${name} should have taken ${expect.attempts} attempts, but took ${attempts.length}: ${history(delivery)}`,
    );
  }
  const [first] = attempts;
  const last = attempts.at(-1);
  if (expect.takesMs !== undefined && first && last) {
    const tookMs = last.startedAtMs - first.startedAtMs;
    if (Math.round(tookMs / 1000) !== Math.round(expect.takesMs / 1000)) {
      const asked = formatDuration(expect.takesMs);
      unmet.push(`${name} should have taken ${asked}, but took ${formatDuration(tookMs)}`);
    }
  }
  return last ? [...unmet, ...unmetByOutcome(expect, last.outcome)] : unmet;
}

function unmetByOutcome(expect: Expectation, outcome: Outcome): string[] {
  const unmet: string[] = [];
  const status = statusOf(outcome);
  const seen = describeOutcome(outcome);
  if (expect.status !== undefined && status !== expect.status) {
    unmet.push(`the answer should have been ${expect.status}, but: ${seen}`);
  }
  if (expect.notStatus !== undefined && status === expect.notStatus) {
    unmet.push(`the answer should not have been ${expect.notStatus}, but it was`);
  }
  if (expect.withinMs !== undefined && outcome.durationMs > expect.withinMs) {
    unmet.push(
      `the answer should have come within ${formatDuration(expect.withinMs)}, but: ${seen}`,
    );
  }
  return unmet;
}

function unmetByVerification(
  expect: Expectation,
  verification: UrlVerificationResult | undefined,
): string[] {
  if (expect.verified === undefined || verification === undefined) return [];
  if (verification.verified === expect.verified) return [];
  return [`the URL should ${expect.verified ? "" : "not "}have verified: ${verification.reason}`];
}

/** HTTP status or ack code. */
function statusOf(outcome: Outcome): number | undefined {
  if (outcome.kind === "answered") return outcome.status;
  return outcome.kind === "acknowledged" ? outcome.code : undefined;
}

function history({ attempts }: Delivery): string {
  return attempts.map(({ outcome }) => describeOutcome(outcome)).join("; ");
}
