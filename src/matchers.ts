/**
 * Matchers for `expect.extend`, in the form Vitest and Jest share. `mocklark/vitest` adds them by itself;
 * with Jest: `expect.extend(matchers)`.
 */
import { MocklarkError } from "./base/errors.js";
import { isRecord } from "./base/json-path.js";
import { printable } from "./base/printable.js";
import { type Language, type Text, verbatim } from "./base/text.js";
import { withoutWorkflowCommands } from "./base/workflow-commands.js";
import { checkFailureText } from "./contract/reporters/failure-text.js";
import {
  exitCodeOf,
  openQuestions,
  type CheckResult,
  type Report,
} from "./contract/report/report.js";
import type { Delivery } from "./delivery/delivery.js";
import { outcomeSentence } from "./delivery/describe-outcome.js";
import { type Outcome } from "./delivery/outcome.js";
import { urlVerificationText, type UrlVerificationResult } from "./delivery/verify-url.js";
import { matcherTexts } from "./matcher-texts.js";

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
  toKeepTheContract(options?: MatcherOptions): R;
}

/** What the matchers say, and how a report is read by one of them. */
export interface MatcherOptions {
  /** What a message is in; default: English. */
  readonly language?: Language | undefined;
}

/** The matchers with messages in another language: `expect.extend(createMatchers({ language: "zh" }))`. */
export function createMatchers({ language = "en" }: MatcherOptions = {}) {
  const result = (pass: boolean, wish: Text, see: () => Text): MatcherResult => ({
    pass,
    message: () => expected(wish, pass, { seen: see(), language }),
  });

  return {
    toBeDelivered(received: unknown): MatcherResult {
      const attempts = attemptsOf(received, "toBeDelivered");
      const last = attempts.findLast(isTaken) ?? attempts.at(-1);
      const pass = isDelivery(received) ? received.status === "succeeded" : last?.taken === true;
      return result(pass, matcherTexts("delivered"), () => storyOf(received));
    },

    toHaveBeenRejected(received: unknown): MatcherResult {
      const attempts = attemptsOf(received, "toHaveBeenRejected");
      const pass =
        attempts.length > 0 && attempts.every(({ taken, answered }) => answered && !taken);
      return result(pass, matcherTexts("rejected"), () => storyOf(received));
    },

    toHaveTakenAttempts(received: unknown, count: number): MatcherResult {
      if (!isDelivery(received)) {
        throw misuse("toHaveTakenAttempts", matcherTexts("a-delivery"), received);
      }
      const pass = received.attempts.length === count;
      return result(pass, matcherTexts("attempts", { count }), () => storyOf(received));
    },

    toVerifyUrl(received: unknown): MatcherResult {
      if (!isUrlVerification(received)) {
        throw misuse("toVerifyUrl", matcherTexts("a-verification"), received);
      }
      return result(received.verified, matcherTexts("verified"), () =>
        urlVerificationText(received),
      );
    },

    toKeepTheContract(received: unknown, of: MatcherOptions = {}): MatcherResult {
      const said = of.language ?? (isReport(received) ? received.language : undefined) ?? language;
      const problems = problemsOf(received, said);
      const pass = problems.length === 0;
      const seen = pass ? matcherTexts("nothing-failed") : verbatim(problems.join("\n\n"));
      const kept = matcherTexts("kept");
      return { pass, message: () => expected(kept, pass, { seen, language: said }) };
    },
  } as const;
}

/** `expect.extend(matchers)` teaches Vitest or Jest the assertions of {@link ReceiverAssertions}. */
export const matchers = createMatchers();

interface Attempt {
  readonly answered: boolean;
  /** 200, the one status Feishu takes for success, or what the delivery's policy took instead. */
  readonly taken: boolean;
}

const isTaken = ({ taken }: Attempt): boolean => taken;

function attemptsOf(received: unknown, matcher: string): readonly Attempt[] {
  if (isOutcome(received)) return [attemptOf(received, isSuccess(received))];
  if (!isDelivery(received)) throw misuse(matcher, matcherTexts("a-delivery-or-outcome"), received);
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
function storyOf(received: unknown): Text {
  if (isOutcome(received)) return outcomeSentence(received);
  const { status, attempts } = received as Delivery;
  return matcherTexts("story", {
    status,
    count: attempts.length,
    lines: attempts.map(({ attempt, outcome }) =>
      matcherTexts("attempt", { attempt, outcome: outcomeSentence(outcome) }),
    ),
  });
}

/** A report's failures and findings, or the one failure of a check. Our own faults count: they prove nothing. */
function problemsOf(received: unknown, language: Language): readonly string[] {
  if (isCheckResult(received)) {
    const failed = received.verdict === "error" || (received.verdict === "fail" && !received.known);
    return failed ? [checkFailureText(received, language)] : [];
  }
  if (!isReport(received)) {
    throw misuse("toKeepTheContract", matcherTexts("a-report"), received);
  }
  if (exitCodeOf(received) === 0) return [];
  return [
    ...received.checks.flatMap((check) => problemsOf(check, language)),
    ...openQuestions(received).map((check) =>
      matcherTexts("undecided", { text: checkFailureText(check, language) }).in(language),
    ),
    ...received.findings.map(({ message }) => message),
  ];
}

/** A test runner prints it on a terminal or in a job's log, and some of it are a receiver's words. */
function expected(
  wish: Text,
  pass: boolean,
  { seen, language }: { readonly seen: Text; readonly language: Language },
): string {
  const shown = withoutWorkflowCommands(printable(seen.in(language)));
  return matcherTexts(pass ? "expected-not" : "expected", { wish, seen: shown }).in(language);
}

const has = (value: unknown, ...keys: readonly string[]): boolean =>
  isRecord(value) && keys.every((key) => key in value);

const isDelivery = (value: unknown): value is Delivery => has(value, "attempts", "eventId");
const isOutcome = (value: unknown): value is Outcome => has(value, "kind", "durationMs");
const isUrlVerification = (value: unknown): value is UrlVerificationResult =>
  has(value, "verified", "reason");
const isReport = (value: unknown): value is Report => has(value, "checks", "findings");
const isCheckResult = (value: unknown): value is CheckResult => has(value, "verdict", "clause");

function misuse(matcher: string, wanted: Text, received: unknown): MocklarkError {
  const isPromise = received instanceof Promise;
  const found = isPromise ? matcherTexts("a-promise") : typeof received;
  return new MocklarkError("USAGE", matcherTexts("misused", { matcher, wanted, found }), {
    remedy: matcherTexts(isPromise ? "await-it" : "look-at-it"),
  });
}
