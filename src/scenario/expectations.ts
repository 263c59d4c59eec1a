import { formatDuration } from "../base/durations.js";
import type { Delivery, DeliveryStatus } from "../delivery/delivery.js";
import type { Outcome } from "../delivery/outcome.js";
import { describeOutcome } from "../delivery/describe-outcome.js";
import type { UrlVerificationResult } from "../delivery/verify-url.js";
import { refusalErrors } from "../open-api/api-error.js";
import type { Refusal } from "../tenant/refusal.js";
import type { Expectation } from "./scenario.js";

/** One sentence for each thing a delivery did not do as expected; effects are counted elsewhere. */
export function unmetByDelivery(expect: Expectation, delivery: Delivery): string[] {
  const { status, attempts, eventId } = delivery;
  const name = `event ${eventId.slice(0, 8)}…`;
  const unmet: string[] = [];
  if (expect.outcome !== undefined && status !== expect.outcome) {
    unmet.push(
      `${name} should have been ${outcomeWords[expect.outcome]}, but was ${outcomeWords[status]}: ${history(delivery)}`,
    );
  }
  if (expect.attempts !== undefined && attempts.length !== expect.attempts) {
    unmet.push(
      `${name} should have taken ${countOf(expect.attempts)}, but took ${attempts.length}: ${history(delivery)}`,
    );
  }
  const last = attempts.at(-1);
  if (expect.takesMs !== undefined && last) {
    const tookMs = waitedMs(delivery);
    if (Math.round(tookMs / 1000) !== Math.round(expect.takesMs / 1000)) {
      const asked = formatDuration(expect.takesMs);
      unmet.push(`${name} should have taken ${asked}, but took ${formatDuration(tookMs)}`);
    }
  }
  return last ? [...unmet, ...unmetByOutcome(expect, last.outcome)] : unmet;
}

/**
 * What was waited from the first attempt to the last. On a clock that runs with real time the starts of
 * the attempts lie further apart, by what a slow receiver took or, at 3600x, by a moment of this machine.
 */
function waitedMs({ attempts }: Delivery): number {
  return attempts.slice(1).reduce((sum, { startedAtMs }, index) => {
    const before = attempts[index];
    if (before?.next.kind === "retry") return sum + before.next.waitMs;
    return sum + startedAtMs - (before?.startedAtMs ?? startedAtMs);
  }, 0);
}

/** As `unmetByDelivery`, for one attempt. */
export function unmetByOutcome(expect: Expectation, outcome: Outcome): string[] {
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

/** A refused change, in the platform's own words and with the field that was the matter. */
export function unmetByRefusal(expect: Expectation, { reason, detail }: Refusal): string[] {
  const { code, msg } = refusalErrors[reason];
  if (expect.code === code) return [];
  const words = `${code} ${msg}: ${detail}`;
  return expect.code === undefined
    ? [`the change was refused: ${words}`]
    : [`the change should have been refused with ${expect.code}, but was with ${words}`];
}

const ofTheEvent = ["outcome", "status", "notStatus", "attempts", "withinMs", "takesMs"] as const;

/** Whether a change that was kept brought as many events as it should have. */
export function unmetByChange(expect: Expectation, events: number): string[] {
  if (expect.code !== undefined) {
    return [`the change should have been refused with ${expect.code}, but was kept`];
  }
  if (expect.events !== undefined && expect.events !== events) {
    return [
      `the change should have brought ${eventCount(expect.events)}, but brought ${eventCount(events)}`,
    ];
  }
  const isAboutEvent = ofTheEvent.some((name) => expect[name] !== undefined);
  if (events > 0 || !(isAboutEvent || (expect.effects ?? 0) > 0)) return [];
  return ["no event came of the change: the app has not subscribed, or nothing changed"];
}

const eventCount = (count: number): string =>
  count === 0 ? "no event" : count === 1 ? "one event" : `${count} events`;

/** Whether the console accepts the URL as expected. */
export function unmetByVerification(
  expect: Expectation,
  verification: UrlVerificationResult,
): string[] {
  if (expect.verified === undefined || verification.verified === expect.verified) return [];
  return [`the URL should ${expect.verified ? "" : "not "}have verified: ${verification.reason}`];
}

const outcomeWords: Readonly<Record<DeliveryStatus, string>> = {
  pending: "left pending",
  succeeded: "delivered",
  "given-up": "given up",
  cancelled: "cancelled",
};

/** HTTP status or ack code. */
function statusOf(outcome: Outcome): number | undefined {
  if (outcome.kind === "answered") return outcome.status;
  return outcome.kind === "acknowledged" ? outcome.code : undefined;
}

const countOf = (attempts: number): string =>
  attempts === 1 ? "1 attempt" : `${attempts} attempts`;

function history({ attempts }: Delivery): string {
  return attempts.map(({ outcome }) => describeOutcome(outcome)).join("; ");
}
