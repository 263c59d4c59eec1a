import { definedOnly } from "../base/defined-only.js";
import { MocklarkError } from "../base/errors.js";
import type { Channel } from "../delivery/channel.js";
import type { DeliveryObserver } from "../delivery/delivery.js";
import type { DeliveryLimits } from "../delivery/delivery-limits.js";
import type { WebhookTls } from "../delivery/webhook-channel.js";
import type { App } from "../event/app.js";
import {
  createEffectLedger,
  type EffectLedgerOptions,
  type EffectTiming,
  type WitnessSummary,
} from "../receiver/effect-ledger.js";
import type { Witness } from "../receiver/witness/witness.js";
import type { Receiver } from "../simulator/receiver-target.js";
import { createSimulator, type Simulator } from "../simulator/simulator.js";
import { createMarkerSender, expectsEffects } from "./effects.js";
import {
  createStage,
  type StageOptions,
  type StepResult,
  type StepVerdict,
} from "./scenario-stage.js";
import type { Scenario } from "./scenario.js";

export interface RunScenarioOptions extends StageOptions {
  /** In place of a webhook: opens the long connection's channel for the simulator's app. */
  readonly connect?: (simulator: Simulator) => Promise<Channel>;
  /** Overrules the scenario's own app. */
  readonly app?: Partial<App>;
  /** For scenarios that name none; default: a new one. */
  readonly seed?: number;
  readonly limits?: Partial<DeliveryLimits>;
  readonly tls?: WebhookTls;
  readonly allowHosts?: readonly string[];
  readonly observers?: readonly DeliveryObserver[];
  /** What shows that the receiver acted; without one expected effects stay unchecked. */
  readonly witness?: Witness;
  readonly effectTiming?: Partial<EffectTiming>;
  /** What one effect of this very receiver looks like, as an earlier result's `witness` or `onEffectShape` says. */
  readonly occurrencesPerEffect?: EffectLedgerOptions["occurrencesPerEffect"];
  /** Told what was learnt about one effect, the words around it included, for the next scenario. */
  readonly onEffectShape?: (shape: NonNullable<RunScenarioOptions["occurrencesPerEffect"]>) => void;
}

export type ScenarioVerdict = StepVerdict | "skipped";

export interface ScenarioResult {
  readonly scenario: Scenario;
  /** "stopped": ended before its last step, on request. */
  readonly verdict: ScenarioVerdict;
  /** Why it was skipped, or why not every step was played. */
  readonly reason?: string;
  readonly steps: readonly StepResult[];
  readonly seed: number;
  readonly deliveries: number;
  /** Real milliseconds. */
  readonly durationMs: number;
  readonly witness: WitnessSummary;
}

/**
 * Runs a scenario's steps in order; after a failed one the rest still runs, since what a receiver does
 * later is worth knowing too – unless the receiver died.
 * @throws MocklarkError when the set-up does not allow the scenario at all
 */
export async function runScenario(
  scenario: Scenario,
  options: RunScenarioOptions,
): Promise<ScenarioResult> {
  const { wall } = options.clock;
  const startedAt = wall.elapsed();
  const simulator = simulatorFor(scenario, options);
  const base = { scenario, seed: simulator.seed };
  try {
    const obstacle = obstacleTo(scenario, simulator.app, options);
    if (obstacle !== undefined) {
      const witness: WitnessSummary = { state: "none" };
      const rest = { steps: [], deliveries: 0, durationMs: 0, witness };
      return { ...base, ...rest, verdict: "skipped", reason: obstacle };
    }
    const to = await destination(simulator, options);
    const ledger = await openLedger(scenario, simulator, to, options);
    const stage = createStage(simulator, { ...options, to, webhook: options.to, ledger });
    await stage.play(scenario.steps);
    const shape = ledger.shape();
    if (shape) options.onEffectShape?.(shape);
    return {
      ...base,
      verdict: verdictOf(stage.results, options.signal),
      ...definedOnly({ reason: stage.stopped() }),
      steps: stage.results,
      deliveries: stage.deliveries(),
      durationMs: wall.elapsed() - startedAt,
      witness: ledger.summary(),
    };
  } finally {
    await simulator.close();
  }
}

function simulatorFor(scenario: Scenario, options: RunScenarioOptions): Simulator {
  const { clock, limits, tls, allowHosts, observers } = options;
  return createSimulator({
    app: { ...scenario.app, ...options.app },
    policy: scenario.policy,
    clock,
    ...definedOnly({ seed: scenario.seed ?? options.seed, limits, tls, allowHosts, observers }),
  });
}

/** Why the scenario says nothing about this receiver, if so. */
function obstacleTo(
  { transports, requires }: Scenario,
  app: App,
  { connect, receiver }: RunScenarioOptions,
): string | undefined {
  const transport = connect ? "long-connection" : "webhook";
  if (!transports.includes(transport)) return `it is about the ${transports.join(" and the ")}`;
  if (requires.includes("encrypt-key") && app.encryptKey === "") {
    return "it needs an app with an Encrypt Key";
  }
  if (requires.includes("managed-receiver") && !receiver) {
    return "it stops and starts the receiver, so it must be started with --exec";
  }
  return undefined;
}

async function destination(
  simulator: Simulator,
  { to, connect }: RunScenarioOptions,
): Promise<Receiver | Channel> {
  if (connect) return connect(simulator);
  if (to !== undefined) return to;
  throw new MocklarkError("USAGE", "Failed to run the scenario: there is no receiver.", {
    remedy: "Give the receiver's URL with --to, or start it with --exec.",
  });
}

/** Calibrates the witness, if any step needs it, with an event that belongs to none of them. */
async function openLedger(
  { steps }: Scenario,
  simulator: Simulator,
  to: Receiver | Channel,
  { clock, witness, effectTiming, occurrencesPerEffect }: RunScenarioOptions,
) {
  const sendMarker = createMarkerSender(simulator, to, clock);
  const ledger = createEffectLedger({
    witness,
    wall: clock.wall,
    sendMarker,
    ...definedOnly({ timing: effectTiming, occurrencesPerEffect }),
  });
  if (witness && !occurrencesPerEffect && expectsEffects(steps)) {
    const ids = await sendMarker();
    if (ids) await ledger.calibrate(ids);
    else ledger.giveUp("no good event was accepted, so nobody knows what an effect looks like.");
  }
  return ledger;
}

function verdictOf(
  results: readonly StepResult[],
  signal: AbortSignal | undefined,
): ScenarioVerdict {
  if (signal?.aborted === true) return "stopped";
  if (results.some(({ verdict }) => verdict === "failed")) return "failed";
  return results.some(({ verdict }) => verdict === "unchecked") ? "unchecked" : "passed";
}
