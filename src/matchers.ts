/**
 * Matchers for `expect.extend`, in the form Vitest and Jest share. `mocklark/vitest` adds them by itself;
 * with Jest: `expect.extend(matchers)`.
 */
import { MocklarkError } from "./base/errors.js";
import { isRecord } from "./base/json-path.js";
import { printable } from "./base/printable.js";
import { withoutWorkflowCommands } from "./base/workflow-commands.js";
import { checkFailureText } from "./contract/reporters/failure-text.js";
import {
  exitCodeOf,
  openQuestions,
  type CheckResult,
  type Report,
} from "./contract/report/report.js";
import type { Delivery } from "./delivery/delivery.js";
import { describeOutcome } from "./delivery/describe-outcome.js";
import { type Outcome } from "./delivery/outcome.js";
import { describeUrlVerification, type UrlVerificationResult } from "./delivery/verify-url.js";

/** What a matcher says; `message` fits whichever of the assertion and its `.not` failed. */
export interface MatcherResult {
  readonly pass: boolean;
  readonly message: () => string;
}

/** The assertions, as they read after `expect(…)`. `R` is what the framework's own assertions return. */
export interface ReceiverAssertions<R = void> {
  /** On a delivery or an outcome: the receiver took it, as Feishu counts it. */
  toBeDelivered(): R;
  /** On a delivery or an outcome: the receiver answered every attempt, and took none. Silence is no refusal. */
  toHaveBeenRejected(): R;
  /** On a delivery: how many attempts were made in all. */
  toHaveTakenAttempts(count: number): R;
  /** On what `simulator.verifyUrl` returned: the developer console would save the URL. */
  toVerifyUrl(): R;
  /** On a report of the contract suite, or one of its checks: nothing failed that the baseline does not know. */
  toKeepTheContract(): R;
}

/** `expect.extend(matchers)` teaches Vitest or Jest the assertions of {@link ReceiverAssertions}. */
export const matchers = {
  toBeDelivered(received: unknown): MatcherResult {
    const attempts = attemptsOf(received, "toBeDelivered");
    const last = attempts.findLast(isTaken) ?? attempts.at(-1);
    const pass = isDelivery(received) ? received.status === "succeeded" : last?.taken === true;
    return { pass, message: () => expected("it to be delivered", pass, storyOf(received)) };
  },

  toHaveBeenRejected(received: unknown): MatcherResult {
    const attempts = attemptsOf(received, "toHaveBeenRejected");
    const pass = attempts.length > 0 && attempts.every(({ taken, answered }) => answered && !taken);
    return { pass, message: () => expected("it to be rejected", pass, storyOf(received)) };
  },

  toHaveTakenAttempts(received: unknown, count: number): MatcherResult {
    if (!isDelivery(received)) throw misuse("toHaveTakenAttempts", "a delivery", received);
    const pass = received.attempts.length === count;
    const wish = `${count} ${count === 1 ? "attempt" : "attempts"}`;
    return { pass, message: () => expected(wish, pass, storyOf(received)) };
  },

  toVerifyUrl(received: unknown): MatcherResult {
    if (!isUrlVerification(received)) {
      throw misuse("toVerifyUrl", "the result of simulator.verifyUrl", received);
    }
    const pass = received.verified;
    const seen = describeUrlVerification(received);
    return { pass, message: () => expected("the URL to verify", pass, seen) };
  },

  toKeepTheContract(received: unknown): MatcherResult {
    const problems = problemsOf(received);
    const pass = problems.length === 0;
    const seen = pass ? "nothing failed" : problems.join("\n\n");
    return { pass, message: () => expected("the receiver to keep the contract", pass, seen) };
  },
} as const;

interface Attempt {
  readonly answered: boolean;
  /** 200, the one status Feishu takes for success, or what the delivery's policy took instead. */
  readonly taken: boolean;
}

const isTaken = ({ taken }: Attempt): boolean => taken;

function attemptsOf(received: unknown, matcher: string): readonly Attempt[] {
  if (isOutcome(received)) return [attemptOf(received, isSuccess(received))];
  if (!isDelivery(received)) throw misuse(matcher, "a delivery or an outcome", received);
  return received.attempts.map(({ outcome, next }) =>
    attemptOf(outcome, next.kind === "succeeded"),
  );
}

const attemptOf = ({ kind }: Outcome, taken: boolean): Attempt => ({
  answered: kind === "answered" || kind === "acknowledged",
  taken,
});

const isSuccess = (outcome: Outcome): boolean =>
  (outcome.kind === "answered" && outcome.status === 200) ||
  (outcome.kind === "acknowledged" && outcome.code === 200);

/** Every attempt with what came of it. */
function storyOf(received: unknown): string {
  if (isOutcome(received)) return describeOutcome(received);
  const { status, attempts } = received as Delivery;
  const lines = attempts.map(
    ({ attempt, outcome }) => `  attempt ${attempt}: ${describeOutcome(outcome)}`,
  );
  const count = attempts.length === 1 ? "1 attempt" : `${attempts.length} attempts`;
  return [`${status} after ${count}`, ...lines].join("\n");
}

/** A report's failures and findings, or the one failure of a check. Our own faults count: they prove nothing. */
function problemsOf(received: unknown): readonly string[] {
  if (isCheckResult(received)) {
    const failed = received.verdict === "error" || (received.verdict === "fail" && !received.known);
    return failed ? [checkFailureText(received)] : [];
  }
  if (!isReport(received)) {
    throw misuse("toKeepTheContract", "a report of checkReceiver, or one of its checks", received);
  }
  if (exitCodeOf(received) === 0) return [];
  return [
    ...received.checks.flatMap((check) => problemsOf(check)),
    ...openQuestions(received).map((check) => `undecided: ${checkFailureText(check)}`),
    ...received.findings.map(({ message }) => message),
  ];
}

/** A test runner prints it on a terminal or in a job's log, and some of it are a receiver's words. */
function expected(wish: string, pass: boolean, seen: string): string {
  const shown = withoutWorkflowCommands(printable(seen));
  return `expected ${pass ? `not ${wish}` : wish}, but: ${shown}`;
}

const has = (value: unknown, ...keys: readonly string[]): boolean =>
  isRecord(value) && keys.every((key) => key in value);

const isDelivery = (value: unknown): value is Delivery => has(value, "attempts", "eventId");
const isOutcome = (value: unknown): value is Outcome => has(value, "kind", "durationMs");
const isUrlVerification = (value: unknown): value is UrlVerificationResult =>
  has(value, "verified", "reason");
const isReport = (value: unknown): value is Report => has(value, "checks", "findings");
const isCheckResult = (value: unknown): value is CheckResult => has(value, "verdict", "clause");

function misuse(matcher: string, wanted: string, received: unknown): MocklarkError {
  const found = received instanceof Promise ? "a promise" : typeof received;
  return new MocklarkError(
    "USAGE",
    `Failed to use ${matcher}(): it needs ${wanted}, not ${found}.`,
    {
      remedy: received instanceof Promise ? "Await it first." : "Look at what expect() was given.",
    },
  );
}
