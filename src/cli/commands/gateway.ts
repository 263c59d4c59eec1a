import type { Command } from "commander";
import { parseClock } from "../../base/clock.js";
import { definedOnly } from "../../base/defined-only.js";
import { parseDuration } from "../../base/durations.js";
import { MocklarkError } from "../../base/errors.js";
import { didYouMean } from "../../base/suggestions.js";
import {
  connectionFaultNames,
  type ConnectionFaultName,
  networkFaultNames,
  type NetworkFaultName,
} from "../../delivery/fault.js";
import { type ClientConfigPreset, clientConfigPresetNames } from "../../gateway/client-config.js";
import type { Gateway } from "../../gateway/gateway.js";
import { checkWebSocketPingMs } from "../../gateway/websocket-pings.js";
import type { Scenario } from "../../scenario/scenario.js";
import type { Simulator } from "../../simulator/simulator.js";
import type { RegisterCommand } from "../command.js";
import { createDeliveryJson, createDeliveryLines } from "../delivery-lines.js";
import { addEventOptions, type EventFlags, eventClock, eventOptions } from "../event-options.js";
import { openEventLogFile } from "../event-log-file.js";
import { type ExitCode, exitCodes } from "../exit-codes.js";
import { addGatewayControl } from "../gateway-control.js";
import { createGatewayJson, createGatewayLines } from "../gateway-lines.js";
import { inputName, readBytes, readText } from "../input-file.js";
import {
  addAppOptions,
  type AppFlags,
  choiceFlag,
  durationFlag,
  flag,
  integerFlag,
  parsedFlag,
  readApp,
} from "../options.js";
import {
  describeResumed,
  openDataFolder,
  refusalOf,
  type Resumed,
  resumeOwed,
} from "../owed-deliveries.js";
import { printError } from "../print-error.js";
import { addRetryOptions, type RetryFlags, retryTiming } from "../retry-options.js";
import type { Terminal } from "../terminal.js";

interface GatewayFlags extends AppFlags, EventFlags, RetryFlags {
  readonly port: number;
  readonly count?: number;
  readonly send?: string;
  readonly stay?: boolean;
  readonly waitFor?: number;
  readonly fault?: ConnectionFaultName | NetworkFaultName;
  readonly data?: string;
  readonly eventLog?: string;
  readonly quick?: boolean;
  readonly clientConfig?: ClientConfigPreset;
  readonly websocketPing?: number;
  readonly cert?: string;
  readonly key?: string;
  readonly json?: boolean;
}

/** `mocklark gateway`: the long-connection server, and remote control of one that runs. */
export const registerGateway: RegisterCommand = (program, context, finish) => {
  const { terminal, signal } = context;
  const command = addEventOptions(addAppOptions(program.command("gateway")))
    .description("be the server of the long connection: official clients connect to it")
    .addOption(integerFlag("--port <n>", "port; 0 is any free one").default(7788))
    .addOption(integerFlag("--count <n>", "push so many events once a client is online", 1))
    .addOption(flag("--send <scenario>", "play this scenario once a client is online"))
    .addOption(flag("--stay", "stay open after --count or --send"))
    .addOption(
      durationFlag("--wait-for <duration>", "how long to wait for a client; default: ever"),
    )
    .addOption(
      choiceFlag("--fault <name>", "what goes wrong at each first attempt", [
        ...networkFaultNames,
        ...connectionFaultNames,
      ]),
    )
    .addOption(
      flag("--data <folder>", "keep deliveries on disk, and go on with what is owed there"),
    )
    .addOption(flag("--event-log <file>", "append a row per attempt in Feishu's words, as NDJSON"))
    .addOption(
      choiceFlag(
        "--client-config <name>",
        "what clients are told about reconnecting and pinging",
        clientConfigPresetNames,
      ),
    )
    .addOption(
      flag(
        "--quick",
        "clients reconnect at once and ping every second; short for --client-config quick",
      ),
    )
    .addOption(
      parsedFlag(
        "--websocket-ping <duration>",
        "time between two pings of the WebSocket itself; 0 is none; default 30s",
        parseWebSocketPing,
      ),
    )
    .addOption(flag("--cert <file>", "certificate (PEM), for wss"))
    .addOption(flag("--key <file>", "its private key (PEM)"))
    .addOption(flag("--json", "one JSON object per happening"));
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
  const hint = didYouMean(
    written,
    commands.map((command) => command.name()),
  );
  throw new MocklarkError(
    "USAGE",
    `Failed to run "gateway ${written}": there is no such command.`,
    {
      remedy: `${hint} "mocklark gateway --help" lists them.`.trimStart(),
    },
  );
}

async function serve(
  flags: GatewayFlags,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<ExitCode> {
  const { createSimulator } = await import("../../simulator/simulator.js");
  const tls = await readCertificate(flags);
  const scenario = flags.send === undefined ? undefined : await readScenario(flags.send, terminal);
  const { policy, clock } = retryTiming(flags);
  const attempts = (policy.waitsMs?.length ?? 4) + 1;
  const journal =
    flags.data === undefined ? undefined : await openDataFolder(flags.data, clock, terminal);
  const eventLog =
    flags.eventLog === undefined ? undefined : await openEventLogFile(flags.eventLog);
  const simulator = createSimulator({
    app: readApp(flags),
    policy,
    clock,
    ...(await eventClock(flags)),
    ...definedOnly({ journal }),
    observers: [
      flags.json === true
        ? createDeliveryJson(terminal)
        : createDeliveryLines(terminal, { attempts, encrypted: false }),
      ...(eventLog ? [eventLog.observer] : []),
    ],
  });
  try {
    const gateway = await simulator.gateway({
      ...definedOnly({ tls, websocketPingMs: flags.websocketPing }),
      clientConfig: presetOf(flags),
    });
    const { url } = await gateway.listen(flags.port);
    const lines = flags.json === true ? createGatewayJson(terminal) : createGatewayLines(terminal);
    lines.listening({ url, ...simulator.app });
    warnOfAppId(simulator.app.appId, terminal);
    gateway.observe(lines.observer(() => gateway.connections()));
    return await work(flags, { simulator, gateway, terminal, signal, scenario });
  } finally {
    await simulator.close();
    await eventLog?.close();
  }
}

function warnOfAppId(appId: string, terminal: Terminal): void {
  if (/^cli_[\da-f]{16}$/i.test(appId)) return;
  terminal.progress(
    `The official Node client connects only with an app id of cli_ and 16 hex digits, not with ${appId}.\n`,
  );
}

const parseWebSocketPing = (text: string): number =>
  checkWebSocketPingMs(text === "0" ? 0 : parseDuration(text));

const presetOf = ({ clientConfig, quick }: GatewayFlags): ClientConfigPreset =>
  clientConfig ?? (quick === true ? "quick" : "default");

interface Open {
  readonly simulator: Simulator;
  readonly gateway: Gateway;
  readonly terminal: Terminal;
  readonly signal: AbortSignal;
  /** What --send names. */
  readonly scenario: Scenario | undefined;
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
  const { simulator, gateway, terminal, signal } = open;
  const { count = 0, data, fault } = flags;
  // What a journal holds need not be cancelled: the next process goes on with it.
  if (data !== undefined) signal.addEventListener("abort", () => void simulator.close());
  const resuming = resumeOwed(simulator, terminal);
  const { succeeded, attempts, left } = await pushMany(simulator, {
    to: gateway.channel(simulator.app.appId),
    count,
    stop: signal,
    ...(data === undefined ? { signal } : {}),
    ...eventOptions(flags),
    ...definedOnly({ fault: fault && { name: fault } }),
  });
  const resumed = await resuming;
  if (count > 0) {
    const unit = attempts === 1 ? "attempt" : "attempts";
    const rest = left > 0 ? `, ${left} left for the next process` : "";
    terminal.progress(`${succeeded} of ${count} delivered${rest}, ${attempts} ${unit}\n`);
  }
  if (resumed.owed > 0) terminal.progress(`${describeResumed(resumed)}\n`);
  const refused = tellRefusal(resumed, terminal);
  if (refused !== undefined) return refused;
  const isAll = succeeded === count && resumed.succeeded === resumed.owed;
  return isAll ? exitCodes.ok : exitCodes.failed;
}

/** Said, not thrown: a gateway that is to stay open serves its clients all the same. */
function tellRefusal(resumed: Resumed, terminal: Terminal): ExitCode | undefined {
  const refusal = refusalOf(resumed);
  return refusal === undefined ? undefined : printError(refusal, terminal);
}

async function readScenario(file: string, terminal: Terminal): Promise<Scenario> {
  const { parseScenario } = await import("../../scenario/parse-scenario.js");
  const text = await readText(file, terminal);
  return parseScenario(text, inputName(file), { env: terminal.env });
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
    onStep: (step) => printer.step(step, scenario),
    signal,
  });
  printer.result(result);
  return exitCodeOf([result], { strict: false, asked: 1 });
}

async function readCertificate({ cert, key }: GatewayFlags) {
  if (cert === undefined && key === undefined) return undefined;
  if (cert === undefined || key === undefined) {
    throw new MocklarkError("USAGE", "Failed to serve wss: --cert and --key belong together.", {
      remedy: 'Make both with "mocklark certs".',
    });
  }
  return {
    certPem: (await readBytes(cert)).toString("utf8"),
    keyPem: (await readBytes(key)).toString("utf8"),
  };
}

function untilAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener("abort", () => resolve(), { once: true });
  });
}
