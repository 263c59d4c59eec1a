import { parseClock } from "../base/clock.js";
import { definedOnly } from "../base/defined-only.js";
import { MocklarkError } from "../base/errors.js";
import { createRandom } from "../base/random.js";
import type { Language } from "../base/text.js";
import { outcomeSentence } from "../delivery/describe-outcome.js";
import { tlsRemedyText } from "../delivery/tls-remedy.js";
import type { DeliveryObserver } from "../delivery/delivery.js";
import type { WebhookTls } from "../delivery/webhook-channel.js";
import { type App, createApp } from "../event/app.js";
import type { ChildEnvironment } from "../receiver/child-environment.js";
import { startManagedReceiver } from "../receiver/managed-receiver.js";
import type { GatewayAddress } from "../gateway/gateway.js";
import { parseWitness } from "../receiver/witness/parse-witness.js";
import type { Witness } from "../receiver/witness/witness.js";
import { openReceiverClock } from "../receiver/clock/open-receiver-clock.js";
import type { ClockTrouble, ReceiverClock } from "../receiver/clock/receiver-clock.js";
import {
  runScenario,
  type RunScenarioOptions,
  type ScenarioResult,
} from "../scenario/run-scenario.js";
import type { StepResult } from "../scenario/scenario-stage.js";
import { needsTenant, type Scenario, type Step } from "../scenario/scenario.js";
import { plainApp } from "../simulator/plain-app.js";
import type { TenantFile } from "../tenant-file/tenant-file.js";
import { createSimulator } from "../simulator/simulator.js";
import { isUnreachable } from "../simulator/push-many.js";
import { createLongConnectionHost } from "./long-connection-host.js";
import {
  assertMoved,
  clockForScenario,
  type ClockPlan,
  planReceiverClock,
} from "./session-clock.js";
import { createScenarioPort, type ScenarioPort } from "./scenario-port.js";
import { createProcessHost, type ReceiverHost, type WayToReceiver } from "./receiver-host.js";
import { runTexts } from "./texts/run-texts.js";

export interface SessionOptions {
  readonly to?: string;
  /** Shell command that starts the receiver. */
  readonly exec?: string;
  /** What it finds in its environment besides. */
  readonly env?: ChildEnvironment;
  /** Where it expects events when `to` is not said. */
  readonly path?: string;
  readonly waitForMs?: number;
  /** Told, in a sentence, of what `exec` started and what could not be stopped with it. */
  readonly onLeftRunning?: (text: string) => void;
  /** The receiver is a client of the long connection, for which a gateway is opened. */
  readonly longConnection?: boolean;
  /** The port that is opened for the receiver: of the long connection and the Open API. Default: any free one. */
  readonly port?: number;
  /** Told where a receiver that somebody else started finds the Open API of the scenarios' tenants. */
  readonly onOpenApi?: (url: string) => void;
  /** Told what a client that somebody else starts needs to connect. */
  readonly onGateway?: (address: GatewayAddress) => void;
  /** As --witness has it; default with `exec`: its output. */
  readonly witness?: string;
  /** "virtual", "real" or "60x"; each scenario gets a clock of its own. */
  readonly clock: string;
  /** As --receiver-clock has it; default: "auto" when a scenario requires it, otherwise "off". */
  readonly receiverClock?: string;
  readonly seed: number;
  /** What the flags say of the app; it overrules the scenarios'. */
  readonly app: Partial<App>;
  readonly tls: WebhookTls;
  readonly allowHosts: readonly string[];
  readonly observers?: readonly DeliveryObserver[];
  readonly signal: AbortSignal;
  /** What results are worded in. Default: English. */
  readonly language?: Language;
  readonly onScenario?: (scenario: Scenario, app: App) => void;
  readonly onStepStarted?: (step: Step) => void;
  readonly onStep?: (result: StepResult, scenario: Scenario) => void;
  readonly onResult?: (result: ScenarioResult) => void;
}

/**
 * Plays scenarios one after the other against one receiver: one that is there, or one that is started
 * here, stopped at the end, and started anew where a scenario wants other keys or it died.
 * @throws MocklarkError ENVIRONMENT when the receiver cannot be reached or started
 */
export async function playScenarios(
  scenarios: readonly Scenario[],
  options: SessionOptions,
): Promise<readonly ScenarioResult[]> {
  parseClock(options.clock);
  const plan = planReceiverClock(scenarios, options);
  const givenWitness =
    options.witness === undefined ? undefined : await parseWitness(options.witness, options);
  const host = createReceiverHost(options, scenarios.some(needsTenant));
  const results: ScenarioResult[] = [];
  let known: RunScenarioOptions["occurrencesPerEffect"];
  let witness = givenWitness;
  let receiverClock: ReceiverClock | ClockTrouble | undefined;
  try {
    for (const scenario of scenarios) {
      if (options.signal.aborted) break;
      const tenant = await tenantFor(scenario, options);
      const app = appFor(scenario, tenant, options);
      const way = await host.ready(app);
      receiverClock ??= await openClock(plan, host, options);
      const ownClock = clockForScenario(scenario, plan, receiverClock);
      witness ??= host.witness();
      options.onScenario?.(scenario, app);
      const learn: RunScenarioOptions["onEffectShape"] = (shape) => (known = shape);
      const result = await playOne(scenario, {
        app,
        tenant,
        way,
        host,
        witness,
        known,
        learn,
        options,
        receiverClock: ownClock,
      });
      host.serveOpenApi?.(undefined);
      results.push(result);
      options.onResult?.(result);
      assertMoved(result, plan);
    }
  } catch (error) {
    // What has been played until then is to be told.
    if (!options.signal.aborted) throw error;
  } finally {
    witness?.close();
    await host.close();
    if (receiverClock && receiverClock.kind !== "not-moved") await receiverClock.close();
  }
  return results;
}

/** Once for the whole run, since the receiver is shared: its clock goes forward only. */
async function openClock(
  plan: ClockPlan,
  host: ReceiverHost,
  { signal }: SessionOptions,
): Promise<ReceiverClock | ClockTrouble | undefined> {
  if (plan.kind === "left-alone") return undefined;
  const opened = await openReceiverClock({
    setting: plan.how,
    managed: host.managed(),
    signal,
  });
  return opened.kind === "movable" ? host.follow(opened.clock) : opened;
}

/** Its own, whose ids depend on the seed of the run alone: scenarios of one file then share their apps. */
async function tenantFor(
  { tenant, seed }: Scenario,
  options: SessionOptions,
): Promise<TenantFile | undefined> {
  return tenant?.(createRandom(seed ?? options.seed));
}

/** The same seed makes the same app for every scenario that does not say otherwise. */
function appFor(
  scenario: Scenario,
  tenant: TenantFile | undefined,
  { app, seed }: SessionOptions,
): App {
  const [first] = tenant?.apps ?? [];
  const ofTenant = first && plainApp(first);
  return createApp({ ...ofTenant, ...scenario.app, ...app }, createRandom(seed));
}

function playOne(
  scenario: Scenario,
  made: {
    readonly app: App;
    readonly tenant: TenantFile | undefined;
    readonly way: WayToReceiver;
    readonly host: ReceiverHost;
    readonly witness: Witness | undefined;
    readonly known: RunScenarioOptions["occurrencesPerEffect"];
    readonly learn: RunScenarioOptions["onEffectShape"];
    readonly receiverClock: ReceiverClock | ClockTrouble | undefined;
    readonly options: SessionOptions;
  },
): Promise<ScenarioResult> {
  const { options, app, tenant, way, host, witness, known, learn, receiverClock } = made;
  const { tls, allowHosts, signal, observers, onStepStarted, onStep, language } = options;
  return runScenario(scenario, {
    app,
    tls,
    allowHosts,
    signal,
    // Scenarios of one run share the receiver: without seeds of their own they would share event ids.
    seed: createRandom(options.seed).fork(`scenario/${scenario.name}`).integer(0, 0xffff_ffff),
    ...definedOnly({
      tenant,
      serveOpenApi: host.serveOpenApi,
      receiverClock,
      // Beside the receiver's there can be no other.
      clock: receiverClock ? undefined : parseClock(options.clock),
      to: way.to,
      connect: way.connect,
      receiver: host.control,
      witness,
      occurrencesPerEffect: known,
      onEffectShape: learn,
      observers,
      language,
      onStepStarted,
      onStep: onStep && ((result: StepResult) => onStep(result, scenario)),
    }),
  });
}

function createReceiverHost(options: SessionOptions, needsOpenApi: boolean): ReceiverHost {
  if (options.longConnection === true) return createLongConnectionHost(options);
  const { port, seed } = options;
  const shared = needsOpenApi ? createScenarioPort({ port, seed }) : undefined;
  const host =
    options.exec === undefined
      ? createRemoteHost(options, shared)
      : createManagedHost(options.exec, options, shared);
  if (!shared) return host;
  return {
    ...host,
    serveOpenApi: (openApi) => shared.serve(openApi),
    async close() {
      await host.close();
      await shared.close();
    },
  };
}

function createRemoteHost(options: SessionOptions, shared: ScenarioPort | undefined): ReceiverHost {
  const { to } = options;
  if (to === undefined) {
    throw new MocklarkError("USAGE", runTexts("no-receiver"), {
      remedy: runTexts("no-receiver-remedy"),
    });
  }
  let reached = false;
  return {
    async ready(app) {
      if (!reached) {
        if (shared) options.onOpenApi?.(await shared.url());
        await assertReachable(to, app, options);
      }
      reached = true;
      return { to };
    },
    managed: () => undefined,
    follow: (clock) => clock,
    witness: () => undefined,
    control: undefined,
    close: () => Promise.resolve(),
  };
}

/** A throw-away challenge: nobody there is the environment's failure, and no scenario's. */
async function assertReachable(
  to: string,
  app: App,
  { tls, allowHosts, signal }: SessionOptions,
): Promise<void> {
  const simulator = createSimulator({ app, tls, allowHosts });
  try {
    const { outcome } = await simulator.verifyUrl({ to, waitMs: 3_000, signal });
    signal.throwIfAborted();
    if (!isUnreachable(outcome.kind) && outcome.kind !== "tls-failed") return;
    const reason = outcomeSentence(outcome);
    throw new MocklarkError("ENVIRONMENT", runTexts("unreachable", { to, reason }), {
      remedy: tlsRemedyText(outcome) ?? runTexts("unreachable-remedy"),
    });
  } finally {
    await simulator.close();
  }
}

function createManagedHost(
  command: string,
  options: SessionOptions,
  shared: ScenarioPort | undefined,
): ReceiverHost {
  const { to: url, path, env, waitForMs, signal, allowHosts, onLeftRunning } = options;
  const asked = definedOnly({ url, path, env, waitForMs, onLeftRunning });
  return createProcessHost({
    async start(app) {
      const domain = await shared?.url();
      return startManagedReceiver({ command, app, signal, allowHosts, domain, ...asked });
    },
    wayTo: ({ url }) => ({ to: url }),
  });
}
