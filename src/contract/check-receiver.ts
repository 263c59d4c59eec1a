import type { Clock } from "../base/clock.js";
import { createRealClock } from "../base/clock.js";
import { MocklarkError } from "../base/errors.js";
import { createRandom, randomSeed } from "../base/random.js";
import type { DeliveryLimits } from "../delivery/delivery-limits.js";
import type { Outcome } from "../delivery/outcome.js";
import type { WebhookTls } from "../delivery/webhook-channel.js";
import { createApp, type App } from "../event/app.js";
import { createDirectory } from "../event/directory.js";
import type { Receiver } from "../simulator/receiver-target.js";
import { createSimulator, type Simulator } from "../simulator/simulator.js";
import { applyBaseline, loadBaseline, type Baseline } from "./baseline.js";
import { catalogue } from "./catalogue.js";
import type { Check, CheckId } from "./check.js";
import { filterChecks, type CheckFilter } from "./check-filter.js";
import {
  createEffectLedger,
  type EffectLedger,
  type EffectTiming,
} from "../receiver/effect-ledger.js";
import { describeOutcome, isAccepted } from "./exchange.js";
import { startManagedReceiver, type ManagedReceiver } from "../receiver/managed-receiver.js";
import { createMarkerSender, type Marker } from "./marker.js";
import { createReceiverHealth } from "./receiver-health.js";
import { reportVersion, summarize, type Report } from "./report.js";
import {
  createReporterMultiplexer,
  type Reporter,
  type ReporterMultiplexer,
  type ReporterProblem,
} from "./reporters/reporter.js";
import { createSecretMask } from "../event/secret-mask.js";
import { createRunIds, type DrawId } from "./run-ids.js";
import { runSuite, type SuiteLimits, type SuiteOptions, type SuiteParts } from "./suite-runner.js";
import { toolVersion } from "./tool-version.js";
import { createFunctionWitness, type CountEffects } from "../receiver/witness/function-witness.js";
import { createOutputWitness } from "../receiver/witness/output-witness.js";
import { parseWitness } from "../receiver/witness/parse-witness.js";
import type { Witness } from "../receiver/witness/witness.js";

export interface CheckReceiverOptions extends CheckFilter {
  /** The receiver: URL, server or Express app. May be left out with `exec`. */
  readonly target?: Receiver;
  /** Starts the receiver with this shell command, watches its output and stops it afterwards. */
  readonly exec?: string;
  /** Working directory of `exec`. */
  readonly cwd?: string;
  /** How long `exec` may take to listen, milliseconds; default 20,000. */
  readonly waitForMs?: number;
  /** The app as the developer console knows it: the receiver's keys. */
  readonly app?: Partial<App>;
  /** What shows that the receiver acted; default: the output of `exec`. Text as the --witness flag takes it. */
  readonly witness?: string | CountEffects | Witness;
  /** Failures of advice (should) fail the run too. */
  readonly strict?: boolean;
  /** Stop after the first failure. */
  readonly bail?: boolean;
  /** The same seed gives the same events; default: a new one. */
  readonly seed?: number;
  /** Known failures: a file, or what `parseBaseline` returned. */
  readonly baseline?: string | Baseline;
  readonly reporters?: readonly Reporter[];
  /** Told of reporters that broke. */
  readonly onReporterProblem?: (problem: ReporterProblem) => void;
  readonly allowHosts?: readonly string[];
  readonly tls?: WebhookTls;
  /** Where a receiver that is an app, a server or `exec` without a URL expects events; default "/webhook/event". */
  readonly path?: string;
  readonly limits?: Partial<DeliveryLimits>;
  readonly suiteLimits?: Partial<SuiteLimits>;
  readonly effectTiming?: Partial<EffectTiming>;
  /** How long a receiver that died may take to come back by itself, milliseconds; default 3,000. */
  readonly recoverWithinMs?: number;
  /** Ends the run early; the report is still made and written. */
  readonly signal?: AbortSignal;
  readonly clock?: Clock;
  /** Instead of the whole catalogue. */
  readonly checks?: readonly Check[];
}

/**
 * Runs the contract suite against one receiver and reports. What the receiver does wrong is in the report.
 * @throws MocklarkError USAGE, FORBIDDEN_TARGET, FILE or INVALID_DOCUMENT for options that make no sense;
 *   ENVIRONMENT when the receiver cannot be reached or started
 */
export async function checkReceiver(options: CheckReceiverOptions): Promise<Report> {
  const { clock = createRealClock(), seed = randomSeed(), checks: all = catalogue } = options;
  const checks = filterChecks(
    all.filter(({ appliesTo }) => appliesTo === "webhook"),
    options,
  );
  const app = createApp(options.app ?? {}, createRandom(seed));
  const baseline = await baselineOf(options.baseline, all);
  const givenWitness = await witnessOf(options.witness);
  const managed = await startIfManaged(options, app);
  const simulator = createSimulator({ ...simulatorOptions(options), app, seed, clock });
  const witness = givenWitness ?? (managed && createOutputWitness(managed.output));
  try {
    const receiver = receiverOf(options, managed);
    return await run({
      options,
      checks,
      baseline,
      app,
      clock,
      managed,
      simulator,
      witness,
      receiver,
    });
  } finally {
    witness?.close();
    await simulator.close();
    await managed?.stop();
  }
}

interface Run {
  readonly options: CheckReceiverOptions;
  readonly checks: readonly Check[];
  readonly baseline: Baseline;
  readonly app: App;
  readonly clock: Clock;
  readonly managed: ManagedReceiver | undefined;
  readonly simulator: Simulator;
  readonly witness: Witness | undefined;
  readonly receiver: Receiver;
}

async function run(made: Run): Promise<Report> {
  const { options, checks, app, simulator } = made;
  const { wall } = made.clock;
  const startedAt = { ms: wall.now(), elapsed: wall.elapsed() };
  const mask = createSecretMask(app);
  const reporters = createReporterMultiplexer(options.reporters ?? []);
  const target = mask.text(nameOf(made.receiver));
  const parts = await assembleParts(made, target, createRunIds(startedAt.ms));
  await reporters.runStarted({ target, seed: simulator.seed, checkCount: checks.length });
  const outcome = await runSuite(parts, {
    ...suiteOptions(made, target),
    progress: (done) => void reporters.progress(done, checks.length),
  });
  const judged = applyBaseline(outcome.checks, made.baseline, wall.now());
  const report: Report = mask.value({
    version: reportVersion,
    tool: toolVersion(),
    seed: simulator.seed,
    target,
    mode: app.encryptKey === "" ? "webhook-plaintext" : "webhook-encrypted",
    strict: options.strict ?? false,
    startedAt: new Date(startedAt.ms).toISOString(),
    durationMs: Math.round(wall.elapsed() - startedAt.elapsed),
    witness: parts.ledger.summary(),
    summary: summarize(judged.checks),
    checks: judged.checks,
    findings: [...outcome.findings, ...judged.findings],
  });
  await tellResults(report, reporters, options);
  return report;
}

async function tellResults(
  report: Report,
  reporters: ReporterMultiplexer,
  { onReporterProblem }: CheckReceiverOptions,
): Promise<void> {
  for (const result of report.checks) await reporters.checkEnded(result);
  await reporters.runEnded(report);
  for (const problem of reporters.problems()) onReporterProblem?.(problem);
}

function suiteOptions({ options, checks, simulator, baseline }: Run, target: string): SuiteOptions {
  return {
    checks,
    strict: options.strict ?? false,
    bail: options.bail ?? false,
    repeatLine: (check) => repeatLine(check, simulator.seed, options, target),
    isKnownFailure: (check) => baseline.some((entry) => entry.check === check),
    ...(options.suiteLimits === undefined ? {} : { limits: options.suiteLimits }),
    ...(options.signal === undefined ? {} : { signal: options.signal }),
  };
}

/** Wires up what checks work with, sees that the receiver is there, and calibrates the witness. */
async function assembleParts(made: Run, target: string, drawId: DrawId): Promise<SuiteParts> {
  const { options, app, clock, managed, simulator, receiver, witness } = made;
  const { wall } = clock;
  const { builder } = simulator;
  const random = createRandom(simulator.seed).fork("contract");
  const directory = await createDirectory({ random, names: false });
  const transmit: SuiteParts["transmit"] = (request, wish) =>
    simulator.send({ to: receiver, request, connection: "fresh", ...wish });
  const probeSource = random.fork("probe");
  const probe = (totalMs: number): Promise<Outcome> => {
    const request = builder.urlVerification({ random: probeSource });
    return transmit(request, { limits: { totalMs } });
  };
  const sendMarker = createMarkerSender({
    builder,
    random,
    directory,
    wall,
    drawId,
    transmit: (request) => transmit(request, {}),
  });
  const ledger = createEffectLedger({
    witness,
    wall,
    sendMarker: async () => acceptedIds(await sendMarker()),
    ...(options.effectTiming === undefined ? {} : { timing: options.effectTiming }),
  });
  await warmUp(() => probe(1_500), target);
  await calibrate(ledger, sendMarker);
  const { recoverWithinMs = 3_000 } = options;
  const health = createReceiverHealth({
    // Late is alive too, so it does not pay to wait for a slow answer after each of the attacks.
    probe: () => probe(300),
    managed,
    wall,
    recoverWithinMs,
  });
  return { app, builder, random, wall, directory, ledger, health, managed, drawId, transmit };
}

const acceptedIds = ({ ids, outcome }: Marker): Marker["ids"] | undefined =>
  isAccepted(outcome) ? ids : undefined;

/** A throw-away request: a cold receiver may take a second for its first answer, and must be there at all. */
async function warmUp(probe: () => Promise<Outcome>, target: string): Promise<void> {
  const outcome = await probe();
  const remedy = remedies[outcome.kind];
  if (remedy === undefined) return;
  throw new MocklarkError(
    "ENVIRONMENT",
    `Failed to reach the receiver ${target}: ${describeOutcome(outcome)}.`,
    { remedy, details: { outcome } },
  );
}

const remedies: Readonly<Partial<Record<Outcome["kind"], string>>> = {
  refused: "Start the receiver first, or let --exec start it.",
  unreachable: "See that the address is right and can be reached from here.",
  "dns-failed": "See that the host name is right.",
  "tls-failed":
    "Give its certificate authority with --ca, or accept any certificate with --insecure.",
};

async function calibrate(ledger: EffectLedger, sendMarker: () => Promise<Marker>): Promise<void> {
  const { ids, outcome } = await sendMarker();
  if (isAccepted(outcome)) return ledger.calibrate(ids);
  ledger.giveUp(
    `No good event was accepted (${describeOutcome(outcome)}), so nobody knows what an effect looks like.`,
  );
}

function startIfManaged(
  options: CheckReceiverOptions,
  app: App,
): Promise<ManagedReceiver | undefined> {
  const { exec, target, cwd, waitForMs, signal, path } = options;
  if (exec === undefined) return Promise.resolve(undefined);
  if (target !== undefined && typeof target !== "string" && !(target instanceof URL)) {
    throw new MocklarkError("USAGE", "Failed to start the receiver: target is not a URL.", {
      remedy: "With exec give its URL, or nothing.",
    });
  }
  return startManagedReceiver({
    command: exec,
    app,
    ...(target === undefined ? {} : { url: String(target) }),
    ...(cwd === undefined ? {} : { cwd }),
    ...(waitForMs === undefined ? {} : { waitForMs }),
    ...(signal === undefined ? {} : { signal }),
    ...(path === undefined ? {} : { path }),
  });
}

function receiverOf(
  { target }: CheckReceiverOptions,
  managed: ManagedReceiver | undefined,
): Receiver {
  const receiver = managed?.url ?? target;
  if (receiver !== undefined) return receiver;
  throw new MocklarkError("USAGE", "Failed to check: there is no receiver.", {
    remedy: 'Give its URL, or start it with --exec "node server.js".',
  });
}

function simulatorOptions({ limits, tls, allowHosts, path }: CheckReceiverOptions) {
  return {
    ...(limits === undefined ? {} : { limits }),
    ...(tls === undefined ? {} : { tls }),
    ...(allowHosts === undefined ? {} : { allowHosts }),
    ...(path === undefined ? {} : { path }),
  };
}

async function baselineOf(
  baseline: CheckReceiverOptions["baseline"],
  checks: readonly Check[],
): Promise<Baseline> {
  if (baseline === undefined) return [];
  if (typeof baseline !== "string") return baseline;
  return loadBaseline(
    baseline,
    checks.map(({ id }) => id),
  );
}

async function witnessOf(witness: CheckReceiverOptions["witness"]): Promise<Witness | undefined> {
  if (typeof witness === "string") return parseWitness(witness);
  return typeof witness === "function" ? createFunctionWitness(witness) : witness;
}

/** A receiver's name in the report: its URL without credentials, or what it is. */
function nameOf(receiver: Receiver): string {
  if (typeof receiver === "function") return "an app in this process";
  if (typeof receiver !== "string" && !(receiver instanceof URL)) return "a server in this process";
  if (!URL.canParse(String(receiver))) return String(receiver);
  const url = new URL(receiver);
  url.username = "";
  url.password = "";
  return url.href;
}

function repeatLine(
  check: CheckId,
  seed: number,
  { exec, witness }: CheckReceiverOptions,
  target: string,
): string {
  const receiver = exec === undefined ? target : `--exec ${JSON.stringify(exec)}`;
  const shown = typeof witness === "string" ? ` --witness ${JSON.stringify(witness)}` : "";
  return `mocklark check ${receiver}${shown} --only ${check} --seed ${seed}`;
}
