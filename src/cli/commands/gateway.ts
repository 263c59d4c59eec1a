import type { Command } from "commander";
import { parseClock } from "../../base/clock.js";
import { definedOnly } from "../../base/defined-only.js";
import { MocklarkError } from "../../base/errors.js";
import {
  connectionFaultNames,
  type ConnectionFaultName,
  networkFaultNames,
  type NetworkFaultName,
} from "../../delivery/fault.js";
import type { EventType } from "../../event/event-type.js";
import type { EventOptions } from "../../event/reserve-config/event-factory.js";
import type { Gateway } from "../../gateway/gateway.js";
import type { Scenario } from "../../scenario/scenario.js";
import type { Simulator } from "../../simulator/simulator.js";
import type { RegisterCommand } from "../command.js";
import { addEventOptions, type EventFlags, eventClock, eventOptions } from "../event-options.js";
import { eventTypeFlag, type EventTypeFlags, namedEventTypes } from "../event-type-flag.js";
import { type ExitCode, exitCodes } from "../exit-codes.js";
import { addGatewayControl } from "../gateway-control.js";
import { inputName, readText } from "../input-file.js";
import { openServer } from "../open-server.js";
import {
  addAppOptions,
  type AppFlags,
  choiceFlag,
  durationFlag,
  flag,
  integerFlag,
  readApp,
} from "../options.js";
import { resumedText, refusalOf, type Resumed, resumeOwed } from "../owed-deliveries.js";
import { printError } from "../print-error.js";
import { addRetryOptions, type RetryFlags } from "../retry-options.js";
import { addServerOptions, type ServerFlags } from "../server-options.js";
import type { Terminal } from "../terminal.js";
import { untilAborted } from "../until-aborted.js";
import { describe } from "../described.js";
import { gatewayCommandTexts } from "../texts/gateway-command-texts.js";
import { mainTexts } from "../texts/main-texts.js";
import { sendTexts } from "../texts/send-texts.js";
import { withSuggestion } from "../../base/suggestions.js";

interface GatewayFlags extends AppFlags, EventFlags, EventTypeFlags, RetryFlags, ServerFlags {
  readonly count?: number;
  readonly send?: string;
  readonly stay?: boolean;
  readonly waitFor?: number;
  readonly fault?: ConnectionFaultName | NetworkFaultName;
}

/** `mocklark gateway`: the long-connection server, and remote control of one that runs. */
export const registerGateway: RegisterCommand = (program, context, finish) => {
  const { terminal, signal } = context;
  const command = program.command("gateway");
  addServerOptions(
    addEventOptions(addAppOptions(describe(command, gatewayCommandTexts("about")))),
    "deliveries",
  )
    .addOption(eventTypeFlag())
    .addOption(integerFlag("--count <n>", gatewayCommandTexts("count"), 1))
    .addOption(flag("--send <scenario>", gatewayCommandTexts("send")))
    .addOption(flag("--stay", gatewayCommandTexts("stay")))
    .addOption(durationFlag("--wait-for <duration>", gatewayCommandTexts("wait-for")))
    .addOption(
      choiceFlag("--fault <name>", gatewayCommandTexts("fault"), [
        ...networkFaultNames,
        ...connectionFaultNames,
      ]),
    );
  // Commander would only count the arguments of a command that can also do without a subcommand.
  command.allowExcessArguments();
  addRetryOptions(command).action(async (flags: GatewayFlags) => {
    refuseUnknownAction(command);
    finish(await serve(flags, terminal, signal));
  });
  addGatewayControl(command, context, finish);
};

function refuseUnknownAction({ args: [written], commands }: Command): void {
  if (written === undefined) return;
  const names = commands.map((command) => command.name());
  const more = mainTexts("help-lists", { command: "mocklark gateway" });
  throw new MocklarkError("USAGE", gatewayCommandTexts("no-command", { written }), {
    remedy: withSuggestion(written, names, more),
  });
}

async function serve(
  flags: GatewayFlags,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<ExitCode> {
  const events = await namedEventTypes(flags, terminal.cwd);
  const scenario =
    flags.send === undefined ? undefined : await readScenario(flags.send, events, terminal);
  const asked = eventOptions(flags, events);
  const settings = async () => ({ app: readApp(flags), events, ...(await eventClock(flags)) });
  const server = await openServer({ flags, terminal, settings });
  const { simulator, gateway, url, lines } = server;
  try {
    lines.listening({ url, ...simulator.app });
    warnOfAppId(simulator.app.appId, terminal);
    server.watch();
    return await work(flags, { simulator, gateway, terminal, signal, scenario, asked });
  } finally {
    await server.close();
  }
}

function warnOfAppId(appId: string, terminal: Terminal): void {
  if (/^cli_[\da-f]{16}$/i.test(appId)) return;
  terminal.progress(`${gatewayCommandTexts("app-id", { appId }).in(terminal.language)}\n`);
}

interface Open {
  readonly simulator: Simulator;
  readonly gateway: Gateway;
  readonly terminal: Terminal;
  readonly signal: AbortSignal;
  /** What --send names. */
  readonly scenario: Scenario | undefined;
  /** What the flags say of each event. */
  readonly asked: EventOptions;
}

/** What was asked for, and then, or without a wish, open until a signal comes. */
async function work(flags: GatewayFlags, open: Open): Promise<ExitCode> {
  const { signal } = open;
  let code: ExitCode = exitCodes.ok;
  const asked = flags.count !== undefined || flags.send !== undefined;
  if (asked || flags.data !== undefined) {
    if (!(await clientOnline(flags, open))) return code;
    code = await send(flags, open);
    if (asked && flags.stay !== true) return code;
  }
  await untilAborted(signal);
  return code;
}

/** False when a signal came first. */
async function clientOnline({ waitFor }: GatewayFlags, open: Open): Promise<boolean> {
  const { gateway, simulator, signal } = open;
  const { appId } = simulator.app;
  const online = gateway.whenOnline(appId, { timeoutMs: waitFor ?? 2_147_483_647 });
  await Promise.race([online, untilAborted(signal)]);
  return !signal.aborted;
}

async function send(flags: GatewayFlags, open: Open): Promise<ExitCode> {
  const delivered = await sendMany(flags, open);
  const { scenario } = open;
  if (scenario === undefined || open.signal.aborted) return delivered;
  const played = await playScenario(scenario, flags, open);
  return delivered === exitCodes.ok ? played : delivered;
}

/** What is owed and what was asked for. */
async function sendMany(flags: GatewayFlags, open: Open): Promise<ExitCode> {
  const { pushMany } = await import("../../simulator/push-many.js");
  const { simulator, gateway, terminal, signal, asked } = open;
  const { count = 0, data, fault } = flags;
  // What a journal holds need not be cancelled: the next process goes on with it.
  if (data !== undefined) signal.addEventListener("abort", () => void simulator.close());
  const resuming = resumeOwed(simulator, terminal);
  const { succeeded, attempts, left } = await pushMany(simulator, {
    to: gateway.channel(simulator.app.appId),
    count,
    stop: signal,
    ...(data === undefined ? { signal } : {}),
    ...asked,
    types: simulator.types.all.map(({ name }) => name),
    ...definedOnly({ fault: fault && { name: fault } }),
  });
  const resumed = await resuming;
  if (count > 0) {
    const sent = { ...nothingSent, asked: count, succeeded, left, attempts };
    terminal.progress(`${sendTexts("summary", sent).in(terminal.language)}\n`);
  }
  if (resumed.owed > 0) terminal.progress(`${resumedText(resumed).in(terminal.language)}\n`);
  const refused = tellRefusal(resumed, terminal);
  if (refused !== undefined) return refused;
  const isAll = succeeded === count && resumed.succeeded === resumed.owed;
  return isAll ? exitCodes.ok : exitCodes.failed;
}

const nothingSent = { givenUp: 0, cancelled: 0, unclear: 0, unstarted: 0, seconds: null };

/** Said, not thrown: a gateway that is to stay open serves its clients all the same. */
function tellRefusal(resumed: Resumed, terminal: Terminal): ExitCode | undefined {
  const refusal = refusalOf(resumed);
  return refusal === undefined ? undefined : printError(refusal, terminal);
}

async function readScenario(
  file: string,
  events: readonly EventType[],
  terminal: Terminal,
): Promise<Scenario> {
  const { parseScenario } = await import("../../scenario/parse-scenario.js");
  const text = await readText(file, terminal);
  return parseScenario(text, inputName(file, terminal.language), {
    env: terminal.env,
    events,
    language: terminal.language,
  });
}

async function playScenario(
  scenario: Scenario,
  flags: GatewayFlags,
  open: Open,
): Promise<ExitCode> {
  const { runScenario } = await import("../../scenario/run-scenario.js");
  const { createScenarioJson, createScenarioLines, exitCodeOf } =
    await import("../scenario-lines.js");
  const { connectOver } = await import("../long-connection-host.js");
  const { simulator, gateway, terminal, signal } = open;
  const printer =
    flags.json === true ? createScenarioJson(terminal) : createScenarioLines(terminal);
  printer.scenario(scenario);
  const clock = parseClock(flags.retries === "fast" ? "virtual" : "real");
  const result = await runScenario(scenario, {
    clock,
    app: simulator.app,
    seed: simulator.seed,
    connect: connectOver(gateway),
    language: terminal.language,
    onStep: (step) => printer.step(step, scenario),
    signal,
  });
  printer.result(result);
  return exitCodeOf([result], { strict: false, asked: 1 });
}
