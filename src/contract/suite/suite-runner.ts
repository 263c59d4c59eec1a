import type { Text } from "../../base/text.js";
import { numberFrom, type OptionTable, wholeNumberFrom } from "../../base/option-check.js";
import { durationText } from "../../base/durations.js";
import { textOf } from "../../base/errors.js";
import { within } from "../../base/within.js";
import type { CheckId } from "../report/check-id.js";
import type { CheckResult, Finding } from "../report/report.js";
import type { Judgement } from "../report/verdict.js";
import type { Health } from "../subject/receiver-health.js";
import { isSlow, type ClientFacts } from "../subject/client-facts.js";
import { phases, type Check, type Phase } from "./check.js";
import { createResultMaker, lateJudgement } from "./check-result.js";
import type { SuiteServices } from "./check-context.js";
import type { RunExchange } from "./run-exchange.js";
import { causeOfDeath, deathFinding, isCutOff, mostDeaths } from "./deaths.js";
import type { FirstContact } from "./first-contact.js";
import { holdAgainstGood } from "./hold-against-good.js";
import { lateDeathMs } from "./meet-receiver.js";
import { createRepeater } from "./repeater.js";
import { createRunRecord, type RunRecord } from "./run-record.js";
import {
  createAbort,
  followSignal,
  stopFor,
  timeLimit,
  tryCheck,
  type OwnFault,
} from "./try-check.js";
import { suiteTexts as texts } from "./suite-texts.js";
import { createTurns, eachAtMost } from "./turns.js";
import type { Wait } from "./wait.js";
import { whyNotRun } from "./why-not-run.js";

export interface SuiteOptions {
  readonly checks: readonly Check[];
  readonly strict?: boolean;
  /** Stop after the first failure. */
  readonly bail?: boolean;
  /** The command that tries one check again. */
  repeatLine(check: CheckId): string;
  /** Why the receiver's clock is left as it is; without it, it may be moved. */
  readonly fixedClock?: Text | undefined;
  /** Failures that do not end the run when it is to stop at the first. */
  doesNotCount?(check: CheckId): boolean;
  /** How many checks have been tried. */
  progress?(done: number): void;
  /** What a check has found so far. */
  tried?(result: CheckResult<Text>): void;
  /** What is waited for. */
  waiting?(wait: Wait<Text>): void;
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

export const suiteLimitOptions: OptionTable<SuiteLimits> = {
  checkMs: numberFrom(0),
  runMs: numberFrom(0),
  floodMs: numberFrom(0),
  sideBySide: wholeNumberFrom(1),
};

const defaultLimits: SuiteLimits = {
  checkMs: 30_000,
  runMs: 120_000,
  floodMs: 15_000,
  sideBySide: 12,
};

/** Pings are watched beside the rest, and events come one after the other, so that it is clear what came of each. */
const clientWidth = (facts: ClientFacts): number => (isSlow(facts) ? 1 : 2);

/** A client is given half a minute to come back, and some checks wait for that twice. */
const clientLimits: Partial<SuiteLimits> = { checkMs: 75_000, runMs: 200_000 };

export interface SuiteOutcome {
  /** In the catalogue's order. */
  readonly checks: readonly CheckResult<Text>[];
  readonly findings: readonly Finding<Text>[];
}

/** What the runner needs besides the parts it provides itself. */
export type SuiteParts = Omit<
  SuiteServices,
  "inTurn" | "record" | "recorded" | "flips" | "reportDeath" | "own" | "floodMs" | "waiting"
> & {
  /** Looks again whether the receiver, which has died, dies of good events. */
  readonly diesOfGoodEvents: () => Promise<boolean>;
};

/** Runs checks phase by phase; never throws for anything a receiver or a check does. */
export async function runSuite(parts: SuiteParts, options: SuiteOptions): Promise<SuiteOutcome> {
  const { checks, strict = false, bail = false } = options;
  const { client } = parts;
  if (client) client.facts.planned = new Set(checks.map(({ id }) => id));
  const limits = { ...defaultLimits, ...(client ? clientLimits : {}), ...options.limits };
  const { wall, contact } = parts;
  const record = createRunRecord();
  noteFirstContact(record, contact);
  const deaths: Finding<Text>[] = [];
  const owners = new Map<string, CheckId>();
  const results = new Map<CheckId, CheckResult<Text>>();
  /** Checks that have nothing left to do but to wait for effects, and those still at work. */
  const unfinished = new Set<Promise<void>>();
  const over = createAbort();
  const stopListening = followSignal(options.signal, over);
  const restartMs = (): number => parts.managed?.restartMs() ?? 0;
  const runTimer = timeLimit(wall, limits.runMs, restartMs, () =>
    over.abort(stopFor(texts("run-took-too-long", { limit: durationText(limits.runMs) }))),
  );
  let failedFirst: CheckId | undefined;

  const services: SuiteServices = {
    ...parts,
    inTurn: createTurns(),
    record: (entry) => record.add(entry),
    recorded: () => record.exchanges,
    flips: () => record.flips,
    floodMs: limits.floodMs,
    waiting: options.waiting?.bind(options),
    reportDeath: (...death) => deaths.push(deathFinding(...death)),
    own: (eventId, check) => owners.set(eventId, check),
  };
  const makeResult = createResultMaker({
    app: parts.app,
    strict,
    record,
    repeatLine: (check) => options.repeatLine(check),
  });

  const reasonNotToRun = (check: Check): Judgement | undefined =>
    whyNotRun(check, {
      app: parts.app,
      types: parts.events.types,
      managed: parts.managed !== undefined,
      fixedClock: options.fixedClock,
      usable: parts.health.isUsable(),
      contact,
      record,
      deaths: deaths.length,
      failedFirst: bail ? failedFirst : undefined,
      over: over.signal.aborted ? textOf(over.signal.reason) : undefined,
    });
  const repeater = createRepeater({
    contact,
    record,
    wall,
    resultOf: (check) => results.get(check.id),
    isPastHelp: (check) =>
      over.signal.aborted ||
      !parts.health.isUsable() ||
      deaths.some((death) => death.check === check.id),
    tryAgain,
    replace: (check, trial) =>
      setResult(check, trial, { durationMs: results.get(check.id)?.durationMs ?? 0 }),
  });

  /** Begins a check, and resolves when it has ended or only waits for effects. */
  async function runCheck(
    check: Check,
    { repeats = 0, exclusive = false, runOver = over.signal } = {},
  ): Promise<void> {
    // A client's checks change how the gateway behaves, for all that goes on meanwhile.
    const sendsAgain = client !== undefined || endPhases.has(check.phase ?? "together");
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
    if (bail) await repeater.repeatFailures([check]);
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
    const result = makeResult(check, trial, seen);
    results.set(check.id, result);
    options.tried?.(result);
  }

  /** Looks after the receiver once a check that had it to itself is over; true when that was its end. */
  async function lookAfter(check: Check, firstExchange: number): Promise<boolean> {
    const entries = record.exchanges
      .slice(firstExchange)
      .filter((entry) => entry.check === check.id)
      .sort((one, other) => one.order - other.order);
    const own = entries.map(({ exchange }) => exchange);
    const cause = causeOfDeath(own);
    // Where an attack was its end, that has been told.
    if (client || !cause || over.signal.aborted || !parts.health.isUsable()) return false;
    await untilItDies(entries);
    const health = await parts.health.examine(own.find(isCutOff)?.outcome);
    if (health.state === "alive") return false;
    services.reportDeath(check.id, cause, health);
    return true;
  }

  /** A receiver that ends after good events may do so a while after these. */
  async function untilItDies(sent: readonly RunExchange[]): Promise<void> {
    if (contact?.reception !== "dies" || !sent.some(({ genuine }) => genuine)) return;
    await within(parts.managed?.ended(), lateDeathMs, wall);
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
    const width = client ? clientWidth(client.facts) : limits.sideBySide;
    await eachAtMost(width, due, (check) => runCheck(check, { runOver }));
    const sent = record.exchanges.slice(firstExchange);
    await untilItDies(sent);
    const cutOff = sent.find(({ exchange }) => isCutOff(exchange));
    if (client || (!cutOff && !parts.managed?.exit()) || over.signal.aborted) return;
    // What they still wait for went with it.
    cutShort.abort(stopFor(texts("died-meanwhile")));
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
        setResult(check, undecided(texts("died-before", { deaths: died })), {
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
      const trial = undecided(texts("died-meanwhile"));
      setResult(check, trial, { durationMs: results.get(check.id)?.durationMs ?? 0 });
    }
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

  async function runPhase(phase: Phase, due: readonly Check[]): Promise<void> {
    if (phase === "together" && due.length > 1) return runTogether(due);
    if (phase === "hostile") return eachAtMost(limits.sideBySide, due, (check) => runCheck(check));
    for (const check of due) await runAlone(check);
  }

  /** Whether the next phase may begin while checks of this one still wait for effects. */
  function mayGoOn(phase: Phase): boolean {
    const actsLate = parts.ledger.latencyMs() > slowMs;
    return sendingPhases.has(phase) || (actsLate && slowSendingPhases.has(phase));
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
      if (phase === "flood" || phase === "restart") await repeater.repeatFailures(checks);
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

const slowMs = 1_000;

/** Phases in which a check sends again after it has seen an effect: the next one waits for its end. */
const endPhases: ReadonlySet<Phase> = new Set(["restart", "time-travel", "review"]);

const undecided = (reason: Text): Judgement => ({ kind: "undecided", reason });

/** The first good events count as those of the check that is about them. */
function noteFirstContact(record: RunRecord, contact: FirstContact | undefined): void {
  const good = contact?.good ?? [];
  for (const [index, { event, exchange }] of good.entries()) {
    const order = index - good.length;
    const entry = { check: "event/accepted", repeats: 0, order, genuine: true } as const;
    record.add({ ...entry, exchange, plain: event });
  }
}
