import type { Command } from "commander";
import type { WallClock } from "../../base/clock.js";
import { definedOnly } from "../../base/defined-only.js";
import type { Text } from "../../base/text.js";
import { MocklarkError } from "../../base/errors.js";
import { defaultDeliveryPolicy } from "../../delivery/delivery-policy.js";
import type { DeliveryObserver } from "../../delivery/delivery.js";
import {
  type FaultName,
  faultNames,
  type NetworkFaultName,
  networkFaultNames,
} from "../../delivery/fault.js";
import { parseTarget } from "../../network/target.js";
import type { EventTypes } from "../../event/event-types.js";
import type { FeishuEvent } from "../../event/feishu-event.js";
import type { PushSummary } from "../../simulator/push-many.js";
import type { Simulator } from "../../simulator/simulator.js";
import type { PushOptions } from "../../simulator/simulator-options.js";
import type { RegisterCommand } from "../command.js";
import { createDeliveryJson, createDeliveryLines, createTlsHint } from "../delivery-lines.js";
import {
  countOf,
  eventTypeFlag,
  type EventTypeFlags,
  namedEventTypes,
} from "../event-type-flag.js";
import { addEventOptions, eventClock, type EventFlags, eventOptions } from "../event-options.js";
import type { EventLogFile } from "../event-log-file.js";
import { type ExitCode, exitCodes } from "../exit-codes.js";
import {
  addAppOptions,
  addTargetOptions,
  type AppFlags,
  choiceFlag,
  flag,
  integerFlag,
  probabilityFlag,
  rateFlag,
  readApp,
  readTls,
  type TargetFlags,
} from "../options.js";
import {
  addPolicyOptions,
  addRetryOptions,
  type PolicyFlags,
  readPolicy,
  type RetryFlags,
  retryTiming,
} from "../retry-options.js";
import {
  assertAllResumed,
  owedText,
  resumedText,
  openDataFolder,
  resumeOwed,
} from "../owed-deliveries.js";
import type { Terminal } from "../terminal.js";
import { argument, describe } from "../described.js";
import { sendTexts } from "../texts/send-texts.js";
import { flagTexts } from "../texts/flag-texts.js";

const printKinds = ["http", "curl", "json"] as const;

interface Wish extends PushOptions {
  readonly to: string;
  /** Taken in turn. */
  readonly types: readonly string[];
}

interface Asked {
  readonly flags: SendFlags;
  readonly command: Command;
  readonly terminal: Terminal;
  readonly signal: AbortSignal;
}

interface SendFlags
  extends AppFlags, EventFlags, EventTypeFlags, TargetFlags, RetryFlags, PolicyFlags {
  readonly count: number;
  readonly concurrency: number;
  readonly rate?: number;
  readonly file?: string;
  readonly scenario?: string;
  readonly witness?: string;
  readonly fault?: FaultName | NetworkFaultName;
  readonly faultProbability?: number;
  readonly duplicates?: number;
  readonly allowInvalid?: boolean;
  readonly data?: string;
  readonly eventLog?: string;
  readonly dryRun?: boolean;
  readonly print: (typeof printKinds)[number];
  readonly json?: boolean;
}

/** Above this many events a line for each would bury the summary. */
const mostLines = 20;

/** `mocklark send`: makes events and delivers them to a webhook, with Feishu's limits and retries. */
export const registerSend: RegisterCommand = (program, { terminal, signal }, finish) => {
  const command = describe(
    addEventOptions(addAppOptions(program.command("send"))),
    sendTexts("about"),
  )
    .addArgument(argument("<url>", flagTexts("url")))
    .addOption(eventTypeFlag())
    .addOption(integerFlag("--count <n>", sendTexts("count")).default(1))
    .addOption(flag("--file <event.json>", sendTexts("file")))
    .addOption(flag("--scenario <file>", sendTexts("scenario")))
    .addOption(flag("--witness <how>", sendTexts("witness")))
    .addOption(integerFlag("--concurrency <n>", sendTexts("concurrency"), 1).default(1))
    .addOption(rateFlag("--rate <n/s>", sendTexts("rate")))
    .addOption(
      choiceFlag("--fault <name>", sendTexts("fault"), [...networkFaultNames, ...faultNames]),
    )
    .addOption(probabilityFlag("--fault-probability <p>", sendTexts("fault-probability")))
    .addOption(integerFlag("--duplicates <n>", sendTexts("duplicates")))
    .addOption(flag("--allow-invalid", flagTexts("allow-invalid")))
    .addOption(flag("--data <folder>", flagTexts("data", { kept: "deliveries" })))
    .addOption(flag("--event-log <file>", flagTexts("event-log")))
    .addOption(flag("--dry-run", sendTexts("dry-run")))
    .addOption(choiceFlag("--print <kind>", sendTexts("print"), printKinds).default("http"))
    .addOption(flag("--json", sendTexts("json")));
  addTargetOptions(addPolicyOptions(addRetryOptions(command))).action(
    async (url: string, flags: SendFlags) => {
      parseTarget(url, { allowHosts: flags.allowHost });
      if (flags.scenario === undefined) {
        assertNoWitness(command);
        return finish(await sendEvents(url, { flags, command, terminal, signal }));
      }
      assertOnlyScenario(command, flags);
      finish(await playScenario(url, flags.scenario, flags, terminal, signal));
    },
  );
};

/** Flags of an event or of its delivery, which a scenario file has words of its own for. */
const notBesideScenario = [
  "file",
  "count",
  "set",
  "unset",
  "variant",
  "scope",
  "deterministic",
  "concurrency",
  "rate",
  "fault",
  "duplicates",
  "allowInvalid",
  "data",
  "eventLog",
  "print",
  "successStatus",
  "followRedirects",
  "resign",
  "reencrypt",
  "timestamps",
  "ordered",
  "duplicateProbability",
] as const;

/**
 * What the environment or the config file says may be meant for other calls; --dry-run holds wherever it
 * stands.
 * @throws MocklarkError USAGE rather than leave unheeded what was asked for
 */
function assertOnlyScenario(command: Command, { dryRun }: SendFlags): void {
  const said = command.options.find((option) => {
    const name = option.attributeName();
    if (name === "dryRun") return dryRun === true;
    const known = notBesideScenario.some((other) => other === name);
    return known && command.getOptionValueSource(name) === "cli";
  });
  if (!said) return;
  const flagName = said.long ?? said.flags;
  throw new MocklarkError("USAGE", sendTexts("not-with-scenario", { flag: flagName }), {
    remedy: sendTexts("not-with-scenario-remedy", { flag: flagName }),
  });
}

function assertNoWitness(command: Command): void {
  if (command.getOptionValueSource("witness") !== "cli") return;
  throw new MocklarkError("USAGE", sendTexts("only-with-scenario"), {
    remedy: sendTexts("only-with-scenario-remedy"),
  });
}

async function playScenario(
  url: string,
  file: string,
  flags: SendFlags,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<ExitCode> {
  const { playFiles } = await import("./run.js");
  const { retries, speed } = flags;
  const clock = speed === undefined ? (retries === "real" ? "real" : "virtual") : `${speed}x`;
  return playFiles([file], { ...flags, to: url, clock }, terminal, signal);
}

async function sendEvents(
  url: string,
  { flags: said, command, terminal, signal }: Asked,
): Promise<ExitCode> {
  const types = await namedEventTypes(said, terminal.cwd);
  const isOne = said.file !== undefined;
  const flags = isOne ? said : { ...said, count: countOf(command, said.count, types) };
  const { createSimulator } = await import("../../simulator/simulator.js");
  const timing = { ...retryTiming(flags), ...(await eventClock(flags)) };
  // A dry run leaves no trace on disk either.
  const { data, eventLog: log } = flags.dryRun === true ? {} : flags;
  const journal =
    data === undefined ? undefined : await openDataFolder(data, timing.clock, terminal);
  const eventLog = log === undefined ? undefined : await openEventLog(log);
  const simulator = createSimulator({
    ...timing,
    app: readApp(flags),
    events: types,
    policy: { ...timing.policy, ...readPolicy(flags) },
    tls: readTls(flags),
    allowHosts: flags.allowHost,
    maxInFlight: flags.concurrency,
    keep: 0,
    observers: [
      ...observersOf(flags, terminal),
      createTlsHint(terminal),
      ...(eventLog ? [eventLog.observer] : []),
    ],
    ...definedOnly({ journal }),
  });
  // What a journal holds need not be cancelled: the next process goes on with it.
  const leave = (): void => void simulator.close();
  if (journal) signal.addEventListener("abort", leave, { once: true });
  const wish: Wish = {
    to: url,
    ...(journal ? {} : { signal }),
    types: types.map(({ name }) => name),
    ...(isOne
      ? { event: await readFileOf(flags, simulator.types, terminal) }
      : eventOptions(flags, types)),
    ...definedOnly({
      fault: flags.fault && { name: flags.fault },
      faultProbability: flags.faultProbability,
      duplicates: flags.duplicates,
      allowInvalid: flags.allowInvalid,
    }),
  };
  try {
    if (flags.dryRun === true) return await printRequests(simulator, wish, flags, terminal);
    return await deliver(simulator, wish, flags, terminal, signal);
  } finally {
    await simulator.close();
    await eventLog?.close();
  }
}

async function openEventLog(path: string): Promise<EventLogFile> {
  const { openEventLogFile } = await import("../event-log-file.js");
  return openEventLogFile(path);
}

async function readFileOf(
  flags: SendFlags,
  types: EventTypes,
  terminal: Terminal,
): Promise<FeishuEvent> {
  const { readEventFile } = await import("../read-event-file.js");
  return readEventFile(flags, types, terminal);
}

function observersOf(flags: SendFlags, terminal: Terminal): DeliveryObserver[] {
  if (flags.json === true) return [createDeliveryJson(terminal)];
  if (flags.count > mostLines) return [];
  const attempts = flags.retries === "off" ? 1 : defaultDeliveryPolicy.waitsMs.length + 1;
  const encrypted = Boolean(readApp(flags).encryptKey);
  return [createDeliveryLines(terminal, { attempts, encrypted })];
}

async function printRequests(
  simulator: Simulator,
  wish: Wish,
  { count, print }: SendFlags,
  terminal: Terminal,
): Promise<ExitCode> {
  const { typeInTurn } = await import("../../simulator/push-many.js");
  const { formatAsCurl, formatAsHttp, formatAsJson } = await import("../../wire/format-request.js");
  const format = { curl: formatAsCurl, http: formatAsHttp, json: formatAsJson }[print];
  const { types, ...rest } = wish;
  for (let made = 0; made < count; made++) {
    const request = await simulator.prepare({ ...rest, ...typeInTurn(types, made) });
    await terminal.data(`${format(request, new URL(wish.to))}\n`);
  }
  return exitCodes.ok;
}

async function deliver(
  simulator: Simulator,
  wish: Wish,
  flags: SendFlags,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<ExitCode> {
  const { pushMany } = await import("../../simulator/push-many.js");
  const { wall } = simulator.clock;
  const { language } = terminal;
  const started = wall.elapsed();
  const resuming = resumeOwed(simulator, terminal);
  const progress = createSendProgress(terminal, wall, flags.count);
  const tell = (summary: PushSummary): void => {
    const seconds = (wall.elapsed() - started) / 1000;
    terminal.progress(`${summaryText(summary, flags.count, seconds).in(language)}\n`);
  };
  let latest: PushSummary | undefined;
  const pushing = pushMany(simulator, {
    ...wish,
    count: flags.count,
    stop: signal,
    ...definedOnly({ ratePerSecond: flags.rate }),
    onEnded: (_delivery, soFar) => {
      latest = soFar;
      progress(soFar);
    },
  });
  // A full disk ends a journal in the middle of everything: what was done by then is worth knowing.
  const summary = await pushing.catch((error: unknown) => {
    if (latest) tell(latest);
    const { pending } = simulator.deliveries.counts;
    if (flags.data !== undefined && pending > 0)
      terminal.progress(`${owedText(pending).in(language)}\n`);
    throw error;
  });
  const resumed = await resuming;
  tell(summary);
  if (resumed.owed > 0) terminal.progress(`${resumedText(resumed).in(language)}\n`);
  assertAllResumed(resumed);
  if (summary.succeeded === flags.count && resumed.succeeded === resumed.owed) return exitCodes.ok;
  if (summary.unreachable > 0 && summary.unreachable === flags.count) {
    throw new MocklarkError("ENVIRONMENT", sendTexts("unreachable", { to: wish.to }), {
      remedy: sendTexts("unreachable-remedy"),
    });
  }
  return exitCodes.failed;
}

/** A live line on a terminal; elsewhere a line every few seconds, so that a log shows it is alive. */
function createSendProgress(
  terminal: Terminal,
  wall: WallClock,
  count: number,
): (summary: PushSummary) => void {
  const everyMs = terminal.isTerminal ? 100 : 5_000;
  const startedAt = wall.elapsed();
  let shownAt = startedAt;
  return ({ succeeded, givenUp }) => {
    const now = wall.elapsed();
    if (now - shownAt < everyMs) return;
    shownAt = now;
    const ended = succeeded + givenUp;
    const rate = Math.round((ended * 1000) / (now - startedAt));
    const text = sendTexts("progress", { ended, count, givenUp, rate }).in(terminal.language);
    if (terminal.isTerminal) terminal.live(text);
    else terminal.progress(`${text}\n`);
  };
}

function summaryText(summary: PushSummary, asked: number, seconds: number): Text {
  const { started, succeeded, givenUp, cancelled, left, attempts } = summary;
  return sendTexts("summary", {
    asked,
    succeeded,
    givenUp,
    cancelled,
    left,
    unclear: started - succeeded - givenUp - cancelled - left,
    unstarted: asked - started,
    attempts,
    seconds: seconds.toFixed(1),
  });
}
