import { setMaxListeners } from "node:events";
import type { Timer, WallClock } from "../../base/clock.js";
import { formatDuration } from "../../base/durations.js";
import { messageOf } from "../../base/errors.js";
import { phases, severityOf, unmetNeed, type Check, type Phase } from "./check.js";
import type { CheckId } from "../report/check-id.js";
import { createCheckContext, type RunExchange, type SuiteServices } from "./check-context.js";
import type { Exchange } from "../report/exchange.js";
import type { Health } from "../subject/receiver-health.js";
import type { CheckResult, Finding } from "../report/report.js";
import { verdictOf, type Judgement } from "../report/verdict.js";

export interface SuiteOptions {
  readonly checks: readonly Check[];
  readonly strict?: boolean;
  /** Stop after the first failure. */
  readonly bail?: boolean;
  /** The command that tries one check again. */
  repeatLine(check: CheckId): string;
  /** Failures somebody has signed for do not end the run when it is to stop at the first. */
  isKnownFailure?(check: CheckId): boolean;
  /** How many checks have been tried. */
  progress?(done: number): void;
  readonly limits?: Partial<SuiteLimits>;
  /** Ends the run early: what has not ended becomes inconclusive. */
  readonly signal?: AbortSignal;
}

/** Real milliseconds, and how many checks go on at once. */
export interface SuiteLimits {
  readonly checkMs: number;
  readonly runMs: number;
  readonly sideBySide: number;
}

const defaultLimits: SuiteLimits = { checkMs: 30_000, runMs: 180_000, sideBySide: 12 };

/** A receiver that has died so often dies of everything, and each start of it takes its time. */
const mostDeaths = 5;

/** As many requests in vain show that none will be answered. */
const enoughSilence = 6;

/** An exchange log longer than this says nothing more. */
const mostExchanges = 12;

export interface SuiteOutcome {
  /** In the catalogue's order. */
  readonly checks: readonly CheckResult[];
  readonly findings: readonly Finding[];
}

/** What the runner needs besides the parts it provides itself. */
export type SuiteParts = Omit<
  SuiteServices,
  "inTurn" | "record" | "recorded" | "reportDeath" | "own"
>;

/** Runs checks phase by phase; never throws for anything a receiver or a check does. */
export async function runSuite(parts: SuiteParts, options: SuiteOptions): Promise<SuiteOutcome> {
  const { checks, strict = false, bail = false } = options;
  const limits = { ...defaultLimits, ...options.limits };
  const exchanges: RunExchange[] = [];
  const deaths: Finding[] = [];
  const owners = new Map<string, CheckId>();
  const results = new Map<CheckId, CheckResult>();
  const { wall } = parts;
  const over = createAbort();
  const stopListening = followSignal(options.signal, over);
  const restartMs = (): number => parts.managed?.restartMs() ?? 0;
  const runTimer = timeLimit(wall, limits.runMs, restartMs, () =>
    over.abort(runTookTooLong(limits)),
  );
  let failedFirst: CheckId | undefined;

  const services: SuiteServices = {
    ...parts,
    inTurn: createTurns(),
    record: (entry) => exchanges.push(entry),
    recorded: () => exchanges,
    reportDeath: (...death) => deaths.push(deathFinding(...death)),
    own: (eventId, check) => owners.set(eventId, check),
  };

  function reasonNotToRun(check: Check): Judgement | undefined {
    const need = unmetNeed(check, { app: parts.app, managed: parts.managed !== undefined });
    if (need !== undefined) return { kind: "not-applicable", reason: need };
    if (bail && failedFirst !== undefined) {
      return { kind: "not-applicable", reason: `Not run: ${failedFirst} failed before it.` };
    }
    if (over.signal.aborted) return { kind: "undecided", reason: messageOf(over.signal.reason) };
    if (check.phase !== "review" && answersNothing()) {
      return { kind: "undecided", reason: "Not run: nothing that was sent so far was answered." };
    }
    if (!parts.health.isUsable()) {
      return { kind: "undecided", reason: "Not run: the receiver died and did not come back." };
    }
    return undefined;
  }

  /** More of the same would take three seconds each, and tell no more. */
  function answersNothing(): boolean {
    const kinds = exchanges.map(({ exchange }) => exchange.outcome.kind);
    // What we broke off ourselves says nothing.
    const waited = kinds.filter((kind) => kind !== "broken-off");
    return waited.length >= enoughSilence && waited.every((kind) => kind === "timed-out");
  }

  async function runCheck(check: Check, by: SuiteServices = services): Promise<void> {
    const startedAt = wall.elapsed();
    const trial = reasonNotToRun(check) ?? (await tryCheck(check, by, over.signal, limits));
    const result = resultOf(check, trial, wall.elapsed() - startedAt);
    const counts = result.verdict === "fail" && options.isKnownFailure?.(check.id) !== true;
    if (counts) failedFirst ??= check.id;
    results.set(check.id, result);
    options.progress?.(results.size);
  }

  /** Looks after the receiver once a check that had it to itself is over; true when that was its end. */
  async function lookAfter(check: Check, firstExchange: number): Promise<boolean> {
    const own = exchanges
      .slice(firstExchange)
      .sort((one, other) => one.order - other.order)
      .map(({ exchange }) => exchange);
    const cause = causeOf(own);
    // Where an attack was its end, that has been told.
    if (parts.client || !cause || over.signal.aborted || !parts.health.isUsable()) return false;
    const health = await parts.health.examine(own.find(isCutOff)?.outcome);
    if (health.state === "alive") return false;
    services.reportDeath(check.id, cause, health);
    return true;
  }

  async function runAlone(check: Check, by: SuiteServices = services): Promise<boolean> {
    const firstExchange = exchanges.length;
    await runCheck(check, by);
    return lookAfter(check, firstExchange);
  }

  /**
   * What ran side by side is tried again one by one when the receiver has died of it, or dropped connections:
   * each check that was under way failed of that, and only by itself the one that did it can be told.
   */
  async function runTogether(due: readonly Check[]): Promise<void> {
    const firstExchange = exchanges.length;
    await eachAtMost(limits.sideBySide, due, (check) => runCheck(check));
    const cutOff = exchanges.slice(firstExchange).find(({ exchange }) => isCutOff(exchange));
    if (parts.client || (!cutOff && !parts.managed?.exit()) || over.signal.aborted) return;
    const health = await parts.health.examine(cutOff?.exchange.outcome);
    if (health.state === "died" && !health.recovered) return leaveUndecided(due, health, cutOff);
    exchanges.splice(firstExchange);
    owners.clear();
    failedFirst = undefined;
    await runOneByOne(due);
  }

  async function runOneByOne(due: readonly Check[]): Promise<void> {
    const again = { ...services, random: services.random.fork("one by one") };
    let died = 0;
    for (const check of due) {
      if (died < mostDeaths) died += (await runAlone(check, again)) ? 1 : 0;
      else setUndecided(check, `Not run: the receiver has died ${died} times before it.`);
    }
  }

  /** Nobody can say any more what these checks would have found. */
  function leaveUndecided(
    due: readonly Check[],
    health: Health & { state: "died" },
    cutOff: RunExchange | undefined,
  ): void {
    if (cutOff) services.reportDeath(cutOff.check, cutOff.exchange, health, due.length);
    for (const check of due) {
      const isHit = exchanges.some((entry) => entry.check === check.id && isCutOff(entry.exchange));
      if (isHit) setUndecided(check, "The receiver died while this and other checks went on.");
    }
  }

  function setUndecided(check: Check, reason: string): void {
    const durationMs = results.get(check.id)?.durationMs ?? 0;
    results.set(check.id, resultOf(check, { kind: "undecided", reason }, durationMs));
  }

  function resultOf(check: Check, trial: Judgement | OwnFault, durationMs: number): CheckResult {
    const severity = severityOf(check, parts.app);
    const own = exchanges
      .filter((entry) => entry.check === check.id)
      .sort((one, other) => one.order - other.order)
      .map((entry) => entry.exchange);
    return {
      id: check.id,
      title: check.title,
      severity,
      verdict: trial.kind === "fault" ? "error" : verdictOf(trial, { severity, strict }),
      ...wordsOf(trial),
      durationMs: Math.round(durationMs),
      clause: check.clause,
      page: check.page,
      fix: check.fix,
      repeat: options.repeatLine(check.id),
      exchanges: own.slice(0, mostExchanges),
      ...(own.length > mostExchanges ? { exchangesOmitted: own.length - mostExchanges } : {}),
    };
  }

  async function runPhase(phase: Phase, due: readonly Check[]): Promise<void> {
    if (phase === "together" && due.length > 1) return runTogether(due);
    if (phase === "hostile") return eachAtMost(limits.sideBySide, due, (check) => runCheck(check));
    for (const check of due) await runAlone(check);
  }

  async function markLateEffects(): Promise<void> {
    for (const { events, before, now } of await parts.ledger.lateEffects()) {
      const id = owners.get(events[0]?.eventId ?? "");
      const check = checks.find((candidate) => candidate.id === id);
      const earlier = id === undefined ? undefined : results.get(id);
      if (!check || earlier?.verdict !== "pass") continue;
      const late = lateJudgement(before, now);
      results.set(check.id, { ...resultOf(check, late, 0), durationMs: earlier.durationMs });
    }
  }

  try {
    for (const phase of phases) {
      const due = checks.filter((check) => (check.phase ?? "together") === phase);
      await runPhase(phase, due);
    }
    await markLateEffects();
  } finally {
    runTimer.cancel();
    stopListening();
  }
  const ordered = checks.flatMap(({ id }) => results.get(id) ?? []);
  return { checks: ordered, findings: deaths };
}

/** Our own mistake inside a check. */
interface OwnFault {
  readonly kind: "fault";
  readonly reason: string;
}

/** The check's judgement, within its time; whatever it throws is our fault and not the receiver's. */
async function tryCheck(
  check: Check,
  services: SuiteServices,
  runOver: AbortSignal,
  { checkMs }: SuiteLimits,
): Promise<Judgement | OwnFault> {
  const over = createAbort();
  const stopListening = followSignal(runOver, over);
  const restartMs = (): number => services.managed?.restartMs() ?? 0;
  const limit = timeLimit(services.wall, checkMs, restartMs, () =>
    over.abort(new Error(`It did not come to an end within ${formatDuration(checkMs)}.`)),
  );
  try {
    const context = createCheckContext(check.id, services, over.signal);
    return await Promise.race([check.evaluate(context), aborted(over.signal)]);
  } catch (error) {
    if (over.signal.aborted) return { kind: "undecided", reason: messageOf(over.signal.reason) };
    return { kind: "fault", reason: `The check itself broke: ${messageOf(error)}` };
  } finally {
    limit.cancel();
    stopListening();
    over.abort(new Error("The check has ended."));
  }
}

/** Every request under way listens to it, fifty at once in some checks, and that is no leak. */
function createAbort(): AbortController {
  const controller = new AbortController();
  setMaxListeners(0, controller.signal);
  return controller;
}

/** Time spent on restarting the receiver does not count: a JVM or Python takes seconds to start. */
function timeLimit(
  wall: WallClock,
  afterMs: number,
  restartMs: () => number,
  end: () => void,
): Timer {
  let granted = restartMs();
  let timer = wall.setTimer(expire, afterMs);
  function expire(): void {
    const moreMs = restartMs() - granted;
    if (moreMs < 1) return end();
    granted += moreMs;
    timer = wall.setTimer(expire, moreMs);
  }
  return { cancel: () => timer.cancel() };
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const end = (): void => reject(signal.reason as Error);
    if (signal.aborted) return end();
    signal.addEventListener("abort", end, { once: true });
  });
}

function followSignal(signal: AbortSignal | undefined, controller: AbortController): () => void {
  const abort = (): void => controller.abort(signal?.reason);
  if (signal?.aborted === true) abort();
  signal?.addEventListener("abort", abort, { once: true });
  return () => signal?.removeEventListener("abort", abort);
}

function runTookTooLong({ runMs }: SuiteLimits): Error {
  return new Error(`The run did not come to an end within ${formatDuration(runMs)}.`);
}

function wordsOf(
  trial: Judgement | OwnFault,
): Pick<CheckResult, "reason" | "expected" | "actual" | "effects"> {
  const effects =
    "effects" in trial && trial.effects !== undefined ? { effects: trial.effects } : {};
  return trial.kind === "broken"
    ? { reason: trial.reason, expected: trial.expected, actual: trial.actual, ...effects }
    : { reason: trial.reason, ...effects };
}

function lateJudgement(before: number, now: number): Judgement {
  return {
    kind: "broken",
    reason: "An effect showed only after the check had ended.",
    expected: `${before} in all`,
    actual: `${now} at the end of the run`,
    effects: now,
  };
}

/** @param together how many checks went on side by side, where nobody can tell which of them it was */
function deathFinding(
  check: CheckId,
  exchange: Exchange,
  health: Health & { state: "died" },
  together = 1,
): Finding {
  const how = health.exit === undefined ? "stopped answering" : `ended with ${health.exit}`;
  const when =
    together === 1
      ? `after ${exchange.label} (${check})`
      : `while ${together} checks went on, first seen by ${check}`;
  const since = health.recovered ? "It was running again afterwards." : "It did not come back.";
  return {
    kind: "receiver-died",
    message: `The receiver ${how} ${when}. ${since}`,
    check,
    exchange,
    ...(health.exit === undefined ? {} : { exit: health.exit }),
    ...(health.lastOutput === undefined ? {} : { lastOutput: health.lastOutput }),
    recovered: health.recovered,
  };
}

/** Whether the receiver, or nobody any more, was at the other end. */
function isCutOff({ outcome }: Exchange): boolean {
  return outcome.kind === "reset" || outcome.kind === "refused";
}

/** What a receiver died of that these exchanges went to: the first that found it dead, or the one before. */
function causeOf(exchanges: readonly Exchange[]): Exchange | undefined {
  const at = exchanges.findIndex(isCutOff);
  const first = exchanges[at];
  if (!first) return exchanges.at(-1);
  const wasDeadBefore =
    first.outcome.kind === "refused" ||
    (first.outcome.kind === "reset" && first.outcome.phase === "connect");
  return wasDeadBefore ? (exchanges[at - 1] ?? first) : first;
}

/** Work that must not overlap, in the order it was asked for. */
function createTurns(): SuiteServices["inTurn"] {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const turn = last.then(work, work);
    last = turn.catch(() => {});
    return turn;
  };
}

async function eachAtMost<T>(
  width: number,
  items: readonly T[],
  work: (item: T) => Promise<void>,
): Promise<void> {
  const waiting = [...items];
  const worker = async (): Promise<void> => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: width }, worker));
}
