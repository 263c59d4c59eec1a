import { parseDocument } from "../../base/document.js";
import { definedOnly } from "../../base/defined-only.js";
import { MocklarkError } from "../../base/errors.js";
import { faultNames, type FaultName } from "../../delivery/fault.js";
import { parseTarget } from "../../delivery/target.js";
import { applyOverrides } from "../../event/overrides.js";
import type { ReserveConfigEvent } from "../../event/reserve-config-event.js";
import type { PushSummary } from "../../simulator/push-many.js";
import type { PushOptions, Simulator } from "../../simulator/simulator.js";
import type { RegisterCommand } from "../command.js";
import { createDeliveryJson, createDeliveryLines } from "../delivery-lines.js";
import { addEventOptions, eventClock, type EventFlags, eventOptions } from "../event-options.js";
import { type ExitCode, exitCodes } from "../exit-codes.js";
import { readInput } from "../input-file.js";
import {
  addAppOptions,
  addTargetOptions,
  type AppFlags,
  choiceFlag,
  flag,
  integerFlag,
  rateFlag,
  readApp,
  readTls,
  type TargetFlags,
} from "../options.js";
import { addRetryOptions, type RetryFlags, retryTiming } from "../retry-options.js";
import type { Terminal } from "../terminal.js";

const printKinds = ["http", "curl", "json"] as const;

interface Wish extends PushOptions {
  readonly to: string;
}

interface SendFlags extends AppFlags, EventFlags, TargetFlags, RetryFlags {
  readonly count: number;
  readonly concurrency: number;
  readonly rate?: number;
  readonly file?: string;
  readonly fault?: FaultName;
  readonly duplicates?: number;
  readonly allowInvalid?: boolean;
  readonly dryRun?: boolean;
  readonly print: (typeof printKinds)[number];
  readonly json?: boolean;
}

/** Above this many events a line for each would bury the summary. */
const mostLines = 20;

/** `mocklark send`: makes events and delivers them to a webhook, with Feishu's limits and retries. */
export const registerSend: RegisterCommand = (program, { terminal, signal }, finish) => {
  const command = addEventOptions(addAppOptions(program.command("send")))
    .description("make events and deliver them to a webhook")
    .argument("<url>", "the receiver's URL")
    .addOption(integerFlag("--count <n>", "how many events", 1).default(1))
    .addOption(flag("--file <event.json>", "send this event instead of a generated one"))
    .addOption(integerFlag("--concurrency <n>", "requests at once", 1).default(1))
    .addOption(rateFlag("--rate <n/s>", "events a second, for example 20/s"))
    .addOption(choiceFlag("--fault <name>", "what goes wrong on the way", faultNames))
    .addOption(integerFlag("--duplicates <n>", "send each event again after its success"))
    .addOption(flag("--allow-invalid", "send even what breaks the schema or a rule"))
    .addOption(flag("--dry-run", "print the request and send nothing"))
    .addOption(choiceFlag("--print <kind>", "form of --dry-run", printKinds).default("http"))
    .addOption(flag("--json", "one JSON object per attempt"));
  addTargetOptions(addRetryOptions(command)).action(async (url: string, flags: SendFlags) => {
    parseTarget(url, { allowHosts: flags.allowHost });
    const { createSimulator } = await import("../../simulator/simulator.js");
    const app = readApp(flags);
    const { clock, policy } = retryTiming(flags);
    const many = flags.count > mostLines;
    const attempts = policy.waitsMs === undefined ? 5 : policy.waitsMs.length + 1;
    const lines = createDeliveryLines(terminal, { attempts, encrypted: Boolean(app.encryptKey) });
    const simulator = createSimulator({
      app,
      policy,
      clock,
      ...eventClock(flags),
      tls: readTls(flags),
      allowHosts: flags.allowHost,
      maxInFlight: flags.concurrency,
      keep: many ? 0 : flags.count,
      observers: flags.json ? [createDeliveryJson(terminal)] : many ? [] : [lines],
    });
    const wish: Wish = {
      to: url,
      signal,
      ...eventOptions(flags),
      ...definedOnly({
        event: flags.file === undefined ? undefined : await readEvent(flags, terminal),
        fault: flags.fault && { name: flags.fault },
        duplicates: flags.duplicates,
        allowInvalid: flags.allowInvalid,
      }),
    };
    try {
      finish(
        flags.dryRun === true
          ? await printRequests(simulator, wish, flags, terminal)
          : await deliver(simulator, wish, flags, terminal),
      );
    } finally {
      await simulator.close();
    }
  });
};

/** The event of --file with --set and --unset applied to it. */
async function readEvent(flags: SendFlags, terminal: Terminal): Promise<ReserveConfigEvent> {
  const file = flags.file ?? "-";
  const { value } = await parseDocument((await readInput(file, terminal)).toString("utf8"), file);
  if (typeof value !== "object" || value === null) {
    throw new MocklarkError("INVALID_EVENT", `Failed to send ${file}: it holds no JSON object.`, {
      remedy: "Put one whole event in the file, as `mocklark generate` prints it.",
    });
  }
  const { overrides, unset } = eventOptions(flags);
  return applyOverrides(value as ReserveConfigEvent, { set: overrides, unset });
}

async function printRequests(
  simulator: Simulator,
  wish: Wish,
  { count, print }: SendFlags,
  terminal: Terminal,
): Promise<ExitCode> {
  const { formatAsCurl, formatAsHttp, formatAsJson } = await import("../../wire/format-request.js");
  const format = { curl: formatAsCurl, http: formatAsHttp, json: formatAsJson }[print];
  for (let made = 0; made < count; made++) {
    const request = await simulator.prepare(wish);
    await terminal.data(`${format(request, new URL(wish.to))}\n`);
  }
  return exitCodes.ok;
}

async function deliver(
  simulator: Simulator,
  wish: Wish,
  flags: SendFlags,
  terminal: Terminal,
): Promise<ExitCode> {
  const { pushMany } = await import("../../simulator/push-many.js");
  const started = simulator.clock.wall.elapsed();
  const summary = await pushMany(simulator, {
    ...wish,
    count: flags.count,
    ...definedOnly({ ratePerSecond: flags.rate }),
    onEnded: (_delivery, { succeeded, givenUp }) => {
      terminal.live(`${succeeded + givenUp}/${flags.count} delivered or given up`);
    },
  });
  const seconds = (simulator.clock.wall.elapsed() - started) / 1000;
  terminal.progress(`${describeSummary(summary, flags.count, seconds)}\n`);
  if (summary.succeeded === flags.count) return exitCodes.ok;
  if (summary.unreachable === flags.count) {
    throw new MocklarkError("ENVIRONMENT", `Failed to reach ${wish.to}: nobody is there.`, {
      remedy: "Start the receiver, or check host and port.",
    });
  }
  return exitCodes.failed;
}

function describeSummary(summary: PushSummary, asked: number, seconds: number): string {
  const { started, succeeded, givenUp, cancelled, attempts } = summary;
  const parts = [
    `${succeeded} of ${asked} delivered`,
    ...(givenUp > 0 ? [`${givenUp} given up`] : []),
    ...(cancelled > 0 ? [`${cancelled} cancelled`] : []),
    ...(started < asked ? [`${asked - started} never started`] : []),
    `${attempts} attempts`,
    `${seconds.toFixed(1)} s`,
  ];
  return parts.join(", ");
}
