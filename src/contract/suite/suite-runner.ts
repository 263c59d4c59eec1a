import { messageOf } from "../../base/errors.js";
import { formatDuration } from "../../base/durations.js";
import { isAccepted } from "../report/exchange.js";
import type { CheckId } from "../report/check-id.js";
import type { CheckResult, Finding } from "../report/report.js";
import type { Judgement, Verdict } from "../report/verdict.js";
import type { Health } from "../subject/receiver-health.js";
import { phases, unmetNeed, type Check, type Phase } from "./check.js";
import { createResultMaker, lateJudgement } from "./check-result.js";
import type { SuiteServices } from "./check-context.js";
import type { RunExchange } from "./run-exchange.js";
import { causeOfDeath, deathFinding, isCutOff, mostDeaths } from "./deaths.js";
import { takesGoodEvents } from "./first-contact.js";
import { holdAgainstGood } from "./hold-against-good.js";
import { createRunRecord, type RunRecord } from "./run-record.js";
import { createAbort, followSignal, timeLimit, tryCheck, type OwnFault } from "./try-check.js";
import { createTurns, eachAtMost } from "./turns.js";

export interface SuiteOptions {
  readonly checks: readonly Check[];
  readonly strict?: boolean;
  /** Stop after the first failure. */
  readonly bail?: boolean;
  /** The command that tries one check again. */
  repeatLine(check: CheckId): string;
  /** Failures that do not end the run when it is to stop at the first. */
  doesNotCount?(check: CheckId): boolean;
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
  /** What thousands of events may take; a receiver that would take longer is not asked for all of them. */
  readonly floodMs: number;
  readonly sideBySide: number;
}

const defaultLimits: SuiteLimits = {
  checkMs: 30_000,
  runMs: 120_000,
  floodMs: 15_000,
  sideBySide: 12,
};

/** As many requests in vain show that none will be answered. */
const enoughSilence = 6;

/** So many failures are looked at a second time; more have one cause, and it is found by then. */
const mostRepeatedChecks = 12;

/** How often a failed check is tried again: once, and more often where good events are refused by chance. */
const repeatsFor = { steady: 1, flaky: 8 } as const;

export interface SuiteOutcome {
  /** In the catalogue's order. */
  readonly checks: readonly CheckResult[];
  readonly findings: readonly Finding[];
}

/** What the runner needs besides the parts it provides itself. */
export type SuiteParts = Omit<
  SuiteServices,
  "inTurn" | "record" | "recorded" | "flips" | "reportDeath" | "own" | "floodMs"
>;

/** Runs checks phase by phase; never throws for anything a receiver or a check does. */
export async function runSuite(parts: SuiteParts, options: SuiteOptions): Promise<SuiteOutcome> {
  const { checks, strict = false, bail = false } = options;
  const limits = { ...defaultLimits, ...options.limits };
  const { wall, contact } = parts;
  const record = createRunRecord();
  for (const [index, { event, exchange }] of (contact?.good ?? []).entries()) {
    const order = index - (contact?.good.length ?? 0);
    const entry = { check: "event/accepted", repeats: 0, order, genuine: true } as const;
    record.add({ ...entry, exchange, plain: event });
  }
  const deaths: Finding[] = [];
  const owners = new Map<string, CheckId>();
  const results = new Map<CheckId, CheckResult>();
  /** Checks that have nothing left to do but to wait for effects, and those still at work. */
  const unfinished = new Set<Promise<void>>();
  const over = createAbort();
  const stopListening = followSignal(options.signal, over);
  const restartMs = (): number => parts.managed?.restartMs() ?? 0;
  const runTimer = timeLimit(wall, limits.runMs, restartMs, () =>
    over.abort(new Error(`The run did not come to an end within ${formatDuration(limits.runMs)}.`)),
  );
  const repeated = new Set<CheckId>();
  let failedFirst: CheckId | undefined;

  const services: SuiteServices = {
    ...parts,
    inTurn: createTurns(),
    record: (entry) => record.add(entry),
    recorded: () => record.exchanges,
    flips: () => record.flips,
    floodMs: limits.floodMs,
    reportDeath: (...death) => deaths.push(deathFinding(...death)),
    own: (eventId, check) => owners.set(eventId, check),
  };
  const makeResult = createResultMaker({
    app: parts.app,
    strict,
    record,
    repeatLine: (check) => options.repeatLine(check),
  });

  function reasonNotToRun(check: Check): Judgement | undefined {
    const need = unmetNeed(check, { app: parts.app, managed: parts.managed !== undefined });
    if (need !== undefined) return { kind: "not-applicable", reason: need };
    if (bail && failedFirst !== undefined) {
      return { kind: "not-applicable", reason: `Not run: ${failedFirst} failed before it.` };
    }
    if (over.signal.aborted) return undecided(messageOf(over.signal.reason));
    const proven = reasonInContact(check);
    if (proven !== undefined) return undecided(proven);
    if (check.phase !== "review" && answersNothing(record)) {
      return undecided("Not run: nothing that was sent so far was answered.");
    }
    if (deaths.length >= mostDeaths && attackPhases.has(check.phase ?? "together")) {
      return undecided(`Not run: the receiver has died ${deaths.length} times before it.`);
    }
    if (!parts.health.isUsable()) {
      return undecided("Not run: the receiver died and did not come back.");
    }
    return undefined;
  }

  /** What the first requests have proved is not waited for again. */
  function reasonInContact(check: Check): string | undefined {
    if (contact?.reception === "silent" && check.judgesRefusal !== true) {
      return "Not run: the receiver answers nothing, see event/accepted.";
    }
    if (check.judgesAnswers !== true) return undefined;
    if (contact?.reception === "late") {
      return "Not run: good events are not answered within 3 s, see event/within-3s.";
    }
    if (contact?.reception === "dies" || contact?.reception === "hangs-up") {
      return "Not run: the receiver ends or hangs up at each good event, see event/accepted.";
    }
    return undefined;
  }

  /** Begins a check, and resolves when it has ended or only waits for effects. */
  async function runCheck(
    check: Check,
    { repeats = 0, exclusive = false, runOver = over.signal } = {},
  ): Promise<void> {
    const sendsAgain = endPhases.has(check.phase ?? "together");
    await new Promise<void>((resolve) => {
      const waiting = sendsAgain ? () => {} : resolve;
      const work = runToItsEnd(check, { repeats, exclusive, runOver, onWaiting: waiting });
      const done = work.finally(() => {
        unfinished.delete(done);
        resolve();
      });
      unfinished.add(done);
    });
  }

  async function settle(): Promise<void> {
    while (unfinished.size > 0) await Promise.all(unfinished);
  }

  interface Try {
    readonly repeats: number;
    /** Nothing else is sent meanwhile, so what the receiver writes is about this check. */
    readonly exclusive: boolean;
    readonly runOver: AbortSignal;
    readonly onWaiting: () => void;
  }

  async function runToItsEnd(check: Check, how: Try): Promise<void> {
    const startedAt = wall.elapsed();
    const mark = how.exclusive ? parts.managed?.output.mark() : undefined;
    const trial = reasonNotToRun(check) ?? (await judge(check, how));
    const stderr =
      mark === undefined
        ? stderrInContact(check.id)
        : (parts.managed?.output.since(mark).stderr ?? []);
    setResult(check, trial, { durationMs: wall.elapsed() - startedAt, stderr });
    if (bail && needsRepeat(check)) await repeat(check, wall.elapsed() + limits.checkMs);
    const failed = results.get(check.id)?.verdict === "fail";
    if (failed && options.doesNotCount?.(check.id) !== true) failedFirst ??= check.id;
    options.progress?.(results.size);
  }

  /** What the receiver wrote to stderr when what these checks are about was sent for the first time. */
  function stderrInContact(check: CheckId): readonly string[] {
    if (check === "challenge/echo") return contact?.challengeStderr ?? [];
    if (check === "event/accepted") return contact?.good.flatMap(({ stderr }) => stderr) ?? [];
    return [];
  }

  async function judge(check: Check, how: Try): Promise<Judgement | OwnFault> {
    const trial = await tryCheck(check, services, { ...how, checkMs: limits.checkMs });
    if (trial.kind === "fault" || !contact) return trial;
    return holdAgainstGood(check, trial, record.of(check.id), contact);
  }

  function setResult(
    check: Check,
    trial: Judgement | OwnFault,
    seen: { readonly durationMs: number; readonly stderr?: readonly string[] },
  ): void {
    results.set(check.id, makeResult(check, trial, seen));
  }

  /** Looks after the receiver once a check that had it to itself is over; true when that was its end. */
  async function lookAfter(check: Check, firstExchange: number): Promise<boolean> {
    const own = record.exchanges
      .slice(firstExchange)
      .filter((entry) => entry.check === check.id)
      .sort((one, other) => one.order - other.order)
      .map(({ exchange }) => exchange);
    const cause = causeOfDeath(own);
    // Where an attack was its end, that has been told.
    if (parts.client || !cause || over.signal.aborted || !parts.health.isUsable()) return false;
    const health = await parts.health.examine(own.find(isCutOff)?.outcome);
    if (health.state === "alive") return false;
    services.reportDeath(check.id, cause, health);
    return true;
  }

  async function runAlone(check: Check, repeats = 0): Promise<boolean> {
    const firstExchange = record.exchanges.length;
    await runCheck(check, { repeats, exclusive: true });
    return lookAfter(check, firstExchange);
  }

  /**
   * What ran side by side is tried again one by one when the receiver has died of it, or dropped connections:
   * each check that was under way failed of that, and only by itself the one that did it can be told.
   */
  async function runTogether(due: readonly Check[]): Promise<void> {
    const firstExchange = record.exchanges.length;
    const cutShort = createAbort();
    const stopFollowing = followSignal(over.signal, cutShort);
    const runOver = cutShort.signal;
    await eachAtMost(limits.sideBySide, due, (check) => runCheck(check, { runOver }));
    const sent = record.exchanges.slice(firstExchange);
    const cutOff = sent.find(({ exchange }) => isCutOff(exchange));
    if (parts.client || (!cutOff && !parts.managed?.exit()) || over.signal.aborted) return;
    // What they still wait for went with it.
    cutShort.abort(new Error("The receiver died while this and other checks went on."));
    await settle();
    stopFollowing();
    const health = await parts.health.examine(cutOff?.exchange.outcome);
    if (health.state === "died" && !health.recovered) return leaveUndecided(due, health, cutOff);
    record.forgetAfter(firstExchange);
    owners.clear();
    failedFirst = undefined;
    await runOneByOne(due);
  }

  async function runOneByOne(due: readonly Check[]): Promise<void> {
    let died = 0;
    for (const check of due) {
      if (died < mostDeaths) {
        died += (await runAlone(check, 1)) ? 1 : 0;
        await settle();
      } else {
        setResult(check, undecided(`Not run: the receiver has died ${died} times before it.`), {
          durationMs: 0,
        });
      }
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
      if (!record.of(check.id).some(({ exchange }) => isCutOff(exchange))) continue;
      const trial = undecided("The receiver died while this and other checks went on.");
      setResult(check, trial, { durationMs: results.get(check.id)?.durationMs ?? 0 });
    }
  }

  /** What the same request may not show again: good content refused, or not acted on. */
  function needsRepeat(check: Check): boolean {
    const result = results.get(check.id);
    if (!parts.health.isUsable()) return false;
    if (repeated.has(check.id) || deaths.some((death) => death.check === check.id)) return false;
    if (!contact || !takesGoodEvents(contact) || check.sendsMany === true) return false;
    if (!result || !(repeatable.has(result.verdict) || isNoted(result))) return false;
    return record.of(check.id).some(isRefusedGood) || result.effects === 0;
  }

  /**
   * Tries a failed check again, alone: the failure stands when it shows again. False when there was no time
   * to find out.
   */
  async function repeat(check: Check, deadline: number): Promise<boolean> {
    repeated.add(check.id);
    for (let repeats = 1; repeats <= repeatsFor[isFlaky(record) ? "flaky" : "steady"]; repeats++) {
      if (over.signal.aborted || wall.elapsed() > deadline) return false;
      const refused = record.of(check.id).find(isRefusedGood);
      await tryAgain(check, repeats);
      const after = results.get(check.id);
      if (after && (repeatable.has(after.verdict) || isNoted(after))) continue;
      if (refused?.exchange.outcome.kind === "answered") {
        record.noteFlip({ check: check.id, exchange: refused.exchange });
      }
      return true;
    }
    return true;
  }

  async function tryAgain(check: Check, repeats: number): Promise<void> {
    const startedAt = wall.elapsed();
    const mark = parts.managed?.output.mark();
    const firstExchange = record.exchanges.length;
    const trial = await judge(check, {
      repeats,
      exclusive: true,
      runOver: over.signal,
      onWaiting: () => {},
    });
    const stderr = mark === undefined ? [] : (parts.managed?.output.since(mark).stderr ?? []);
    setResult(check, trial, { durationMs: wall.elapsed() - startedAt, stderr });
    await lookAfter(check, firstExchange);
  }

  async function repeatFailures(): Promise<void> {
    const deadline = wall.elapsed() + longestRepeatsMs;
    const due = checks.filter(needsRepeat);
    // A good event that is refused by chance tells how often the others have to be tried.
    for (const [index, check] of due.entries()) {
      const isSettled = index < mostRepeatedChecks && (await repeat(check, deadline));
      if (isSettled || !isFlaky(record)) continue;
      setResult(check, perhapsChance, { durationMs: results.get(check.id)?.durationMs ?? 0 });
    }
  }

  async function runPhase(phase: Phase, due: readonly Check[]): Promise<void> {
    if (phase === "together" && due.length > 1) return runTogether(due);
    if (phase === "hostile") return eachAtMost(limits.sideBySide, due, (check) => runCheck(check));
    for (const check of due) await runAlone(check);
  }

  /** Whether the next phase may begin while checks of this one still wait for effects. */
  function mayGoOn(phase: Phase): boolean {
    const isSlow = parts.ledger.latencyMs() > slowMs;
    return sendingPhases.has(phase) || (isSlow && slowSendingPhases.has(phase));
  }

  async function markLateEffects(): Promise<void> {
    for (const { events, before, now } of await parts.ledger.lateEffects()) {
      const id = owners.get(events[0]?.eventId ?? "");
      const check = checks.find((candidate) => candidate.id === id);
      const earlier = id === undefined ? undefined : results.get(id);
      if (!check || earlier?.verdict !== "pass") continue;
      setResult(check, lateJudgement(before, now), { durationMs: earlier.durationMs });
    }
  }

  try {
    for (const phase of phases) {
      const due = checks.filter((check) => (check.phase ?? "together") === phase);
      await runPhase(phase, due);
      if (!mayGoOn(phase)) await settle();
      if (phase === "flood" || phase === "restart") await repeatFailures();
    }
    await markLateEffects();
  } finally {
    runTimer.cancel();
    stopListening();
  }
  const ordered = checks.flatMap(({ id }) => results.get(id) ?? []);
  return { checks: ordered, findings: deaths };
}

/** Phases whose checks may still wait for effects when the next phase begins. */
const sendingPhases: ReadonlySet<Phase> = new Set(["together", "alone", "hostile"]);

/** The same, where waiting takes so long that it is not done twice. */
const slowSendingPhases: ReadonlySet<Phase> = new Set(["destructive", "kill"]);

/** Phases whose requests a receiver may die of. */
const attackPhases: ReadonlySet<Phase> = new Set(["hostile", "destructive"]);

const slowMs = 1_000;

/** Phases in which a check sends again after it has seen an effect: the next one waits for its end. */
const endPhases: ReadonlySet<Phase> = new Set(["restart", "review"]);

/** Looking at failures a second time must not take a slow receiver's run beyond its time, milliseconds. */
const longestRepeatsMs = 8_000;

const undecided = (reason: string): Judgement => ({ kind: "undecided", reason });

const perhapsChance = undecided(
  "Good events are refused now and then, and this may have been one of them: see event/flaky.",
);

/** What a second try may change. */
const repeatable: ReadonlySet<Verdict> = new Set(["fail", "warn", "inconclusive"]);

/** What is only worth knowing passes, whatever it saw. */
const isNoted = ({ severity, actual }: CheckResult): boolean =>
  severity === "info" && actual !== undefined;

/** Whether good events of one content are refused now and then, by chance or for lack of time. */
function isFlaky({ exchanges, flips }: RunRecord): boolean {
  const isRefused = ({ plain, exchange: { outcome } }: RunExchange): boolean =>
    plain !== undefined && outcome.kind === "answered" && !isAccepted(outcome);
  return flips.length > 0 || exchanges.some(isRefused);
}

/** Good content that was answered, and not with 200. */
function isRefusedGood({ genuine, exchange: { outcome } }: RunExchange): boolean {
  return genuine && !isAccepted(outcome);
}

/** More of the same would take three seconds each, and tell no more. */
function answersNothing({ exchanges }: RunRecord): boolean {
  const kinds = exchanges.map(({ exchange }) => exchange.outcome.kind);
  // What we broke off ourselves says nothing.
  const waited = kinds.filter((kind) => kind !== "broken-off");
  return waited.length >= enoughSilence && waited.every((kind) => kind === "timed-out");
}
