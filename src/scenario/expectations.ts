import { durationText } from "../base/durations.js";
import type { Text } from "../base/text.js";
import type { Delivery } from "../delivery/delivery.js";
import type { Outcome } from "../delivery/outcome.js";
import { outcomeSentence } from "../delivery/describe-outcome.js";
import type { UrlVerificationResult } from "../delivery/verify-url.js";
import { refusalErrors } from "../open-api/api-error.js";
import type { Refusal } from "../tenant/refusal.js";
import type { Expectation } from "./scenario.js";
import { stepTexts } from "./step-texts.js";

/** One sentence for each thing a delivery did not do as expected; effects are counted elsewhere. */
export function unmetByDelivery(expect: Expectation, delivery: Delivery): Text[] {
  const { status, attempts, eventId } = delivery;
  const event = stepTexts("event", { id: eventId.slice(0, 8) });
  const history = (): Text[] => attempts.map(({ outcome }) => outcomeSentence(outcome));
  const unmet: Text[] = [];
  if (expect.outcome !== undefined && status !== expect.outcome) {
    unmet.push(
      stepTexts("outcome", { event, expected: expect.outcome, seen: status, history: history() }),
    );
  }
  if (expect.attempts !== undefined && attempts.length !== expect.attempts) {
    const counted = { event, expected: expect.attempts, seen: attempts.length };
    unmet.push(stepTexts("attempts", { ...counted, history: history() }));
  }
  const last = attempts.at(-1);
  if (expect.takesMs !== undefined && last) {
    const tookMs = waitedMs(delivery);
    if (Math.round(tookMs / 1000) !== Math.round(expect.takesMs / 1000)) {
      const [expected, seen] = [durationText(expect.takesMs), durationText(tookMs)];
      unmet.push(stepTexts("takes", { event, expected, seen }));
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
export function unmetByOutcome(expect: Expectation, outcome: Outcome): Text[] {
  const unmet: Text[] = [];
  const status = statusOf(outcome);
  const seen = outcomeSentence(outcome);
  if (expect.status !== undefined && status !== expect.status) {
    unmet.push(stepTexts("status", { status: expect.status, seen }));
  }
  if (expect.notStatus !== undefined && status === expect.notStatus) {
    unmet.push(stepTexts("not-status", { status: expect.notStatus }));
  }
  if (expect.withinMs !== undefined && outcome.durationMs > expect.withinMs) {
    unmet.push(stepTexts("within", { time: durationText(expect.withinMs), seen }));
  }
  return unmet;
}

/** A refused change, in the platform's own words and with the field that was the matter. */
export function unmetByRefusal(expect: Expectation, { reason, detail }: Refusal): Text[] {
  const { code, msg } = refusalErrors[reason];
  if (expect.code === code) return [];
  const words = stepTexts("refusal", { code, msg, detail });
  return expect.code === undefined
    ? [stepTexts("change-refused", { words })]
    : [stepTexts("refused-otherwise", { code: expect.code, words })];
}

const ofTheEvent = ["outcome", "status", "notStatus", "attempts", "withinMs", "takesMs"] as const;

/** Whether a change that was kept brought as many events as it should have. */
export function unmetByChange(expect: Expectation, events: number): Text[] {
  if (expect.code !== undefined) {
    return [stepTexts("change-kept", { code: expect.code })];
  }
  if (expect.events !== undefined && expect.events !== events) {
    return [stepTexts("events", { expected: expect.events, seen: events })];
  }
  const isAboutEvent = ofTheEvent.some((name) => expect[name] !== undefined);
  if (events > 0 || !(isAboutEvent || (expect.effects ?? 0) > 0)) return [];
  return [stepTexts("no-event")];
}

/** Whether the console accepts the URL as expected. */
export function unmetByVerification(
  expect: Expectation,
  verification: UrlVerificationResult,
): Text[] {
  if (expect.verified === undefined || verification.verified === expect.verified) return [];
  const { reasonText: reason } = verification;
  return [stepTexts("verified", { expected: expect.verified, reason })];
}

/** HTTP status or ack code. */
function statusOf(outcome: Outcome): number | undefined {
  if (outcome.kind === "answered") return outcome.status;
  return outcome.kind === "acknowledged" ? outcome.code : undefined;
}
