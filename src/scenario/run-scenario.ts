import { type Clock, createVirtualClock } from "../base/clock.js";
import { definedOnly } from "../base/defined-only.js";
import { MocklarkError } from "../base/errors.js";
import {
  abortSignal,
  aClock,
  anyObject,
  createOptionCheck,
  functionToCall,
  listOf,
  objectWith,
  oneOf,
  text,
  wholeNumberFrom,
} from "../base/option-check.js";
import { createRandom, type Random, randomSeed } from "../base/random.js";
import { languages, type Text } from "../base/text.js";
import type { Channel } from "../delivery/channel.js";
import type { DeliveryObserver } from "../delivery/delivery.js";
import { type DeliveryLimits, limitOptions } from "../delivery/delivery-limits.js";
import { tlsOptions, type WebhookTls } from "../delivery/webhook-channel.js";
import { type App, appOptions, createApp } from "../event/app.js";
import type { OpenApi } from "../open-api/create-open-api.js";
import { installedApp } from "../tenant/bare-tenant.js";
import type { TenantDefinition } from "../tenant/tenant-definition.js";
import type { TenantFile } from "../tenant-file/tenant-file.js";
import {
  createJointClock,
  type JointClock,
  type ReceiverClockSummary,
} from "../receiver/clock/joint-clock.js";
import type { ClockTrouble, ReceiverClock } from "../receiver/clock/receiver-clock.js";
import {
  createEffectLedger,
  effectTimingOptions,
  type EffectLedgerOptions,
  type EffectTiming,
  type WitnessSummary,
} from "../receiver/effect-ledger.js";
import type { Witness } from "../receiver/witness/witness.js";
import { witnessTexts } from "../receiver/witness/witness-texts.js";
import { wordWitness } from "../receiver/word-witness.js";
import type { Receiver } from "../simulator/receiver-target.js";
import { createSimulator, type Simulator } from "../simulator/simulator.js";
import { createMarkerSender, expectsEffects } from "./effects.js";
import {
  createStage,
  type StageOptions,
  type StepResult,
  type StepVerdict,
} from "./scenario-stage.js";
import { needsTenant, type Scenario } from "./scenario.js";
import { stepTexts } from "./step-texts.js";
import { scenarioTexts } from "./scenario-texts.js";

export interface RunScenarioOptions extends Omit<StageOptions, "clock"> {
  /**
   * Time; default: a virtual clock that jumps over every wait. Left out with a `receiverClock`, since the
   * two then move together.
   */
  readonly clock?: Clock;
  /**
   * The receiver's own clock: it moves with simulated time, each time before what was waited for happens,
   * and signatures carry its time. Or why it cannot be moved: steps that wait are then unchecked.
   */
  readonly receiverClock?: ReceiverClock | ClockTrouble;
  /** In place of a webhook: opens the long connection's channel for the simulator's app. */
  readonly connect?: (simulator: Simulator) => Promise<Channel>;
  /** Overrules the scenario's own app. */
  readonly app?: Partial<App>;
  /** For scenarios that name none; default: a new one. */
  readonly seed?: number;
  /** Overrules the scenario's own tenant; its rules go with it. */
  readonly tenant?: ScenarioTenant;
  /**
   * Puts the Open API over the scenario's tenant where the receiver calls it. Without it a scenario that
   * makes those calls fail is skipped, but over the long connection, whose port answers them.
   */
  readonly serveOpenApi?: (openApi: OpenApi) => void;
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

const checkOptions = createOptionCheck<RunScenarioOptions>(scenarioTexts("run-the-scenario"), {
  clock: aClock,
  receiverClock: anyObject,
  to: true,
  connect: functionToCall,
  receiver: objectWith("start", "startManagedReceiver"),
  onStepStarted: functionToCall,
  onStep: functionToCall,
  signal: abortSignal,
  language: oneOf(languages),
  app: appOptions,
  tenant: anyObject,
  serveOpenApi: functionToCall,
  seed: wholeNumberFrom(0),
  limits: limitOptions,
  tls: tlsOptions,
  allowHosts: listOf(text),
  observers: listOf(anyObject),
  witness: anyObject,
  effectTiming: effectTimingOptions,
  occurrencesPerEffect: true,
  onEffectShape: functionToCall,
});

export type ScenarioVerdict = StepVerdict | "skipped";

export interface ScenarioResult {
  readonly scenario: Scenario;
  /** "stopped": ended before its last step, on request. */
  readonly verdict: ScenarioVerdict;
  /** Why it was skipped, or why not every step was played. */
  readonly reason?: string;
  /** The same as data. */
  readonly data?: { readonly reason: Text };
  readonly steps: readonly StepResult[];
  readonly seed: number;
  readonly deliveries: number;
  /** Real milliseconds. */
  readonly durationMs: number;
  readonly witness: WitnessSummary;
  /** Absent without a `receiverClock`. */
  readonly receiverClock?: ReceiverClockSummary;
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
  checkOptions(options);
  const { clock, joint } = clockFor(options);
  const { wall } = clock;
  const startedAt = wall.elapsed();
  const simulator = await simulatorFor(scenario, clock, options);
  const base = { scenario, seed: simulator.seed };
  const { language = "en" } = options;
  const reasonOf = (reason: Text | undefined) =>
    reason && { reason: reason.in(language), data: { reason } };
  try {
    const obstacle = obstacleTo(scenario, simulator.app, options);
    if (obstacle !== undefined) {
      const witness: WitnessSummary = { state: "none" };
      const rest = { steps: [], deliveries: 0, durationMs: 0, witness };
      return { ...base, ...rest, verdict: "skipped", ...reasonOf(obstacle) };
    }
    if (needsTenant(scenario)) options.serveOpenApi?.(await simulator.openApi());
    const to = await destination(simulator, options);
    const ledger = await openLedger(scenario, simulator, to, options);
    const stage = createStage(simulator, {
      ...options,
      clock,
      to,
      webhook: options.to,
      ledger,
      leftBehind: () => joint?.leftBehind(),
    });
    await stage.play(scenario.steps);
    await stage.settled();
    const shape = ledger.shape();
    if (shape) options.onEffectShape?.(shape);
    return {
      ...base,
      verdict: verdictOf(stage.results, options.signal),
      ...reasonOf(stage.stopped()),
      ...definedOnly({ receiverClock: joint?.summary(language) }),
      steps: stage.results,
      deliveries: stage.deliveries(),
      durationMs: wall.elapsed() - startedAt,
      witness: wordWitness(ledger.summary(), language),
    };
  } finally {
    await simulator.close();
  }
}

function clockFor({ clock, receiverClock }: RunScenarioOptions): {
  readonly clock: Clock;
  readonly joint?: JointClock;
} {
  if (!receiverClock) return { clock: clock ?? createVirtualClock() };
  if (!clock) {
    const joint = createJointClock(receiverClock);
    return { clock: joint, joint };
  }
  throw new MocklarkError("USAGE", stepTexts("two-clocks"), {
    remedy: stepTexts("two-clocks-remedy"),
  });
}

/** What a scenario's steps change: a tenant file's content, or any definition. */
export type ScenarioTenant = TenantDefinition & Partial<Pick<TenantFile, "rules" | "openApiRules">>;

async function simulatorFor(
  scenario: Scenario,
  clock: Clock,
  options: RunScenarioOptions,
): Promise<Simulator> {
  const { limits, tls, allowHosts, observers } = options;
  const seed = scenario.seed ?? options.seed ?? randomSeed();
  const app = { ...scenario.app, ...options.app };
  const tenant = await tenantFor(scenario, app, createRandom(seed), options);
  return createSimulator({
    app,
    policy: scenario.policy,
    events: scenario.events,
    clock,
    seed,
    ...definedOnly({
      tenant,
      tenantRules: tenant?.rules,
      openApiRules: tenant?.openApiRules,
      limits,
      tls,
      allowHosts,
      observers,
    }),
  });
}

/** What is given, what the scenario has, or one that is made up where steps need one. */
async function tenantFor(
  scenario: Scenario,
  app: Partial<App>,
  random: Random,
  { tenant: given }: RunScenarioOptions,
): Promise<ScenarioTenant | undefined> {
  if (given) return given;
  if (scenario.tenant) return scenario.tenant(random);
  if (!needsTenant(scenario)) return undefined;
  const { generateTenant } = await import("../tenant/generate-tenant.js");
  return generateTenant({ random, apps: [installedApp(createApp(app, random))] });
}

/** Why the scenario says nothing about this receiver, if so. */
function obstacleTo(
  { transports, requires }: Scenario,
  app: App,
  { connect, receiver, receiverClock, serveOpenApi }: RunScenarioOptions,
): Text | undefined {
  const transport = connect ? "long-connection" : "webhook";
  if (!transports.includes(transport)) return stepTexts("about-transports", { transports });
  if (requires.includes("encrypt-key") && app.encryptKey === "") {
    return stepTexts("needs-encrypt-key");
  }
  if (requires.includes("managed-receiver") && !receiver) {
    return stepTexts("needs-exec");
  }
  if (requires.includes("open-api") && !connect && !serveOpenApi) {
    return stepTexts("needs-open-api");
  }
  if (!requires.includes("receiver-clock")) return undefined;
  if (!receiverClock) {
    return stepTexts("needs-clock");
  }
  if (receiverClock.kind === "not-moved") {
    const { reason, remedy } = receiverClock;
    return stepTexts("clock-not-movable", { reason, remedy });
  }
  return undefined;
}

async function destination(
  simulator: Simulator,
  { to, connect }: RunScenarioOptions,
): Promise<Receiver | Channel> {
  if (connect) return connect(simulator);
  if (to !== undefined) return to;
  throw new MocklarkError("USAGE", stepTexts("no-receiver"), {
    remedy: stepTexts("no-receiver-remedy"),
  });
}

/** Calibrates the witness, if any step needs it, with an event that belongs to none of them. */
async function openLedger(
  { steps }: Scenario,
  simulator: Simulator,
  to: Receiver | Channel,
  { witness, effectTiming, occurrencesPerEffect }: RunScenarioOptions,
) {
  const { clock } = simulator;
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
    else ledger.giveUp(witnessTexts("none-accepted"));
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
