import { definedOnly } from "../base/defined-only.js";
import { MocklarkError } from "../base/errors.js";
import type { Channel } from "../delivery/channel.js";
import type { DeliveryObserver } from "../delivery/delivery.js";
import type { DeliveryLimits } from "../delivery/delivery-limits.js";
import type { WebhookTls } from "../delivery/webhook-channel.js";
import type { App } from "../event/app.js";
import type { Receiver } from "../simulator/receiver-target.js";
import { createSimulator, type Simulator } from "../simulator/simulator.js";
import {
  createStage,
  type StageOptions,
  type StepResult,
  type StepVerdict,
} from "./scenario-stage.js";
import type { Scenario } from "./scenario.js";

export interface RunScenarioOptions extends StageOptions {
  /** In its place a long connection: opens the channel for the simulator's app. */
  readonly connect?: (simulator: Simulator) => Promise<Channel>;
  /** Overrules the scenario's own app. */
  readonly app?: Partial<App>;
  readonly limits?: Partial<DeliveryLimits>;
  readonly tls?: WebhookTls;
  readonly allowHosts?: readonly string[];
  readonly observers?: readonly DeliveryObserver[];
}

export interface ScenarioResult {
  readonly scenario: Scenario;
  readonly verdict: StepVerdict | "skipped";
  readonly reason?: string;
  readonly steps: readonly StepResult[];
  readonly deliveries: number;
  readonly durationMs: number;
}

/**
 * Runs a scenario's steps in order; after a failed one the rest still runs, since what a receiver does
 * later is worth knowing too.
 * @throws MocklarkError when the set-up does not allow the scenario at all
 */
export async function runScenario(
  scenario: Scenario,
  options: RunScenarioOptions,
): Promise<ScenarioResult> {
  const { wall } = options.clock;
  const startedAt = wall.elapsed();
  const transport = options.connect ? "long-connection" : "webhook";
  const result = (
    verdict: ScenarioResult["verdict"],
    steps: readonly StepResult[],
    deliveries: number,
  ): ScenarioResult => ({
    scenario,
    verdict,
    steps,
    deliveries,
    durationMs: wall.elapsed() - startedAt,
  });
  if (!scenario.transports.includes(transport)) {
    return { ...result("skipped", [], 0), reason: `it is not about the ${transport}` };
  }
  const simulator = createSimulator({
    app: { ...scenario.app, ...options.app },
    seed: scenario.seed,
    policy: scenario.policy,
    ...definedOnly({
      clock: options.clock,
      limits: options.limits,
      tls: options.tls,
      allowHosts: options.allowHosts,
      observers: options.observers,
    }),
  });
  try {
    const to = await destination(simulator, options);
    const stage = createStage(simulator, to, options);
    await stage.play(scenario.steps);
    return result(worst(stage.results), stage.results, stage.deliveries());
  } finally {
    await simulator.close();
  }
}

async function destination(
  simulator: Simulator,
  { to, connect }: RunScenarioOptions,
): Promise<Receiver | Channel> {
  if (connect) return connect(simulator);
  if (to !== undefined) return to;
  throw new MocklarkError("USAGE", "Failed to run the scenario: it was not said against what.", {
    remedy: "Give the receiver's URL with --to, or start it with --exec.",
  });
}

function worst(results: readonly StepResult[]): StepVerdict {
  if (results.some(({ verdict }) => verdict === "failed")) return "failed";
  return results.some(({ verdict }) => verdict === "unchecked") ? "unchecked" : "passed";
}
