import type { RequestListener, Server } from "node:http";
import { fileURLToPath } from "node:url";
import messageSample from "../../scenarios/events/im.message.receive_v1.json" with { type: "json" };
import { catalogue } from "../../src/contract/catalogue.js";
import { checkReceiver } from "../../src/contract/check-receiver.js";
import type { CheckReceiverOptions } from "../../src/contract/check-receiver-options.js";
import type { CheckId } from "../../src/contract/report/check-id.js";
import type { CheckResult, Report } from "../../src/contract/report/report.js";
import type { CheckContext } from "../../src/contract/suite/check-context.js";
import type { Check, Need } from "../../src/contract/suite/check.js";
import type { EventType } from "../../src/event/event-type.js";
import { reserveConfigType } from "../../src/event/reserve-config/reserve-config-type.js";
import { readSample } from "../../src/event/sample/read-sample.js";
import { createSampleType } from "../../src/event/sample/sample-type.js";
import type { EventIds } from "../../src/receiver/witness/witness.js";
import type { webhookMutants } from "../receivers/mutants/webhook-mutants.mjs";
import roomSample from "../../scenarios/events/vc.room.created_v1.json" with { type: "json" };
import { limitTo } from "./limit-to.js";
import { patientLimits } from "./patient-limits.js";

export type Mutant = (typeof webhookMutants)[number];
type Settings = Parameters<Mutant["create"]>[0];
type CreateReceiver = (settings: Settings) => Server | RequestListener;

/** A good receiver and how it runs: with which keys, and whether we start it as a process. */
export interface GoodRun {
  readonly name: string;
  readonly keyed: boolean;
  readonly started: boolean;
}

export const webhookChecks = catalogue.filter(({ appliesTo }) => appliesTo === "webhook");

export const goodReceivers = [
  "express",
  "node-http",
  "node-sdk",
  "node-sdk-http",
  "queued",
  "talkative",
];

export const goodRuns: readonly GoodRun[] = goodReceivers.flatMap((name) =>
  [true, false].flatMap((keyed) => [false, true].map((started) => ({ name, keyed, started }))),
);

/**
 * Sends 2,000 events, which is most of the time of a run. Good receivers are tried with it, and the broken ones
 * it is expected to catch; of the others it could only say that they remember ids as a good one does.
 */
const floodingCheck: CheckId = "idempotency/many-events";

/** One flood at a time: several in one process would slow each other down until they tell nothing. */
const floodInTurns = limitTo(1);

const withoutFlood = catalogue.filter(({ id }) => id !== floodingCheck);

/** Starts the receiver once more, to move its clock. */
const clockCheck: CheckId = "idempotency/horizon";
const quickChecks = withoutFlood.filter(({ id }) => id !== clockCheck);

const withFlood = catalogue.map((check) =>
  check.id === floodingCheck
    ? { ...check, evaluate: (context: CheckContext) => floodInTurns(() => check.evaluate(context)) }
    : check,
);

export const messageType = createSampleType(readSample(messageSample, "a message"));

/** For checks that need a second type. */
const roomType = createSampleType(readSample(roomSample, "a room"));

export interface KnownOptions {
  /** What the receiver gets, and acts on; default: reserve config updated. */
  readonly events?: readonly EventType[];
  /** Whether what takes long is left out, but for the receivers it is there to catch; default: no. */
  readonly quick?: boolean;
}

const secrets = { encryptKey: "an-encrypt-key", verificationToken: "a-verification-token" };
const appOf = (keyed: boolean) => (keyed ? secrets : { ...secrets, encryptKey: "" });

/** All but what takes long and would only say that the receiver is good in that, too. */
function checksFor({ caughtBy, alsoCaughtBy }: Mutant, quick: boolean): readonly Check[] {
  if (caughtBy === floodingCheck || (!quick && floodingCheck in alsoCaughtBy)) return withFlood;
  return quick && caughtBy !== clockCheck ? quickChecks : withoutFlood;
}

const eventsFor = (
  { caughtBy }: Mutant,
  events: readonly EventType[] = [reserveConfigType],
): readonly EventType[] =>
  needsOf(caughtBy).includes("further-types") ? [...events, roomType] : events;

/** Runs the suite against a broken receiver: in this process, unless its bug only shows in one of its own. */
export function checkMutant(
  mutant: Mutant,
  seed: number,
  { events, quick = false }: KnownOptions = {},
): Promise<Report> {
  const keyed = mutant.mode === "keyed";
  const checks = checksFor(mutant, quick);
  const options = { seed, checks, events: eventsFor(mutant, events) };
  const isStarted = wantsProcess(mutant) || readsPieces(mutant);
  return onceMoreIfWrong(
    () =>
      isStarted
        ? checkStarted(`mutants/run.mjs ${mutant.name}`, keyed, options)
        : checkInProcess(mutant.create, keyed, options),
    (report) => wrongAboutMutant(mutant, report),
  );
}

/** Feishu's 3 s are 3 s also on a machine that is busy with other tests: what is wrong is wrong twice. */
async function onceMoreIfWrong(
  run: () => Promise<Report>,
  wrongAbout: (report: Report) => readonly string[],
): Promise<Report> {
  const report = await run();
  return wrongAbout(report).length === 0 ? report : run();
}

const namesOf = (events: readonly EventType[] = []): string[] => events.map(({ name }) => name);

const processNeeds: ReadonlySet<Need> = new Set(["managed-receiver", "receiver-clock"]);

const wantsProcess = ({ caughtBy }: Mutant): boolean =>
  needsOf(caughtBy).some((need) => processNeeds.has(need));

/** In one process with us a busy machine may have all pieces of a body sent before the receiver reads the first. */
const readsPieces = ({ caughtBy }: Mutant): boolean => caughtBy === "event/body-in-pieces";

/** Runs the suite against a good receiver. */
export async function checkGood(
  { name, keyed, started }: GoodRun,
  seed: number,
  { events = [reserveConfigType], quick = false }: KnownOptions = {},
): Promise<Report> {
  const options = { seed, events, checks: quick ? quickChecks : withFlood };
  const module = (await import(`../receivers/${name}.mjs`)) as { createReceiver: CreateReceiver };
  return onceMoreIfWrong(
    () =>
      started
        ? checkStarted(`${name}.mjs`, keyed, options)
        : checkInProcess(module.createReceiver, keyed, options),
    (report) => wrongAboutGood({ name, keyed, started }, report, events),
  );
}

/** What of a report on a broken receiver is not as it should be. */
export function wrongAboutMutant({ caughtBy, alsoCaughtBy }: Mutant, report: Report): string[] {
  const caught = report.checks.filter(isCaught);
  const missed = report.checks.filter((check) => check.id === caughtBy && !isCaught(check));
  const unrelated = caught.filter(({ id }) => id !== caughtBy && !(id in alsoCaughtBy));
  const broken = report.checks.filter(({ verdict }) => verdict === "error");
  return [...missed, ...unrelated, ...broken].map(describeResult);
}

/** What of a report on a good receiver is not as it should be. */
export function wrongAboutGood(
  run: GoodRun,
  report: Report,
  events: readonly EventType[] = [reserveConfigType],
): string[] {
  const others = report.checks.filter(({ id, verdict }) =>
    isNotTried(id, run, events) ? verdict !== "skip" : verdict !== "pass",
  );
  const { state } = report.witness;
  return [
    ...others.map(describeResult),
    ...report.findings.map(({ message }) => message),
    ...(state === "calibrated" ? [] : [`the witness is ${state}`]),
  ];
}

/** What is only worth knowing never fails; it says what it saw instead. */
export const isCaught = ({ verdict, severity, actual }: CheckResult): boolean =>
  verdict === "fail" || verdict === "warn" || (severity === "info" && actual !== undefined);

const describeResult = ({ id, verdict, reason, actual }: CheckResult): string =>
  [id, verdict, reason, ...(actual === undefined ? [] : [actual])].join(" – ");

/** A good receiver refuses no good event, so that there is none to send again, and the need of others is not met. */
function isNotTried(
  id: CheckId,
  { keyed, started }: GoodRun,
  events: readonly EventType[],
): boolean {
  const needs = needsOf(id);
  const [main] = events;
  return (
    id === "retry/own-failure" ||
    (needs.includes("encrypt-key") && !keyed) ||
    (needs.includes("further-types") && events.length === 1) ||
    (main !== reserveConfigType && isAboutContent(id)) ||
    (needs.some((need) => processNeeds.has(need)) && !started)
  );
}

/** Whether the check is about the content of reserve config events. */
export const isAboutContent = (id: string): boolean =>
  needsOf(id).some((need) => need === "reserve-config" || need === "content-without-id");

function needsOf(id: string): readonly Need[] {
  const check: Check | undefined = webhookChecks.find((candidate) => candidate.id === id);
  return check?.needs ?? [];
}

/** Runs the suite against a receiver in this process, with what it acts on for a witness. */
function checkInProcess(
  create: CreateReceiver,
  keyed: boolean,
  options: CheckReceiverOptions,
): Promise<Report> {
  const app = appOf(keyed);
  const handled: (string | undefined)[] = [];
  const target = create({
    ...app,
    eventTypes: namesOf(options.events),
    onEvent: ({ header }) => void handled.push(header["event_id"]),
  });
  const witness = ({ eventId }: EventIds): number => handled.filter((id) => id === eventId).length;
  return check({ ...options, target, witness, app, effectTiming: { quietMs: 80 } });
}

function checkStarted(
  command: string,
  keyed: boolean,
  options: CheckReceiverOptions,
): Promise<Report> {
  const cwd = fileURLToPath(new URL("../receivers", import.meta.url));
  const types = namesOf(options.events).join(",");
  const exec = `EVENT_TYPES=${types} ${JSON.stringify(process.execPath)} ${command}`;
  return check({ ...options, exec, cwd, app: appOf(keyed) });
}

const check = (options: CheckReceiverOptions): Promise<Report> =>
  checkReceiver({
    recoverWithinMs: 200,
    strict: true,
    // Time enough to wait for others' floods.
    suiteLimits: patientLimits,
    ...options,
  });
