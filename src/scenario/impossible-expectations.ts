import { durationText } from "../base/durations.js";
import type { Text } from "../base/text.js";
import type { DeliveryPolicy } from "../delivery/delivery-policy.js";
import type { Action, Expectation } from "./scenario.js";
import { scenarioTexts } from "./scenario-texts.js";

/** A field of an expectation that no receiver can meet, and why. */
export interface Impossibility {
  readonly field: "error" | "code" | "events" | "status" | "notStatus" | "attempts" | "takes";
  readonly message: Text;
}

type Rule = (expect: Expectation, ladder: LadderFacts) => Impossibility | undefined;

interface LadderFacts {
  readonly successStatuses: readonly number[];
  readonly waitsMs: readonly number[];
  /** Duplicates follow a success and are attempts, too; 0 or more of them. */
  readonly mostDuplicates: number;
}

/** What contradicts itself or the policy: a step that expects it would blame every receiver. */
export function impossibleExpectations(
  expect: Expectation,
  action: Action,
  policy: DeliveryPolicy,
): Impossibility[] {
  const { successStatuses, waitsMs, duplicateProbability } = policy;
  const asked = "duplicates" in action ? (action.duplicates ?? 0) : 0;
  const mostDuplicates = asked + (duplicateProbability > 0 ? 1 : 0);
  const facts = { successStatuses, waitsMs, mostDuplicates };
  return rules.flatMap((rule) => rule(expect, facts) ?? []);
}

/** The most attempts one delivery can have. */
export const mostAttempts = ({ waitsMs }: Pick<DeliveryPolicy, "waitsMs">, duplicates = 0) =>
  waitsMs.length + 1 + duplicates;

const refusedAndMore: Rule = (expect) =>
  expect.error !== undefined && Object.keys(expect).length > 1
    ? { field: "error", message: scenarioTexts("refused-and-more") }
    : undefined;

const codeAndMore: Rule = (expect) =>
  expect.code !== undefined && Object.keys(expect).length > 1
    ? { field: "code", message: scenarioTexts("code-and-more") }
    : undefined;

const eventsOfNone: Rule = (expect) =>
  expect.events === 0 && Object.keys(expect).length > 1
    ? { field: "events", message: scenarioTexts("events-of-none") }
    : undefined;

const sameStatus: Rule = ({ status, notStatus }) =>
  status !== undefined && status === notStatus
    ? { field: "notStatus", message: scenarioTexts("same-status", { status }) }
    : undefined;

/**
 * Not where a policy takes other statuses for success: on the long connection 200 alone is. And a
 * duplicate may be answered in any way; it changes nothing about how the delivery ended.
 */
const statusOfOutcome: Rule = ({ outcome, status }, { successStatuses, mostDuplicates }) => {
  if (status === undefined || outcome === undefined || mostDuplicates > 0) return undefined;
  if (successStatuses.join() !== "200") return undefined;
  const isSuccess = status === 200;
  if (isSuccess === (outcome === "succeeded")) return undefined;
  const message = scenarioTexts("status-of-outcome", { status, succeeded: isSuccess });
  return { field: "status", message };
};

const attemptsOfLadder: Rule = ({ outcome, attempts }, { waitsMs, mostDuplicates }) => {
  if (attempts === undefined) return undefined;
  const most = mostAttempts({ waitsMs }, mostDuplicates);
  if (attempts > most) return { field: "attempts", message: scenarioTexts("at-most", { most }) };
  const all = waitsMs.length + 1;
  if (outcome !== "given-up" || attempts === all) return undefined;
  return { field: "attempts", message: scenarioTexts("given-up-after", { all }) };
};

/** Between the starts of attempts lie only the policy's waits; what a duplicate adds is not looked at. */
const waitsOfLadder: Rule = ({ outcome, attempts, takesMs }, { waitsMs, mostDuplicates }) => {
  if (takesMs === undefined || mostDuplicates > 0) return undefined;
  const all = [0, ...waitsMs.map((_, index) => sum(waitsMs.slice(0, index + 1)))];
  const possible = all.filter(
    (_, index) =>
      (attempts === undefined || attempts === index + 1) &&
      (outcome !== "given-up" || index === waitsMs.length),
  );
  if (possible.length === 0 || possible.some((one) => inSeconds(one) === inSeconds(takesMs))) {
    return undefined;
  }
  const message = scenarioTexts("waits-add-up", { possible: possible.map(durationText) });
  return { field: "takes", message };
};

const rules = [
  refusedAndMore,
  codeAndMore,
  eventsOfNone,
  sameStatus,
  statusOfOutcome,
  attemptsOfLadder,
  waitsOfLadder,
];

const sum = (numbers: readonly number[]): number =>
  numbers.reduce((total, number) => total + number, 0);

const inSeconds = (timeMs: number): number => Math.round(timeMs / 1000);
