import type { Command } from "commander";
import { definedOnly } from "../../base/defined-only.js";
import { durationText, parseDuration } from "../../base/durations.js";
import { MocklarkError } from "../../base/errors.js";
import { printableMessage } from "../../base/printable.js";
import { createRandom, randomSeed } from "../../base/random.js";
import type { Text } from "../../base/text.js";
import { type App, createApp } from "../../event/app.js";
import type { FeishuEvent } from "../../event/feishu-event.js";
import type { LoadPlan } from "../../load/load-plan.js";
import type { LoadReport } from "../../load/load-report.js";
import type { LoadProgress } from "../../load/run-load.js";
import type { Threshold } from "../../load/threshold.js";
import { parseThreshold } from "../../load/parse-threshold.js";
import { parseTarget } from "../../network/target.js";
import type { ManagedReceiver } from "../../receiver/managed-receiver.js";
import type { Witness } from "../../receiver/witness/witness.js";
import { assertExecFlags } from "../assert-exec-flags.js";
import type { CommandContext, RegisterCommand } from "../command.js";
import { argument, describe, type DescribedOption } from "../described.js";
import { eventOptions } from "../event-options.js";
import { eventTypeFlag, type EventTypeFlags, namedEventTypes } from "../event-type-flag.js";
import { type ExitCode, exitCodes } from "../exit-codes.js";
import { InvalidArgument } from "../invalid-argument.js";
import { loadReporters, type LoadReporter } from "../load-reporters.js";
import {
  addAppOptions,
  addTargetOptions,
  type AppFlags,
  asArgument,
  choiceFlag,
  integerFlag,
  listFlag,
  parsedFlag,
  rateFlag,
  readApp,
  readTls,
  repeatable,
  flag,
  type TargetFlags,
} from "../options.js";
import { addReceiverOptions, type ReceiverFlags } from "../receiver-options.js";
import type { Terminal } from "../terminal.js";
import { flagTexts } from "../texts/flag-texts.js";
import { loadCommandTexts } from "../texts/load-texts.js";
import { readVersion } from "../version.js";

interface LoadFlags extends AppFlags, EventTypeFlags, ReceiverFlags, TargetFlags {
  readonly rate?: number;
  readonly concurrency?: number;
  readonly duration: number;
  readonly ramp: number;
  readonly threshold: readonly Threshold[];
  readonly reporter: readonly string[];
  readonly export?: "k6";
  readonly seed?: number;
  readonly set: readonly string[];
  readonly unset: readonly string[];
}

/** `mocklark load`: events at a rate or from so many senders, and what the receiver made of them. */
export const registerLoad: RegisterCommand = (program, context, finish) => {
  const command = describe(addAppOptions(program.command("load")), loadCommandTexts("about"))
    .addArgument(argument("[url]", flagTexts("url-or-exec")))
    .addOption(
      atMost(
        100_000,
        rateFlag("--rate <n/s>", loadCommandTexts("rate")),
        loadCommandTexts("rate-bound"),
      ),
    )
    .addOption(
      atMost(
        4_096,
        integerFlag("--concurrency <n>", loadCommandTexts("concurrency"), 1),
        loadCommandTexts("concurrency-bound"),
      ),
    )
    .addOption(
      parsedFlag("--duration <duration>", loadCommandTexts("duration"), parseLoadDuration).default(
        30_000,
        "30s",
      ),
    )
    .addOption(
      parsedFlag("--ramp <duration>", loadCommandTexts("ramp"), parseDuration).default(0, "0s"),
    )
    .addOption(thresholdFlag())
    .addOption(eventTypeFlag())
    .addOption(integerFlag("--seed <n>", flagTexts("event-seed")))
    .addOption(listFlag("--set <path=value>", flagTexts("set")))
    .addOption(listFlag("--unset <path>", flagTexts("unset")))
    .addOption(listFlag("--reporter <kind[=path]>", loadCommandTexts("reporter")))
    .addOption(choiceFlag("--export <tool>", loadCommandTexts("export"), ["k6"]));
  addTargetOptions(addReceiverOptions(command)).action(
    async (url: string | undefined, flags: LoadFlags, used: Command) => {
      assertExecFlags(used);
      if (url !== undefined) parseTarget(url, { allowHosts: flags.allowHost });
      const plan = planOf(flags);
      finish(
        flags.export === "k6"
          ? await printK6(url, { flags, plan, ...context })
          : await putUnderLoad(url, { flags, plan, ...context }),
      );
    },
  );
};

interface Asked extends CommandContext {
  readonly flags: LoadFlags;
  readonly plan: LoadPlan;
}

/** The flag with an upper bound as well. */
function atMost(most: number, option: DescribedOption, text: Text): DescribedOption {
  const { parseArg } = option;
  return option.argParser((written) => {
    const value = parseArg?.(written, 0) ?? 0;
    if (value <= most) return value;
    throw new InvalidArgument(text);
  });
}

function parseLoadDuration(written: string): number {
  const durationMs = parseDuration(written);
  if (durationMs >= 100 && durationMs <= 3_600_000) return durationMs;
  throw new InvalidArgument(loadCommandTexts("duration-bound"));
}

function thresholdFlag(): DescribedOption {
  const option = flag("--threshold <limit>", loadCommandTexts("threshold"));
  return repeatable<Threshold[]>(option, (written, previous) => [
    ...(previous ?? []),
    asArgument(() => parseThreshold(written)),
  ]).defaultsTo([], flagTexts("none"));
}

function planOf({ rate, concurrency, duration: durationMs, ramp: rampMs }: LoadFlags): LoadPlan {
  if (rate !== undefined && concurrency !== undefined) {
    throw usage(loadCommandTexts("both-models"), loadCommandTexts("both-models-remedy"));
  }
  if (rampMs > durationMs) {
    const said = { ramp: durationText(rampMs), duration: durationText(durationMs) };
    throw usage(loadCommandTexts("ramp-too-long", said), loadCommandTexts("ramp-too-long-remedy"));
  }
  const arrivals =
    concurrency === undefined
      ? ({ kind: "rate", perSecond: rate ?? 100 } as const)
      : ({ kind: "concurrency", senders: concurrency } as const);
  return { arrivals, durationMs, rampMs };
}

const usage = (text: Text, remedy: Text): MocklarkError =>
  new MocklarkError("USAGE", text, { remedy });

const noUrl = (): MocklarkError =>
  usage(loadCommandTexts("no-url"), loadCommandTexts("no-url-remedy"));

async function putUnderLoad(url: string | undefined, asked: Asked): Promise<ExitCode> {
  const { flags, terminal, signal } = asked;
  if (url === undefined && flags.exec === undefined) throw noUrl();
  const reporters = loadReporters(flags.reporter, terminal);
  const { parseWitness } = await import("../../receiver/witness/parse-witness.js");
  const events = await namedEventTypes(flags, terminal.cwd);
  const seed = flags.seed ?? randomSeed();
  const app = createApp(readApp(flags), createRandom(seed));
  terminal.hide(app);
  const given =
    flags.witness === undefined
      ? undefined
      : await parseWitness(flags.witness, { allowHosts: flags.allowHost });
  const receiver = await startReceiver(url, app, asked).catch((error: unknown) => {
    given?.close();
    throw error;
  });
  const witness = given ?? receiver.witness;
  try {
    const { runLoad } = await import("../../load/run-load.js");
    const { toolVersion } = await import("../../contract/report/tool-version.js");
    const report = await runLoad({
      to: receiver.url,
      app,
      plan: asked.plan,
      thresholds: flags.threshold,
      events,
      wish: eventOptions(flags, events),
      seed,
      tls: readTls(flags),
      allowHosts: flags.allowHost,
      ...definedOnly({ witness }),
      witnessAsked: flags.witness !== undefined,
      tool: toolVersion(),
      signal,
      onProgress: createLoadProgress(terminal, asked.plan),
    });
    return await tell(report, reporters, terminal);
  } finally {
    witness?.close();
    await receiver.stop();
  }
}

interface Started {
  readonly url: string;
  readonly witness?: Witness;
  readonly stop: () => Promise<void>;
}

/** What is there already, or what --exec starts, whose output then shows what it does. */
async function startReceiver(
  url: string | undefined,
  app: App,
  { flags, terminal, signal }: Asked,
): Promise<Started> {
  const { exec, env, path, waitFor, allowHost } = flags;
  if (exec === undefined) {
    if (url === undefined) throw noUrl();
    return { url, stop: () => Promise.resolve() };
  }
  const { startManagedReceiver } = await import("../../receiver/managed-receiver.js");
  const managed = await startManagedReceiver({
    command: exec,
    app,
    signal,
    allowHosts: allowHost,
    language: terminal.language,
    onLeftRunning: (text) => terminal.err(`${printableMessage(text)}\n`),
    ...definedOnly({ url, env, path, waitForMs: waitFor }),
  });
  return {
    url: managed.url,
    witness: await outputWitnessOf(managed),
    stop: () => managed.stop(),
  };
}

async function outputWitnessOf({ output }: ManagedReceiver): Promise<Witness> {
  const { createOutputWitness } = await import("../../receiver/witness/output-witness.js");
  return createOutputWitness(output);
}

/** A report that was asked for and is not there must not look like success. */
async function tell(
  report: LoadReport,
  reporters: readonly LoadReporter[],
  terminal: Terminal,
): Promise<ExitCode> {
  let isUnwritten = false;
  for (const reporter of reporters) {
    try {
      await reporter(report);
    } catch (error) {
      if (!(error instanceof MocklarkError)) throw error;
      isUnwritten = true;
      const { printError } = await import("../print-error.js");
      printError(error, terminal);
    }
  }
  if (!report.passed) return exitCodes.failed;
  return isUnwritten ? exitCodes.environment : exitCodes.ok;
}

/** A live line on a terminal; elsewhere a line every few seconds, so that a log shows it is alive. */
function createLoadProgress(
  terminal: Terminal,
  { durationMs }: LoadPlan,
): (progress: LoadProgress) => void {
  const everyMs = terminal.isTerminal ? 0 : 5_000;
  let shownAtMs = 0;
  return ({ phase, elapsedMs, ok, failed, p99 }) => {
    if (phase === "sending" && elapsedMs - shownAtMs < everyMs) return;
    shownAtMs = elapsedMs;
    const text = loadCommandTexts("progress", {
      phase,
      seconds: Math.round(elapsedMs / 1000),
      total: Math.round(durationMs / 1000),
      ok,
      failed,
      rate: Math.round(((ok + failed) * 1000) / elapsedMs),
      p99: `${p99.toFixed(p99 < 10 ? 1 : 0)} ms`,
    }).in(terminal.language);
    if (terminal.isTerminal) terminal.live(text);
    else terminal.progress(`${text}\n`);
  };
}

/** As many as make a receiver meet what differs between events, in some 60 kB of script. */
const k6Events = 48;

async function printK6(url: string | undefined, asked: Asked): Promise<ExitCode> {
  const { flags, plan, terminal } = asked;
  if (url === undefined) throw noUrl();
  const { writeK6Script } = await import("../../load/k6/write-k6-script.js");
  const types = await namedEventTypes(flags, terminal.cwd);
  const { createSimulator } = await import("../../simulator/simulator.js");
  const seed = flags.seed ?? randomSeed();
  const simulator = createSimulator({ app: readApp(flags), events: types, seed });
  try {
    const wish = eventOptions(flags, types);
    const names = types.length === 0 ? [undefined] : types.map(({ name }) => name);
    const events: FeishuEvent[] = [];
    while (events.length < k6Events) {
      const type = names[events.length % names.length];
      events.push(await simulator.generate({ ...wish, ...definedOnly({ type }) }));
    }
    const { app } = simulator;
    const thresholds = flags.threshold;
    const version = readVersion();
    const script = writeK6Script({ url, app, plan, thresholds, events, version });
    await terminal.data(script);
    return exitCodes.ok;
  } finally {
    await simulator.close();
  }
}
