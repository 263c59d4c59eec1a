import type { Text } from "../../base/text.js";
import type { Outcome } from "../../delivery/outcome.js";
import type { App } from "../../event/app.js";
import { answerOf } from "../report/describe-answer.js";
import type { CheckId } from "../report/check-id.js";
import { isAccepted } from "../report/exchange.js";
import { lastError } from "../report/last-error.js";
import { mostVaried } from "../report/most-varied.js";
import { outcomeText } from "../../delivery/outcome-in-short.js";
import type { CheckResult, Saw } from "../report/report.js";
import { verdictOf, type Judgement } from "../report/verdict.js";
import { severityOf, type Check } from "./check.js";
import type { RunExchange } from "./run-exchange.js";
import type { RunRecord } from "./run-record.js";
import { suiteTexts as texts } from "./suite-texts.js";
import type { OwnFault } from "./try-check.js";

/** An exchange log longer than this says nothing more. */
const mostExchanges = 12;

export interface ResultMakerOptions {
  readonly app: App;
  readonly strict: boolean;
  readonly record: RunRecord;
  readonly repeatLine: (check: CheckId) => string;
}

/** What was seen of the check besides its exchanges. */
export interface SeenMeanwhile {
  readonly durationMs: number;
  /** What the receiver wrote to stderr while the check had it to itself. */
  readonly stderr?: readonly string[];
}

/** Makes a report's entry of what a check has found. */
export function createResultMaker({ app, strict, record, repeatLine }: ResultMakerOptions) {
  return (
    check: Check,
    trial: Judgement | OwnFault,
    { durationMs, stderr = [] }: SeenMeanwhile,
  ): CheckResult<Text> => {
    const severity = severityOf(check, app);
    const own = record.of(check.id);
    const exchanges = own.map(({ exchange }) => exchange);
    return {
      id: check.id,
      title: check.texts("title"),
      severity,
      verdict: trial.kind === "fault" ? "error" : verdictOf(trial, { severity, strict }),
      ...wordsOf(trial),
      ...(trial.kind === "broken" ? sawOf(check, own, stderr) : {}),
      durationMs: Math.round(durationMs),
      clause: check.texts("clause"),
      page: check.page,
      fix: trial.kind === "broken" && trial.fix !== undefined ? trial.fix : check.texts("fix"),
      repeat: repeatLine(check.id),
      exchanges: mostVaried(exchanges, mostExchanges, ({ outcome }) =>
        outcomeText(outcome).in("en"),
      ),
      ...(own.length > mostExchanges ? { exchangesOmitted: own.length - mostExchanges } : {}),
    };
  };
}

function wordsOf(
  trial: Judgement | OwnFault,
): Pick<CheckResult<Text>, "reason" | "expected" | "actual" | "effects"> {
  const effects =
    "effects" in trial && trial.effects !== undefined ? { effects: trial.effects } : {};
  return trial.kind === "broken"
    ? {
        reason: trial.reason,
        expected: trial.expected,
        actual: trial.actual,
        ...effects,
      }
    : { reason: trial.reason, ...effects };
}

function sawOf(
  check: Check,
  own: readonly RunExchange[],
  stderr: readonly string[],
): { saw?: Saw<Text> } {
  const telling = tellingOutcome(check, own);
  const saw: Saw<Text> = {
    ...(telling === undefined ? {} : { answer: answerOf(telling) }),
    ...(stderr.length === 0 ? {} : { stderr: lastError(stderr.join("\n")) }),
  };
  return Object.keys(saw).length === 0 ? {} : { saw };
}

/** What a reader would look at first: that an attack got no answer, or that a good event was not accepted. */
function tellingOutcome({ phase }: Check, own: readonly RunExchange[]): Outcome | undefined {
  const isAttack = phase === "hostile" || phase === "destructive";
  const genuine = own.filter((entry) => entry.genuine);
  const outcomes = (isAttack || genuine.length === 0 ? own : genuine)
    .map(({ exchange }) => exchange.outcome)
    .filter(({ kind }) => kind !== "broken-off");
  const isTelling = (outcome: Outcome): boolean =>
    isAttack ? outcome.kind !== "answered" : !isAccepted(outcome);
  const first = outcomes.find(isTelling);
  // Of several answers to as many attacks none tells more than the others.
  return first ?? (isAttack && outcomes.length > 1 ? undefined : outcomes.at(-1));
}

/** A judgement for effects that come after the check had found what it was to find. */
export function lateJudgement(before: number, now: number): Judgement {
  return {
    kind: "broken",
    reason: texts("late-effect"),
    expected: texts("in-all", { count: before }),
    actual: texts("at-the-end", { count: now }),
    effects: now,
  };
}
