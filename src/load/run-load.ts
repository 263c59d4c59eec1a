import { definedOnly } from "../base/defined-only.js";
import { MocklarkError, textOf } from "../base/errors.js";
import { sentences } from "../base/text.js";
import { outcomeSentence } from "../delivery/describe-outcome.js";
import type { Outcome } from "../delivery/outcome.js";
import { isSuccess } from "../delivery/retry-schedule.js";
import { tlsRemedyText } from "../delivery/tls-remedy.js";
import type { WebhookTls } from "../delivery/webhook-channel.js";
import type { App } from "../event/app.js";
import type { EventType } from "../event/event-type.js";
import { createEffectLedger } from "../receiver/effect-ledger.js";
import type { Witness } from "../receiver/witness/witness.js";
import { isUnreachable, typeInTurn } from "../simulator/push-many.js";
import { createSimulator, type Simulator } from "../simulator/simulator.js";
import type { PushOptions } from "../simulator/simulator-options.js";
import { driveLoad, type Driven } from "./drive-load.js";
import { createEffectCount, type EffectCount } from "./effect-count.js";
import { judgeThresholds } from "./judge-thresholds.js";
import { createLoadMeasure, type LoadMeasure } from "./load-measure.js";
import type { LoadPlan } from "./load-plan.js";
import type { LoadEffects, LoadFailure, LoadReport } from "./load-report.js";
import { loadTexts } from "./load-texts.js";
import type { Threshold } from "./threshold.js";

export interface RunLoadOptions {
  readonly to: string;
  readonly app: App;
  readonly plan: LoadPlan;
  readonly thresholds: readonly Threshold[];
  /** Taken in turn. */
  readonly events: readonly EventType[];
  /** What is asked of each event. */
  readonly wish: Omit<PushOptions, "to" | "signal">;
  readonly seed: number;
  readonly locale?: "zh" | "en";
  readonly tls: WebhookTls;
  readonly allowHosts: readonly string[];
  /** Sees what the receiver does; it is closed by who opened it. */
  readonly witness?: Witness;
  /** Whether somebody asked for the witness: then one that sees nothing fails the load. */
  readonly witnessAsked: boolean;
  readonly tool: string;
  readonly signal: AbortSignal;
  /** Told now and then how far it is. */
  readonly onProgress?: (progress: LoadProgress) => void;
}

export interface LoadProgress {
  /** "settling": the last answer is there, and the receiver's effects are waited for. */
  readonly phase: "sending" | "settling";
  readonly elapsedMs: number;
  readonly ok: number;
  readonly failed: number;
  readonly p99: number;
}

/** One socket each; a machine's limit for a process is often 4,096 or more. */
const mostAtOnce = 4_096;
const progressEveryMs = 250;

/**
 * Puts a receiver under load and says what came of it: one attempt for each event, no retries.
 * @throws MocklarkError ENVIRONMENT when nobody is there
 */
export async function runLoad(options: RunLoadOptions): Promise<LoadReport> {
  const { to, app, events, plan, seed, locale, tls, allowHosts, signal } = options;
  const simulator = createSimulator({
    app,
    events,
    seed,
    tls,
    allowHosts,
    policy: { waitsMs: [] },
    maxInFlight: mostAtOnce,
    keep: 0,
    ...definedOnly({ locale }),
  });
  try {
    const { wall } = simulator.clock;
    const effects = await meetReceiver(simulator, options);
    const startedAt = new Date(wall.now()).toISOString();
    const measure = createLoadMeasure();
    const types = events.map(({ name }) => name);
    const stopTelling = tellProgress(simulator, measure, options);
    const driven = await driveLoad({
      plan,
      wall,
      mostAtOnce,
      signal,
      send: (index) => simulator.push({ ...options.wish, ...typeInTurn(types, index), to }),
      onEnded({ answer: { eventId, attempts }, ...times }) {
        const outcome = attempts[0]?.outcome;
        if (!outcome) return;
        const ok = isSuccess(outcome, simulator.policy);
        measure.record({ outcome, ok, ...times });
        if (ok && effects.kind === "watched") effects.count.answered(eventId);
      },
    }).finally(stopTelling);
    const settled = await settle(effects, measure, driven, options);
    return reportOf({ options, startedAt, driven, measure, effects: settled });
  } finally {
    await simulator.close();
  }
}

type Watching =
  | { readonly kind: "unwatched" }
  | { readonly kind: "blind"; readonly reason: Extract<LoadEffects, { state: "blind" }>["reason"] }
  | { readonly kind: "watched"; readonly count: EffectCount };

/** One event before the load: shows that somebody is there, and what one effect looks like. */
async function meetReceiver(simulator: Simulator, options: RunLoadOptions): Promise<Watching> {
  const { to, wish, witness, signal, events } = options;
  const { wall } = simulator.clock;
  const sentAt = wall.elapsed();
  const types = events.map(({ name }) => name);
  const first = await simulator.push({ ...wish, ...typeInTurn(types, 0), to });
  const outcome = first.attempts[0]?.outcome;
  if (outcome) assertReached(to, outcome);
  if (!witness) return { kind: "unwatched" };
  if (!outcome || !isSuccess(outcome, simulator.policy)) {
    return { kind: "blind", reason: loadTexts("first-not-accepted") };
  }
  const ledger = createEffectLedger({
    witness,
    wall,
    sendMarker: () => Promise.resolve(undefined),
  });
  await ledger.calibrate({ eventId: first.eventId, subjectId: "" }, sentAt);
  const shape = ledger.shape();
  if (shape) {
    return { kind: "watched", count: createEffectCount({ witness, shape, wall, signal }) };
  }
  const summary = ledger.summary();
  return {
    kind: "blind",
    reason: summary.state === "blind" ? summary.reason : loadTexts("first-not-accepted"),
  };
}

function assertReached(to: string, outcome: Outcome): void {
  if (!isUnreachable(outcome.kind) && outcome.kind !== "tls-failed") return;
  const reason = outcomeSentence(outcome);
  throw new MocklarkError("ENVIRONMENT", loadTexts("unreachable", { to, reason }), {
    remedy: tlsRemedyText(outcome) ?? loadTexts("unreachable-remedy"),
  });
}

function tellProgress(
  { clock: { wall } }: Simulator,
  measure: LoadMeasure,
  { onProgress }: RunLoadOptions,
): () => void {
  if (!onProgress) return () => {};
  const startedAt = wall.elapsed();
  const tell = (): void => {
    onProgress({
      phase: "sending",
      elapsedMs: wall.elapsed() - startedAt,
      ok: measure.ok,
      failed: measure.failed,
      p99: measure.latency().p99,
    });
    timer = wall.setTimer(tell, progressEveryMs);
  };
  let timer = wall.setTimer(tell, progressEveryMs);
  return () => timer.cancel();
}

async function settle(
  effects: Watching,
  measure: LoadMeasure,
  { sendingMs }: Driven,
  { onProgress }: RunLoadOptions,
): Promise<LoadEffects> {
  if (effects.kind === "unwatched") return { state: "none" };
  if (effects.kind === "blind") return { state: "blind", reason: effects.reason };
  const { ok, failed } = measure;
  const { p99 } = measure.latency();
  onProgress?.({ phase: "settling", elapsedMs: sendingMs, ok, failed, p99 });
  try {
    return await effects.count.settle();
  } catch (error) {
    return { state: "blind", reason: sentences(textOf(error)) };
  }
}

function reportOf(made: {
  readonly options: RunLoadOptions;
  readonly startedAt: string;
  readonly driven: Driven;
  readonly measure: LoadMeasure;
  readonly effects: LoadEffects;
}): LoadReport {
  const { options, startedAt, driven, measure, effects } = made;
  const { planned, sent, unsent, sendingMs } = driven;
  const latencyMs = measure.latency();
  const late = measure.late();
  const lastingMs = Math.max(sendingMs, measure.lastEndedMs);
  const measures = {
    latencyMs,
    ok: planned === 0 ? 0 : measure.ok / planned,
    answersPerSecond: lastingMs === 0 ? 0 : (measure.answers * 1000) / lastingMs,
  };
  const thresholds = judgeThresholds(options.thresholds, measures);
  const failures = failuresOf();
  return {
    version: 1,
    tool: options.tool,
    target: options.to,
    seed: options.seed,
    startedAt,
    plan: options.plan,
    sendingMs,
    interrupted: options.signal.aborted,
    passed: failures.length === 0,
    failures,
    counts: { planned, sent, unsent, ok: measure.ok, failed: measure.failed },
    ...measures,
    serviceMs: measure.service(),
    senderLateMs: { p99: late.p99, max: late.max },
    outcomes: measure.outcomes(),
    curve: measure.curve(),
    seconds: measure.seconds(),
    effects,
    thresholds,
  };

  function failuresOf(): LoadFailure[] {
    const failing: Readonly<Record<LoadFailure, boolean>> = {
      threshold: thresholds.some(({ holds }) => !holds),
      unsent: unsent > 0,
      "nothing-ok": measure.ok === 0,
      effects: effects.state === "counted" && effects.once < effects.events,
      "blind-witness": effects.state === "blind" && options.witnessAsked,
    };
    return (Object.keys(failing) as LoadFailure[]).filter((name) => failing[name]);
  }
}
