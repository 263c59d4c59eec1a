import type { Clock } from "../base/clock.js";
import { createRealClock } from "../base/clock.js";
import { definedOnly } from "../base/defined-only.js";
import { shellWord } from "../base/shell-word.js";
import { textOf } from "../base/errors.js";
import type { Text } from "../base/text.js";
import { createRandom, randomSeed } from "../base/random.js";
import { unlessAborted } from "../base/unless-aborted.js";
import { createApp } from "../event/app.js";
import { createEventTypes, type EventTypes } from "../event/event-types.js";
import { reserveConfigType } from "../event/reserve-config/reserve-config-type.js";
import { createSimulator } from "../simulator/simulator.js";
import { loadBaseline, type Baseline } from "./report/baseline.js";
import { catalogue } from "./catalogue.js";
import { checkOptions, type CheckReceiverOptions } from "./check-receiver-options.js";
import type { Check } from "./suite/check.js";
import type { CheckId } from "./report/check-id.js";
import { probeTools } from "./causes/probe-tools.js";
import { assembleParts } from "./suite/assemble-parts.js";
import { bringAlong, filterChecks } from "./suite/check-filter.js";
import { refuseClockOfNoProcess, whyClockIsFixed } from "./subject/fixed-clock.js";
import { openClientSubject } from "./subject/client-subject.js";
import type { Report } from "./report/report.js";
import { beginReport, endReport, type Reported } from "./run-report.js";
import { openReceiverClock } from "../receiver/clock/open-receiver-clock.js";
import { createResultMaker } from "./suite/check-result.js";
import { environmentFlags } from "../receiver/child-environment.js";
import { createReceiverTime } from "./suite/receiver-time.js";
import type { Run } from "./suite/run.js";
import { takesGoodEvents } from "./suite/first-contact.js";
import { createRunRecord } from "./suite/run-record.js";
import { createRunIds } from "./suite/run-ids.js";
import { isAttack } from "./suite/why-not-run.js";
import {
  runSuite,
  type SuiteOptions,
  type SuiteOutcome,
  type SuiteParts,
} from "./suite/suite-runner.js";
import type { Subject } from "./subject/subject.js";
import type { WitnessSummary } from "../receiver/effect-ledger.js";
import { createFunctionWitness } from "../receiver/witness/function-witness.js";
import { createOutputWitness } from "../receiver/witness/output-witness.js";
import { parseWitness } from "../receiver/witness/parse-witness.js";
import type { Witness } from "../receiver/witness/witness.js";
import { witnessTexts } from "../receiver/witness/witness-texts.js";
import { subjectTexts } from "./subject/subject-texts.js";
import { wordTried, wordWait } from "./report/word-report.js";
import { nameOf, openWebhookSubject } from "./subject/webhook-subject.js";

/**
 * Runs the contract suite against one receiver and reports. What the receiver does wrong is in the report.
 * @throws MocklarkError USAGE, FORBIDDEN_TARGET, FILE or INVALID_DOCUMENT for options that make no sense;
 *   ENVIRONMENT when the receiver cannot be reached or started
 */
export async function checkReceiver(options: CheckReceiverOptions): Promise<Report> {
  checkOptions(options);
  const {
    clock: given = createRealClock(),
    seed = randomSeed(),
    checks: all = catalogue,
  } = options;
  refuseClockOfNoProcess(options);
  const transport = options.longConnection === true ? "long-connection" : "webhook";
  const checks = filterChecks(
    all.filter(({ appliesTo }) => appliesTo === transport),
    options,
  );
  const app = createApp(options.app ?? {}, createRandom(seed));
  const types = createEventTypes(options.events);
  const baseline = await baselineOf(options.baseline, all);
  const givenWitness = await witnessOf(options);
  let subject: Subject | undefined;
  const time = createReceiverTime(given.wall, () =>
    openReceiverClock({
      setting: options.receiverClock ?? "auto",
      managed: subject?.managed,
      wall: given.wall,
      ...definedOnly({ signal: options.signal }),
    }),
  );
  const clock: Clock = { ...given, wall: time.wall };
  const simulator = createSimulator({
    ...simulatorOptions(options),
    app,
    seed,
    clock,
    events: types.all,
  });
  const random = createRandom(seed).fork("contract");
  const openSubject = transport === "webhook" ? openWebhookSubject : openClientSubject;
  let witness = givenWitness;
  const known = { options, checks, baseline, types, app, clock, simulator };
  try {
    options.signal?.throwIfAborted();
    subject = await openSubject(options, app, simulator, random);
    witness ??= subject.managed && createOutputWitness(subject.managed.output);
    return await run({ ...known, time, witness, subject, random });
  } catch (error) {
    if (subject !== undefined || options.signal?.aborted !== true) throw error;
    return await reportNothingTried({ ...known, witness });
  } finally {
    witness?.close();
    await subject?.managed?.stop();
    // A receiver that loses its clock while it runs may fall back to the machine's time.
    await time.close();
    await simulator.close();
  }
}

async function run(made: Run): Promise<Report> {
  const { options, checks, subject, time } = made;
  const { language = "en" } = options;
  const begun = await beginReport(made, subject.name);
  const { startedAt, target, mask, reporters } = begun;
  const tried = tryChecks(made, startedAt.ms, {
    ...suiteOptions(made, target),
    progress: (done) => void reporters.progress(done, checks.length),
    tried({ id, title, severity, verdict, reason, durationMs }) {
      if (!checks.some((check) => check.id === id)) return;
      const tried = mask.value({ id, title, severity, verdict, reason, durationMs });
      void reporters.checkTried(wordTried(tried, language));
    },
    waiting: (wait) => void reporters.waiting(wordWait(mask.value(wait), language)),
  });
  const { parts, outcome } = await tried.catch((error: unknown) => {
    if (options.signal?.aborted !== true) throw error;
    return { parts: undefined, outcome: nothingTried(made, target) };
  });
  return endReport(made, begun, {
    mode: subject.mode,
    outcome,
    witness: parts?.ledger.summary() ?? unlearnt(made.witness),
    receiverClock: time.report(),
    tools: parts && probeTools(made, parts, startedAt.elapsed),
  });
}

/** The report of a run that was stopped before there was a receiver. */
async function reportNothingTried(made: Reported): Promise<Report> {
  const { options, app } = made;
  const { target, longConnection = false, exec, language = "en" } = options;
  const encrypted = app.encryptKey === "" ? "webhook-plaintext" : "webhook-encrypted";
  const receiver = target === undefined ? exec : nameOf(target).in(language);
  const nobody = subjectTexts("no-receiver-given").in(language);
  const begun = await beginReport(made, longConnection ? app.appId : (receiver ?? nobody));
  return endReport(made, begun, {
    mode: longConnection ? "long-connection" : encrypted,
    outcome: nothingTried(made, begun.target),
    witness: unlearnt(made.witness),
  });
}

function nothingTried(made: Reported, target: string): SuiteOutcome {
  const { options, checks, app } = made;
  const reason = textOf(options.signal?.reason);
  const makeResult = createResultMaker({
    app,
    strict: options.strict ?? false,
    record: createRunRecord(),
    repeatLine: (check) => repeatLine(check, made, target),
  });
  return {
    checks: checks.map((check) =>
      makeResult(check, { kind: "undecided", reason }, { durationMs: 0 }),
    ),
    findings: [],
  };
}

const unlearnt = (witness: Witness | undefined): WitnessSummary<Text> =>
  witness
    ? { state: "blind", kind: witness.kind, reason: witnessTexts("nothing-sent") }
    : { state: "none" };

interface Tried {
  readonly parts: SuiteParts;
  readonly outcome: SuiteOutcome;
}

/** Runs the suite; once more, with more patience, as soon as it turns out to have taken half of an effect for the whole. */
async function tryChecks(made: Run, startedAtMs: number, options: SuiteOptions): Promise<Tried> {
  const hasty = new AbortController();
  const signal = AbortSignal.any([hasty.signal, ...(options.signal ? [options.signal] : [])]);
  let quietMs = patientQuietMs;
  const onHasty = (afterMs: number): void => {
    quietMs = Math.max(quietMs, 1.2 * afterMs);
    hasty.abort(new Error("Calibration has to be repeated."));
  };
  const assembling = assembleParts(made, createRunIds(startedAtMs), { onHasty });
  const parts = await unlessAborted(assembling, options.signal);
  const outcome = await runSuite(parts, { ...options, signal });
  const isToStop = options.signal?.aborted === true;
  const afterMs = await parts.ledger.wasHasty();
  if (isToStop) return { parts, outcome };
  if (afterMs === undefined) return afterDeaths(made, { parts, outcome }, options);
  if (!hasty.signal.aborted) onHasty(afterMs);
  const drawId = createRunIds(made.clock.wall.now());
  const patient = await unlessAborted(assembleParts(made, drawId, { quietMs }), options.signal);
  return { parts: patient, outcome: await runSuite(patient, options) };
}

/**
 * A receiver that ends some time after each good event passes the check it ends of, and fails whatever goes on
 * by then. One that we started and that died of no attack is looked at for that, and judged as what it is.
 */
async function afterDeaths(made: Run, tried: Tried, options: SuiteOptions): Promise<Tried> {
  const { contact, health, managed, diesOfGoodEvents } = tried.parts;
  if (!contact || !takesGoodEvents(contact) || !managed || !health.isUsable()) return tried;
  const attacks = new Set(options.checks.filter(isAttack).map(({ id }) => id));
  const died = tried.outcome.findings.some(
    ({ kind, check }) => kind === "receiver-died" && !attacks.has(check),
  );
  if (!died || !(await diesOfGoodEvents()) || options.signal?.aborted === true) return tried;
  const drawId = createRunIds(made.clock.wall.now());
  const parts = await assembleParts(made, drawId, { dying: contact });
  return { parts, outcome: await runSuite(parts, options) };
}

/** How long nothing more must show of an effect that came bit by bit, at least. */
const patientQuietMs = 3_000;

function suiteOptions(made: Reported, target: string): SuiteOptions {
  const { options, checks, baseline } = made;
  return {
    checks: bringAlong(checks, options.checks ?? catalogue, options),
    strict: options.strict ?? false,
    bail: options.bail ?? false,
    repeatLine: (check) => repeatLine(check, made, target),
    fixedClock: whyClockIsFixed(options),
    doesNotCount: (id) =>
      baseline.some(({ check }) => check === id) || !checks.some((check) => check.id === id),
    ...(options.suiteLimits === undefined ? {} : { limits: options.suiteLimits }),
    ...(options.signal === undefined ? {} : { signal: options.signal }),
  };
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

async function witnessOf({
  witness,
  allowHosts,
}: CheckReceiverOptions): Promise<Witness | undefined> {
  if (typeof witness === "string") return parseWitness(witness, { allowHosts });
  return typeof witness === "function" ? createFunctionWitness(witness) : witness;
}

function repeatLine(
  check: CheckId,
  { options, types, simulator: { seed } }: Reported,
  target: string,
): string {
  const { exec, env, path, witness, target: given, longConnection = false, effectTiming } = options;
  const place = path === undefined || longConnection ? [] : [`--path ${shellWord(path)}`];
  const started =
    exec === undefined
      ? []
      : [`--exec ${quoted(exec)}`, ...environmentFlags(env), ...(given ? [] : place)];
  const flags = longConnection ? ["--long-connection", ...started] : started;
  // A URL beside --exec says where the receiver listens; without one its port is a new one each time.
  const url = flags.length === 0 || typeof given === "string" ? [shellWord(target)] : [];
  const receiver = [...url, ...flags].join(" ");
  const shown = typeof witness === "string" ? ` --witness ${quoted(witness)}` : "";
  const actsWithin = effectTiming?.visibleWithinMs;
  const late = actsWithin === undefined ? "" : ` --effect-within ${actsWithin}ms`;
  const events = eventFlagsOf(options, types);
  return `mocklark check ${receiver}${events}${shown}${late} --only ${check} --seed ${seed}`;
}

/** Only where they are not those that are sent by themselves. */
function eventFlagsOf({ eventFlags }: CheckReceiverOptions, { all }: EventTypes): string {
  const given = eventFlags ?? all.map(({ name }) => name);
  if (given.length === 0 || all.every((type) => type === reserveConfigType)) return "";
  return given.map((name) => ` --event ${shellWord(name)}`).join("");
}

/** In double quotes, as people write it, unless a shell would make something else of it there. */
const quoted = (command: string): string =>
  /[$`!\n]/.test(command) ? shellWord(command) : JSON.stringify(command);
